package io.segmenta.clustering.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenieTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void gini_handSolved() {
        ClusterSizes sizes = new ClusterSizes(6);
        assertThat(sizes.gini()).isZero();
        sizes.merge(1, 1);
        sizes.merge(2, 1);
        // Sizes 3, 1, 1, 1: differences 2 + 2 + 2 over (4 - 1) * 6.
        assertThat(sizes.gini()).isCloseTo(6.0 / 18, within(1e-15));
        assertThat(sizes.smallest()).isEqualTo(1);
        sizes.merge(1, 1);
        // Sizes 3, 2, 1: 1 + 2 + 1 over 2 * 6.
        assertThat(sizes.gini()).isCloseTo(4.0 / 12, within(1e-15));
        sizes.merge(2, 1);
        assertThat(sizes.gini()).isZero();
        assertThat(sizes.smallest()).isEqualTo(3);
    }

    @Test
    void cut_anyRows_isThatOfTheDefinition() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Matrix x = Samples.uniform(2 + random.nextInt(50), 2, seed);
            double threshold = 0.1 * random.nextInt(11);
            GenieFit fit = new Genie(threshold).fit(x, ONE);
            for (int k = 1; k <= Math.min(6, x.rows()); k++) {
                assertThat(AdjustedRandIndex.of(fit.cut(k), plain(x, threshold, k))).as("seed %d k %d", seed, k)
                        .isEqualTo(1);
            }
        }
    }

    /**
     * Single linkage has the edges of the spanning tree; the shortest allowed is taken, sizes and index counted anew
     * each time.
     */
    private static int[] plain(Matrix x, double threshold, int k) {
        SingleLinkage.Edges tree = SingleLinkage.spanningTree(x);
        List<Integer> edges = new ArrayList<>(IntStream.range(0, x.rows() - 1).boxed().toList());
        int[] labels = IntStream.range(0, x.rows()).toArray();
        for (int clusters = x.rows(); clusters > k; clusters--) {
            int[] sizes = new int[x.rows()];
            for (int label : labels) {
                sizes[label]++;
            }
            double differences = 0;
            int smallest = x.rows();
            for (int a : sizes) {
                smallest = a > 0 ? Math.min(smallest, a) : smallest;
                for (int b : sizes) {
                    differences += a > b && b > 0 ? a - b : 0;
                }
            }
            boolean uneven = differences / (clusters - 1) / x.rows() > threshold;
            int least = smallest;
            int taken = edges.stream().filter(edge -> !uneven || sizes[labels[tree.a()[edge]]] == least
                    || sizes[labels[tree.b()[edge]]] == least).findFirst().orElseThrow();
            edges.remove(Integer.valueOf(taken));
            int kept = labels[tree.a()[taken]];
            int gone = labels[tree.b()[taken]];
            Arrays.setAll(labels, i -> labels[i] == gone ? kept : labels[i]);
        }
        return labels;
    }

    @Test
    void cut_undoesOneMergeAtATime() {
        GenieFit fit = Genie.withDefaults().fit(Samples.uniform(80, 2, 3), ONE);
        int[] coarse = fit.cut(1);
        assertThat(coarse).containsOnly(0);
        for (int k = 2; k <= 80; k++) {
            int[] fine = fit.cut(k);
            int[] parent = new int[k];
            Arrays.fill(parent, -1);
            for (int i = 0; i < 80; i++) {
                assertThat(parent[fine[i]]).isIn(-1, coarse[i]);
                parent[fine[i]] = coarse[i];
            }
            coarse = fine;
        }
    }
}
