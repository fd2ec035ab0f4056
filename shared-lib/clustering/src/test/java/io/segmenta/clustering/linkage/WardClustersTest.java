package io.segmenta.clustering.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.Samples;
import io.segmenta.model.data.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search by cells finds what looking at every cluster finds, to the last bit. */
class WardClustersTest {

    private static final int ROWS = 1_301;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 8, 9, 17})
    void chain_sameAsLookingAtEveryCluster(int columns) {
        same(Samples.blobs(ROWS, columns, 6, 4, columns));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void chain_manyTies_sameAsLookingAtEveryCluster(int columns) {
        Matrix x = Samples.uniform(ROWS, columns, 2);
        float[][] whole = new float[columns][ROWS];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < ROWS; i++) {
                whole[j][i] = Math.round(4 * x.get(i, j));
            }
        }
        same(Matrix.ofColumns(x.names(), whole));
    }

    private static void same(Matrix x) {
        Dendrogram plain = NearestNeighborChain.run(new PlainWard(x), ROWS);
        Dendrogram searched = NearestNeighborChain.run(new WardClusters(x), ROWS);
        assertThat(searched.heights()).isEqualTo(plain.heights());
        for (int k : new int[] {2, 10, 400}) {
            assertThat(searched.cut(k)).isEqualTo(plain.cut(k));
        }
    }

    /** Ward's costs, all of them computed at every step. */
    private static final class PlainWard implements NearestNeighborChain.Clusters {
        private final double[][] mean;
        private final double[] size;

        PlainWard(Matrix x) {
            this.mean = new double[x.rows()][x.columns()];
            this.size = new double[x.rows()];
            for (int j = 0; j < x.columns(); j++) {
                double sum = 0;
                for (float value : x.column(j)) {
                    sum += value;
                }
                for (int i = 0; i < x.rows(); i++) {
                    mean[i][j] = x.get(i, j) - sum / x.rows();
                    size[i] = 1;
                }
            }
        }

        private double cost(int a, int b) {
            double sum = 0;
            for (int j = 0; j < mean[a].length; j++) {
                double difference = mean[a][j] - mean[b][j];
                sum += difference * difference;
            }
            return sum / (1 / size[a] + 1 / size[b]);
        }

        @Override
        public int nearest(int cluster, int preferred) {
            int nearest = preferred;
            double least = preferred < 0 ? Double.POSITIVE_INFINITY : cost(cluster, preferred);
            for (int other = 0; other < mean.length; other++) {
                if (size[other] > 0 && other != cluster && cost(cluster, other) < least) {
                    nearest = other;
                    least = cost(cluster, other);
                }
            }
            return nearest;
        }

        @Override
        public double height(int a, int b) {
            return Math.sqrt(2 * cost(a, b));
        }

        @Override
        public void merge(int a, int b) {
            double total = size[a] + size[b];
            for (int j = 0; j < mean[a].length; j++) {
                mean[a][j] += (mean[b][j] - mean[a][j]) * (size[b] / total);
            }
            size[a] = total;
            size[b] = 0;
        }
    }
}
