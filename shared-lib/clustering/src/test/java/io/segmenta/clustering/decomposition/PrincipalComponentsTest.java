package io.segmenta.clustering.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void fit_pointsOnALineByHand() {
        // (0,0), (2,2), (4,4): all variance, 2 * 4 = 8, along (1,1)/sqrt(2).
        PrincipalComponents pca = PrincipalComponents
                .fit(Samples.rows(new float[] {0, 0}, new float[] {2, 2}, new float[] {4, 4}), ONE);
        assertThat(pca.mean()).containsExactly(2, 2);
        assertThat(pca.explainedVariance()).containsExactly(new double[] {8, 0}, within(1e-12));
        assertThat(pca.explainedVarianceRatio()).containsExactly(new double[] {1, 0}, within(1e-12));
        double half = Math.sqrt(0.5);
        assertThat(pca.components()[0]).containsExactly(new double[] {half, half}, within(1e-12));
        assertThat(Math.abs(pca.components()[1][0])).isCloseTo(half, within(1e-12));
        assertThat(pca.transform(new float[] {4, 4})[0]).isCloseTo(2 * Math.sqrt(2), within(1e-12));
        assertThat(pca.countFor(0.99)).isEqualTo(1);
        assertThat(pca.keep(1).count()).isEqualTo(1);
    }

    @Test
    void fit_covariance_equalsPlainSums() {
        for (int n : new int[] {2, 3, 257, 4_099, 20_011}) {
            Matrix x = Samples.blobs(n, 5, 3, 50, n);
            double[][] expected = covariance(x);
            double[][] matrix = new Covariance(x, ONE).matrix;
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 5; j++) {
                    double size = Math.sqrt(expected[i][i] * expected[j][j]);
                    assertThat(matrix[i][j]).as("n=%d (%d, %d)", n, i, j).isCloseTo(expected[i][j],
                            within(1e-6 * size));
                }
            }
        }
    }

    @Test
    void fit_anyThreads_sameBits() {
        Matrix x = Samples.uniform(50_021, 7, 4);
        PrincipalComponents one = PrincipalComponents.fit(x, ONE);
        try (Workers workers = new Workers(8)) {
            PrincipalComponents many = PrincipalComponents.fit(x, workers);
            assertThat(many.components()).isDeepEqualTo(one.components());
            assertThat(many.explainedVariance()).isEqualTo(one.explainedVariance());
        }
    }

    @Test
    void fit_unusableRows_refuses() {
        assertThatThrownBy(() -> PrincipalComponents.fit(Samples.column(1), ONE))
                .hasMessage("rows must be >= 2, got 1");
        assertThatThrownBy(() -> PrincipalComponents.fit(Samples.column(1, 2, Float.NaN), ONE))
                .hasMessage("column \"x0\": expected a finite value, got NaN at row 3");
    }

    @Test
    void eigen_reconstructsAndIsOrthonormal() {
        for (int d : new int[] {1, 2, 3, 10, 61}) {
            double[][] a = covariance(Samples.uniform(d / 2 + 2, d, d));
            SymmetricEigen eigen = SymmetricEigen.of(a);
            double[][] v = eigen.vectors();
            double[] values = eigen.values();
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    double entry = 0;
                    double product = 0;
                    for (int k = 0; k < d; k++) {
                        entry += values[k] * v[k][i] * v[k][j];
                        product += v[i][k] * v[j][k];
                    }
                    assertThat(entry).isCloseTo(a[i][j], within(1e-12));
                    assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-12));
                }
            }
        }
    }

    @Test
    void eigen_knownValues() {
        // [[2,1],[1,2]] has 3 along (1,1) and 1 along (1,-1); the second, third and fourth matrix are diagonal.
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1}, {1, 2}});
        assertThat(eigen.values()).containsExactly(new double[] {3, 1}, within(1e-15));
        assertThat(SymmetricEigen.of(new double[][] {{1, 0, 0}, {0, 5, 0}, {0, 0, 3}}).values()).containsExactly(5, 3,
                1);
        assertThat(SymmetricEigen.of(new double[3][3]).values()).containsExactly(0, 0, 0);
        assertThat(SymmetricEigen.of(new double[][] {{-4}}).values()).containsExactly(-4);
    }

    private static double[][] covariance(Matrix x) {
        int d = x.columns();
        double[] mean = new double[d];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < x.rows(); i++) {
                mean[j] += (double) x.get(i, j) / x.rows();
            }
        }
        double[][] covariance = new double[d][d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                for (int i = 0; i < x.rows(); i++) {
                    covariance[a][b] += (x.get(i, a) - mean[a]) * (x.get(i, b) - mean[b]) / (x.rows() - 1);
                }
            }
        }
        return covariance;
    }
}
