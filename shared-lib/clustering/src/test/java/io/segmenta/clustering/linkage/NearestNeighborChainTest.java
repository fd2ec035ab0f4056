package io.segmenta.clustering.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import org.junit.jupiter.api.Test;

class NearestNeighborChainTest {

    /** Three clusters, all as near, of which rounding makes each the nearest of another. */
    @Test
    void run_nearestThatGoesRound_mergesTheEndOfTheChain() {
        int[] successor = {1, 2, 0};
        Dendrogram tree = NearestNeighborChain.run(new NearestNeighborChain.Clusters() {
            @Override
            public int nearest(int cluster, int preferred) {
                return successor[cluster];
            }

            @Override
            public double height(int a, int b) {
                return 1;
            }

            @Override
            public void merge(int a, int b) {
                successor[0] = a;
                successor[a] = 0;
            }
        }, 3);
        assertThat(tree.heights()).containsExactly(1, 1);
        assertThat(new int[] {tree.left(0), tree.right(0)}).containsExactly(1, 2);
        assertThat(tree.size(1)).isEqualTo(3);
    }

    /**
     * Any two groups of levels are equally far apart by Ward, up to rounding, which leads the chain back at 41 of them.
     */
    @Test
    void run_levelsOfACategory_mergeAtOneHeight() {
        float[][] rows = new float[41][41];
        for (int i = 0; i < rows.length; i++) {
            rows[i][i] = (float) Math.sqrt(0.5);
        }
        WardClusters ward = new WardClusters(Samples.rows(rows));
        Dendrogram tree = NearestNeighborChain.run(ward, rows.length);
        for (double height : tree.heights()) {
            assertThat(height).isCloseTo(1, within(1e-6));
        }
        assertThat(tree.size(39)).isEqualTo(41);
    }
}
