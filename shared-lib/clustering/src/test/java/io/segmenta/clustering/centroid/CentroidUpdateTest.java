package io.segmenta.clustering.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CentroidUpdateTest {

    private static final Workers ONE = new Workers(1);

    private static Matrix line(float... values) {
        return Matrix.ofColumns(List.of("x"), new float[][] {values});
    }

    /** 0 stands for 3 rows and takes 4: (3 * 0 + 4) / 4 = 1. 10 stands for 1 row and takes 12 and 14: 36 / 3 = 12. */
    @Test
    void with_byHand_movesToTheMeanOfOldAndNewRows() {
        CentroidUpdate update = CentroidUpdate.from(new float[][] {{0}, {10}}, new double[] {3, 1})
                .with(line(4, 12, 14));
        assertThat(update.centroids()).isDeepEqualTo(new float[][] {{1}, {12}});
        assertThat(update.weights()).containsExactly(4, 3);
        assertThat(update.labels(line(0, 6, 7, 20))).containsExactly(0, 0, 1, 1);
    }

    @Test
    void with_noRowNear_leavesACentroidWhereItIs() {
        CentroidUpdate update = CentroidUpdate.from(new float[][] {{0}, {10}}, new double[] {0, 0}).with(line(2));
        assertThat(update.centroids()).isDeepEqualTo(new float[][] {{2}, {10}});
    }

    @Test
    void miniBatch_plantedGroups_comesNearToTheInertiaOfKMeans() {
        SplittableRandom random = new SplittableRandom(4);
        float[][] columns = new float[2][6_000];
        for (int i = 0; i < 6_000; i++) {
            columns[0][i] = (float) (i % 3 * 10 + random.nextGaussian());
            columns[1][i] = (float) (i % 2 * 10 + random.nextGaussian());
        }
        Matrix x = Matrix.ofColumns(List.of("x", "y"), columns);
        CentroidUpdate batches = CentroidUpdate.miniBatch(x, 6, 500, 2, 1, ONE);
        assertThat(inertia(x, batches)).isLessThan(1.01 * KMeans.withDefaults(6).fit(x, 1, ONE).inertia());
        assertThat(CentroidUpdate.miniBatch(x, 6, 500, 2, 1, ONE).centroids()).isDeepEqualTo(batches.centroids());
    }

    /** The median of ten seeds is at most 10% above Lloyd's inertia, and no more than scikit-learn's is above. */
    @Test
    void miniBatch_goldenSets_comesAsNearToLloydAsScikitLearn() {
        Golden rows = Golden.read("clustering.txt");
        Golden golden = Golden.read("minibatch.txt");
        for (String set : List.of("blobs2", "blobs5", "blobs8", "uniform3", "stretched", "circles", "wide17", "offset",
                "skewed", "line")) {
            Matrix x = rows.rows(set);
            double[] inertia = new double[10];
            for (int seed = 0; seed < inertia.length; seed++) {
                CentroidUpdate fit = CentroidUpdate.miniBatch(x, 4, 40, 3, seed, ONE);
                inertia[seed] = inertia(x, fit);
            }
            Arrays.sort(inertia);
            double median = (inertia[4] + inertia[5]) / 2;
            assertThat(median).as(set).isLessThan(1.1 * golden.value(set, "lloyd"))
                    .isLessThan(1.005 * golden.value(set, "minibatch"));
        }
    }

    private static double inertia(Matrix x, CentroidUpdate fit) {
        float[][] centroids = fit.centroids();
        int[] labels = fit.labels(x);
        double inertia = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < x.columns(); j++) {
                double difference = x.get(i, j) - centroids[labels[i]][j];
                inertia += difference * difference;
            }
        }
        return inertia;
    }

    @Test
    void miniBatch_firstBatchOfEqualRows_startsFromAll() {
        float[] values = new float[5_000];
        values[7] = 3;
        values[4_000] = 9;
        CentroidUpdate fit = CentroidUpdate.miniBatch(line(values), 3, 100, 3, 1, ONE);
        assertThat(Arrays.stream(fit.labels(line(0, 3, 9))).distinct().count()).isEqualTo(3);
        assertThatThrownBy(() -> CentroidUpdate.miniBatch(line(values), 4, 100, 3, 1, ONE))
                .hasMessage("k must not exceed the number of distinct rows: k=4, distinct rows=3");
    }

    @Test
    void with_otherFeatures_refuses() {
        CentroidUpdate update = CentroidUpdate.from(new float[][] {{0, 1}}, new double[] {1});
        assertThatIllegalArgumentException().isThrownBy(() -> update.with(line(1)))
                .withMessage("rows have 1 features, centroids have 2");
    }
}
