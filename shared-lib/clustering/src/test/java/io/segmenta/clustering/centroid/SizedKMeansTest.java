package io.segmenta.clustering.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SizedKMeansTest {

    private static final Workers ONE = new Workers(1);

    /**
     * 0, 1, 2 | 10: with at least two rows each, 2 must go to 10, for means 0.5 and 6 and an inertia of 0.25 + 0.25 +
     * 16 + 16.
     */
    @Test
    void fit_leastSize_byHand() {
        SizedKMeansFit fit = new SizedKMeans(KMeans.withDefaults(2), new SizeBounds(2, 4))
                .fit(Samples.column(0, 1, 2, 10), 1, ONE);
        assertThat(fit.inertia()).isEqualTo(32.5);
        assertThat(fit.labels()[0]).isEqualTo(fit.labels()[1]).isNotEqualTo(fit.labels()[2]);
        assertThat(fit.labels()[2]).isEqualTo(fit.labels()[3]);
        assertThat(fit.bound()).isTrue();
        assertThat(fit.exact()).isTrue();
    }

    /** A chain: the third row of 0 can only leave by way of the middle, whose own row then makes room. */
    @Test
    void assignment_roomOnlyBeyondTheMiddle_movesOneRowOnEachStep() {
        double[][] cost = {{0, 0, 0, 9, 9, 100}, {1, 2, 4, 0, 0, 9}, {100, 100, 100, 3, 2, 0}};
        int[] labels = new SizedAssignment(cost, new SizeBounds(2, 2), new double[3]).solve();
        assertThat(labels).containsExactly(1, 0, 0, 1, 2, 2);
    }

    @Test
    void fit_plainClustersKeepTheBounds_areTheResult() {
        Matrix x = Samples.blobs(300, 2, 3, 20, 4);
        SizedKMeansFit fit = new SizedKMeans(KMeans.withDefaults(3), new SizeBounds(90, 110)).fit(x, 1, ONE);
        assertThat(fit.bound()).isFalse();
        assertThat(fit.labels()).isEqualTo(KMeans.withDefaults(3).fit(x, 1, ONE).labels());
    }

    @Property(tries = 300, seed = "20")
    void assignment_anyCosts_costsAsLittleAsTheBestOfAll(@ForAll @IntRange(min = 2, max = 7) int n,
            @ForAll @IntRange(min = 1, max = 4) int k, @ForAll @IntRange(min = 0, max = 3) int tight,
            @ForAll boolean ties, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int least = Math.max(0, n / k - tight);
        SizeBounds bounds = new SizeBounds(Math.max(1, least), Math.max(1, (n + k - 1) / k + random.nextInt(2)));
        if (!bounds.allow(k, n)) {
            return;
        }
        double[][] cost = new double[k][n];
        double[] prices = new double[k];
        for (int c = 0; c < k; c++) {
            prices[c] = ties ? 0 : random.nextDouble() - 0.5;
            for (int i = 0; i < n; i++) {
                cost[c][i] = ties ? random.nextInt(3) : random.nextDouble();
            }
        }
        int[] labels = new SizedAssignment(cost, bounds, prices).solve();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += cost[labels[i]][i];
        }
        assertThat(bounds.hold(sizes(labels, k))).isTrue();
        assertThat(sum).isCloseTo(cheapest(cost, bounds, new int[k], 0), within(1e-9));
    }

    /** Tries every labelling. */
    private static double cheapest(double[][] cost, SizeBounds bounds, int[] sizes, int row) {
        if (row == cost[0].length) {
            return Arrays.stream(sizes).allMatch(size -> size >= bounds.least()) ? 0 : Double.POSITIVE_INFINITY;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < cost.length; c++) {
            if (sizes[c] < bounds.most()) {
                sizes[c]++;
                least = Math.min(least, cost[c][row] + cheapest(cost, bounds, sizes, row + 1));
                sizes[c]--;
            }
        }
        return least;
    }

    @Property(tries = 100, seed = "20")
    void fit_fewRows_hasTheLeastInertiaOfAllDivisions(@ForAll @IntRange(min = 6, max = 9) int n, @ForAll long seed) {
        Matrix x = Samples.uniform(n, 2, seed);
        SizeBounds bounds = new SizeBounds(n / 3, n / 3 + 1);
        double inertia = new SizedKMeans(new KMeans(3, 100, 0, 60), bounds).fit(x, seed, ONE).inertia();
        assertThat(inertia).isCloseTo(leastInertia(x, bounds, new int[n], new int[3], 0), within(1e-6 * inertia));
    }

    private static double leastInertia(Matrix x, SizeBounds bounds, int[] labels, int[] sizes, int row) {
        if (row == labels.length) {
            return Arrays.stream(sizes).allMatch(size -> size >= bounds.least())
                    ? SizedLloyd.inertia(x, labels, SizedLloyd.means(x, labels, sizes.length))
                    : Double.POSITIVE_INFINITY;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] < bounds.most()) {
                sizes[c]++;
                labels[row] = c;
                least = Math.min(least, leastInertia(x, bounds, labels, sizes, row + 1));
                sizes[c]--;
            }
        }
        return least;
    }

    @Test
    void fit_moreRowsThanTheExactFormTakes_keepsTheBoundsAndComesNearToItsInertia() {
        Matrix x = Samples.blobs(24_000, 3, 4, 3, 5);
        SizeBounds bounds = new SizeBounds(7_900, 8_100);
        SizedKMeans sized = new SizedKMeans(new KMeans(3, 100, 1e-4, 3), bounds);
        SizedKMeansFit heuristic = sized.fit(x, 1, ONE);
        assertThat(heuristic.exact()).isFalse();
        assertThat(bounds.hold(sizes(heuristic.labels(), 3))).isTrue();
        SizedKMeansFit exact = SizedLloyd.best(sized, x, sized.kMeans().fit(x, 1, ONE).centroids(), 1, ONE).fit(true);
        assertThat(heuristic.inertia()).isBetween(0.999 * exact.inertia(), 1.001 * exact.inertia());
    }

    /** Three rows in 100,000 differ from the rest; the sample that decides misses some of them. */
    @Test
    void fit_rowsThatFewSamplesHold_keepsTheBounds() {
        float[] values = new float[100_000];
        values[10] = 5;
        values[20] = 9;
        values[30] = 20;
        SizeBounds bounds = new SizeBounds(20_000, 40_000);
        SizedKMeansFit fit = new SizedKMeans(KMeans.withDefaults(4), bounds).fit(Samples.column(values), 1, ONE);
        assertThat(bounds.hold(sizes(fit.labels(), 4))).isTrue();
    }

    @Test
    void fit_anyThreads_sameLabels() {
        Matrix x = Samples.uniform(3_001, 4, 12);
        SizedKMeans sized = new SizedKMeans(KMeans.withDefaults(6), new SizeBounds(480, 520));
        int[] one = sized.fit(x, 3, ONE).labels();
        try (Workers eight = new Workers(8)) {
            assertThat(sized.fit(x, 3, eight).labels()).isEqualTo(one);
        }
    }

    private static long[] sizes(int[] labels, int k) {
        long[] sizes = new long[k];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    @Test
    void fit_boundsThatCannotHold_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SizedKMeans(KMeans.withDefaults(2), new SizeBounds(3, 9))
                        .fit(Samples.column(0, 1, 2, 10), 1, ONE))
                .withMessage("4 rows cannot be divided into 2 clusters of 3 to 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SizedKMeans(KMeans.withDefaults(1_001), new SizeBounds(1, 9)))
                .withMessage("k must be in [1, 1000], got 1001");
        assertThatIllegalArgumentException().isThrownBy(() -> new SizeBounds(3, 2))
                .withMessage("most must be in [3, 2147483647], got 2");
    }
}
