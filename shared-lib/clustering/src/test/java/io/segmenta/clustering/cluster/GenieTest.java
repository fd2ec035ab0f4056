package io.segmenta.clustering.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.Workers;
import java.util.Arrays;
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
