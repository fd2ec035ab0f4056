package io.segmenta.clustering.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.linkage.Genie;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DensityValidityTest {
    private static final Workers ONE = new Workers(1);

    /**
     * By hand: the core distances of 0, 1, 2, 4 are 12/7, 9/7, 3/2 and 36/13; the tree is 0-1-2-4 with lengths 12/7,
     * 3/2 and 36/13; inner are 1 and 2, so the thinnest inner link is 3/2. The inner rows 2 and 18 are 16 apart.
     */
    @Test
    void of_twoMirroredClusters_isAsByHand() {
        Matrix x = Samples.column(0, 1, 2, 4, 20, 19, 18, 16);
        assertThat(DensityValidity.of(x, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, ONE)).isEqualTo((16 - 1.5) / 16);
    }

    /** Without two inner rows the longest edge counts: core distances 4/3, 1, 4/3, edges 4/3, inner rows 10 apart. */
    @Test
    void of_clustersOfThree_goByTheLongestEdge() {
        Matrix x = Samples.column(0, 1, 2, 10, 11, 12);
        assertThat(DensityValidity.of(x, new int[] {0, 0, 0, 1, 1, 1}, ONE)).isCloseTo((10 - 4 / 3.0) / 10,
                within(1e-12));
    }

    @Test
    void of_noise_takesItsShare() {
        Matrix x = Samples.column(0, 1, 2, 6, 10, 11, 12);
        assertThat(DensityValidity.of(x, new int[] {0, 0, 0, -1, 1, 1, 1}, ONE)).isCloseTo(
                (10 - 4 / 3.0) / 10 * 6 / 7, within(1e-12));
    }

    @Test
    void of_oneClusterOrNone_isTheLeast() {
        Matrix x = Samples.column(0, 1, 2);
        assertThat(DensityValidity.of(x, new int[] {0, 0, 0}, ONE)).isEqualTo(-1);
        assertThat(DensityValidity.of(x, new int[] {-1, -1, -1}, ONE)).isEqualTo(-1);
    }

    @Test
    void of_copiesAndSingleRows_areDefined() {
        Matrix x = Samples.column(0, 0, 0, 5, 5, 9);
        assertThat(DensityValidity.of(x, new int[] {0, 0, 0, 1, 1, 2}, ONE)).isCloseTo(5 / 6.0, within(1e-12));
        assertThat(DensityValidity.of(Samples.column(3, 3, 3, 3), new int[] {0, 0, 1, 1}, ONE)).isZero();
    }

    @Test
    void of_wrongLabels_areWorseThanRight_atAnyNumberOfThreadsAndManyFeatures() {
        Matrix x = Samples.blobs(300, 40, 3, 12, 7);
        int[] right = Genie.withDefaults().fit(x, ONE).cut(3);
        int[] wrong = right.clone();
        for (int i = 0; i < 30; i++) {
            wrong[i] = (wrong[i] + 1) % 3;
        }
        double validity = DensityValidity.of(x, right, ONE);
        assertThat(validity).isBetween(0.0, 1.0).isGreaterThan(DensityValidity.of(x, wrong, ONE));
        try (Workers four = new Workers(4)) {
            assertThat(DensityValidity.of(x, right, four)).isEqualTo(validity);
        }
    }

    /** The tree of a cluster is not unique, and which of its trees is taken must not hang on the order of the rows. */
    @Test
    void of_rowsInAnotherOrder_isTheSame() {
        for (int d : new int[] {1, 2, 5}) {
            Matrix x = Samples.blobs(300, d, 3, 6, 7);
            int[] labels = new int[300];
            Arrays.setAll(labels, i -> i % 3);
            double validity = DensityValidity.of(x, labels, ONE);
            for (long seed = 1; seed <= 5; seed++) {
                int[] order = Samples.shuffledOrder(300, seed);
                int[] shuffled = Arrays.stream(order).map(row -> labels[row]).toArray();
                assertThat(DensityValidity.of(x.selectRows(order), shuffled, ONE)).as("d=%d", d)
                        .isCloseTo(validity, within(1e-12));
            }
        }
    }

    @Test
    void of_anyRows_isThatOfTheDefinition() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(40);
            int k = 1 + random.nextInt(4);
            Matrix x = Samples.uniform(n, 1 + random.nextInt(4), seed);
            int[] labels = random.ints(n, -1, k).toArray();
            assertThat(DensityValidity.of(x, labels, ONE)).as("seed %d", seed)
                    .isCloseTo(PlainDensityValidity.of(x, labels), within(1e-9));
        }
    }

    @Test
    void of_valueThatIsNoNumber_isRefused() {
        assertThatThrownBy(() -> DensityValidity.of(Samples.column(1, Float.NaN), new int[] {0, 1}, ONE))
                .hasMessage("column \"x0\": expected a finite value, got NaN at row 2");
    }

    @Test
    void of_labelsOfOtherRows_areRefused() {
        assertThatThrownBy(() -> DensityValidity.of(Samples.column(1, 2), new int[] {0}, ONE))
                .hasMessageContaining("labels must be as many as rows: 2, got 1");
    }
}
