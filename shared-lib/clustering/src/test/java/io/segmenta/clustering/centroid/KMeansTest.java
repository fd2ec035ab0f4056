package io.segmenta.clustering.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class KMeansTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void fit_fourPointsByHand_findsTheTwoPairs() {
        // Pairs (0,0),(0,2) and (10,0),(10,2): means (0,1) and (10,1), each row 1 away, inertia 4.
        Matrix x = Samples.rows(new float[] {0, 0}, new float[] {10, 0}, new float[] {0, 2}, new float[] {10, 2});
        KMeansFit fit = KMeans.withDefaults(2).fit(x, 1, ONE);
        assertThat(fit.inertia()).isEqualTo(4.0);
        int[] labels = fit.labels();
        assertThat(labels[0]).isEqualTo(labels[2]).isNotEqualTo(labels[1]);
        assertThat(labels[1]).isEqualTo(labels[3]);
        assertThat(fit.centroids()).isDeepEqualTo(new float[][] {{0, 1}, {10, 1}});
        assertThat(fit.sizes()).containsExactly(2, 2);
    }

    @Test
    void fit_oneCluster_isTheMeanAndTheTotalSumOfSquares() {
        KMeansFit fit = KMeans.withDefaults(1).fit(Samples.column(1, 2, 3, 6), 1, ONE);
        assertThat(fit.centroids()).isDeepEqualTo(new float[][] {{3}});
        assertThat(fit.inertia()).isEqualTo(4.0 + 1 + 0 + 9);
    }

    @Test
    void fit_asManyClustersAsDistinctRows_hasNoInertia() {
        KMeansFit fit = KMeans.withDefaults(3).fit(Samples.column(5, 1, 1, 5, 9, 9, 9), 1, ONE);
        assertThat(fit.inertia()).isZero();
        assertThat(fit.sizes()).containsExactly(3, 2, 2);
    }

    @Test
    void fit_moreClustersThanDistinctRows_refuses() {
        Matrix x = Samples.column(5, 1, 1, 5, 9, 9, 9);
        assertThatThrownBy(() -> KMeans.withDefaults(4).fit(x, 1, ONE)).isInstanceOf(DataException.class)
                .hasMessage("k must not exceed the number of distinct rows: k=4, distinct rows=3");
    }

    @Test
    void fit_rowsThatDifferByLessThanFloatSquaresCanShow_stillSeparates() {
        Matrix x = Samples.column(0f, 1e-30f, 2e-30f, 0f);
        assertThat(KMeans.withDefaults(3).fit(x, 1, ONE).sizes()).containsExactly(2, 1, 1);
    }

    @Test
    void fit_weights_equalRepeatedRows() {
        Matrix once = Samples.blobs(301, 3, 3, 4, 5);
        float[] weights = new float[301];
        int[] repeated = new int[602 - 1];
        int rows = 0;
        for (int i = 0; i < 301; i++) {
            weights[i] = i % 2 == 0 ? 1 : 3;
            for (int r = 0; r < weights[i]; r++) {
                repeated[rows++] = i;
            }
        }
        KMeansFit weighted = KMeans.withDefaults(3).fit(once, weights, 1, ONE);
        KMeansFit plain = KMeans.withDefaults(3).fit(once.selectRows(repeated), 1, ONE);
        assertThat(weighted.inertia()).isCloseTo(plain.inertia(), within(plain.inertia() * 1e-6));
    }

    @Test
    void fit_weightNotPositive_refuses() {
        assertThatThrownBy(() -> KMeans.withDefaults(2).fit(Samples.column(1, 2, 3), new float[] {1, 0, 1}, 1, ONE))
                .hasMessage("weight must be positive and finite, got 0.0 at row 2");
    }

    @Test
    void fit_anyThreads_sameBits() {
        Matrix x = Samples.uniform(40_009, 5, 3);
        KMeansFit one = new KMeans(7, 300, 1e-4, 3).fit(x, 9, ONE);
        for (int threads : new int[] {2, 8}) {
            try (Workers workers = new Workers(threads)) {
                KMeansFit many = new KMeans(7, 300, 1e-4, 3).fit(x, 9, workers);
                assertThat(many.labels()).isEqualTo(one.labels());
                assertThat(many.centroids()).isDeepEqualTo(one.centroids());
                assertThat(many.inertia()).isEqualTo(one.inertia());
            }
        }
    }

    @Test
    void fit_labels_areTheExactNearestCentroid() {
        for (int d : new int[] {1, 2, 3, 5, 8, 9, 17}) {
            for (int k : new int[] {2, 7, 65, 131}) {
                Matrix x = Samples.uniform(2_111, d, d * 100L + k);
                KMeansFit fit = new KMeans(k, 3, 0, 1).fit(x, 1, ONE);
                assertThat(fit.labels()).as("d=%d k=%d", d, k).isEqualTo(nearest(x, fit.centroids()));
            }
        }
    }

    @Test
    void fit_integersWithManyTies_labelsAreExactAndTiesGoToTheLowerNumber() {
        float[] values = new float[3_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7;
        }
        Matrix x = Samples.column(values);
        KMeansFit fit = new KMeans(3, 50, 0, 4).fit(x, 1, ONE);
        assertThat(fit.labels()).isEqualTo(nearest(x, fit.centroids()));
    }

    @Test
    void fit_farFromTheOrigin_labelsStayExact() {
        float[] values = new float[5_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1_000_000f + i % 101;
        }
        Matrix x = Samples.column(values);
        KMeansFit fit = new KMeans(4, 50, 0, 4).fit(x, 1, ONE);
        assertThat(fit.labels()).isEqualTo(nearest(x, fit.centroids()));
    }

    @Test
    void fit_manyRows_reachesTheInertiaOfPlainLloydFromTheSameEnd() {
        Matrix x = Samples.blobs(70_001, 4, 6, 6, 11);
        KMeansFit fit = new KMeans(6, 300, 0, 5).fit(x, 2, ONE);
        double[] sums = PlainLloyd.run(x, fit.centroids(), 300);
        assertThat(fit.inertia()).isCloseTo(sums[0], within(1e-9 * sums[0]));
    }

    @Test
    void fitFrom_wideRowsOfNoGroups_endsWherePlainLloydDoes() {
        Matrix x = Samples.uniform(3_001, 37, 8);
        float[][] start = start(x, 9);
        KMeansFit fit = new KMeans(9, 500, 0, 1).fitFrom(x, start, ONE);
        double[] plain = PlainLloyd.run(x, start, 500);
        assertThat(fit.inertia()).isCloseTo(plain[0], within(1e-9 * plain[0]));
        assertThat(fit.labels()).isEqualTo(nearest(x, fit.centroids()));
        try (Workers seven = new Workers(7)) {
            KMeansFit again = new KMeans(9, 500, 0, 1).fitFrom(x, start, seven);
            assertThat(again.centroids()).isDeepEqualTo(fit.centroids());
        }
    }

    @Test
    void lloyd_fewRowsChange_looksOnlyAtThoseThatMay() {
        Matrix x = Samples.blobs(5_000, 40, 8, 3, 5);
        Lloyd run = new Lloyd(Blocks.of(x, null, ONE), start(x, 16));
        assertThat(run.run(300, 0).sparse()).isTrue();
        Lloyd narrow = new Lloyd(Blocks.of(Samples.blobs(5_000, 4, 8, 3, 5), null, ONE),
                start(Samples.blobs(5_000, 4, 8, 3, 5), 16));
        assertThat(narrow.run(300, 0).sparse()).isFalse();
    }

    @Test
    void fitFrom_rowsOfLongBlocks_haveTheNearestCentroidAtAnyNumberOfThreads() {
        Matrix x = Samples.blobs(140_009, 3, 6, 2, 4);
        KMeansFit fit = new KMeans(5, 12, 0, 1).fitFrom(x, start(x, 5), ONE);
        assertThat(fit.labels()).isEqualTo(nearest(x, fit.centroids()));
        try (Workers three = new Workers(3)) {
            KMeansFit again = new KMeans(5, 12, 0, 1).fitFrom(x, start(x, 5), three);
            assertThat(again.labels()).isEqualTo(fit.labels());
            assertThat(again.centroids()).isDeepEqualTo(fit.centroids());
        }
    }

    private static float[][] start(Matrix x, int k) {
        float[][] start = new float[k][x.columns()];
        for (int c = 0; c < k; c++) {
            x.row(c * (x.rows() / k), start[c]);
        }
        return start;
    }

    @Test
    void fitFrom_emptyCluster_takesTheFurthestRow() {
        // The third centroid attracts nothing; 100 is the row furthest from its centroid.
        KMeansFit fit = new KMeans(3, 10, 0, 1).fitFrom(Samples.column(0, 1, 10, 11, 100),
                new float[][] {{0.5f}, {40}, {1e6f}}, ONE);
        assertThat(fit.sizes()).containsExactly(2, 2, 1);
        assertThat(fit.inertia()).isEqualTo(1.0);
    }

    @Test
    void fitFrom_oneIteration_isOneStepOfLloyd() {
        // Nearest to 0: 0,1,2 (mean 1). Nearest to 6: 4,9 (mean 6.5). Then 4 is nearer to 6.5 and inertia is 2 + 12.5.
        KMeansFit fit = new KMeans(2, 1, 0, 1).fitFrom(Samples.column(0, 1, 2, 4, 9), new float[][] {{0}, {6}}, ONE);
        assertThat(fit.centroids()).isDeepEqualTo(new float[][] {{1}, {6.5f}});
        assertThat(fit.inertia()).isEqualTo(14.5);
        assertThat(fit.iterations()).isEqualTo(1);
    }

    @Test
    void sweep_everyK_equalsTheSingleFit() {
        Matrix x = Samples.uniform(35_000, 3, 8);
        KMeans template = new KMeans(2, 100, 1e-4, 2);
        List<KMeansFit> fits = new KMeansSweep(template, 2, 5).fit(x, 4, ONE);
        for (int k = 2; k <= 5; k++) {
            KMeansFit alone = new KMeans(k, 100, 1e-4, 2).fit(x, 4, ONE);
            assertThat(fits.get(k - 2).labels()).isEqualTo(alone.labels());
            assertThat(fits.get(k - 2).centroids()).isDeepEqualTo(alone.centroids());
        }
        for (int k = 3; k <= 5; k++) {
            assertThat(fits.get(k - 2).inertia()).isLessThan(fits.get(k - 3).inertia());
        }
    }

    @Test
    void fit_valuesNotFinite_refusesNamingColumnAndRow() {
        Matrix x = Samples.rows(new float[] {1, 2}, new float[] {3, Float.NaN}, new float[] {5, 6});
        assertThatThrownBy(() -> KMeans.withDefaults(2).fit(x, 1, ONE))
                .hasMessage("column \"x1\": expected a finite value, got NaN at row 2");
        Matrix huge = Samples.column(1, 2, 3e30f);
        assertThatThrownBy(() -> KMeans.withDefaults(2).fit(huge, 1, ONE))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("column \"x0\": expected a magnitude of at most 1.0E15, got 3.0E30 at row 3");
    }

    @Test
    void record_outOfRange_refuses() {
        assertThatThrownBy(() -> new KMeans(0, 1, 0, 1)).hasMessage("k must be in [1, 32767], got 0");
        assertThatThrownBy(() -> new KMeans(2, 0, 0, 1)).hasMessageStartingWith("maxIterations must be in [1, ");
        assertThatThrownBy(() -> new KMeans(2, 1, Double.NaN, 1)).hasMessageStartingWith("tolerance must be in [0.0, ");
        assertThatThrownBy(() -> new KMeans(2, 1, 0, 0)).hasMessage("restarts must be in [1, 1000], got 0");
    }

    private static int[] nearest(Matrix x, float[][] centroids) {
        int[] labels = new int[x.rows()];
        for (int i = 0; i < labels.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centroids.length; c++) {
                double distance = PlainLloyd.squaredDistance(x, i, centroids[c]);
                if (distance < least) {
                    least = distance;
                    labels[i] = c;
                }
            }
        }
        return labels;
    }
}
