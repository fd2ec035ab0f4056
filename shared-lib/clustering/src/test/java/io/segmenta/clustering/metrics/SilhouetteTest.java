package io.segmenta.clustering.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SilhouetteTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void exact_fourPointsByHand() {
        // 0 and 1 in one cluster, 4 and 6 in the other: row 0 has a=1, b=(4+6)/2=5, s=0.8; row 1 a=1, b=4, s=0.75;
        // row 2 a=2, b=(4+3)/2=3.5, s=3/7; row 3 a=2, b=(6+5)/2=5.5, s=7/11.
        Silhouette silhouette = Silhouette.exact(Samples.column(0, 1, 4, 6), new int[] {3, 3, 9, 9}, ONE);
        assertThat(silhouette.values()).containsExactly(new double[] {0.8, 0.75, 3 / 7.0, 7 / 11.0}, within(1e-7));
        assertThat(silhouette.mean()).isCloseTo((0.8 + 0.75 + 3 / 7.0 + 7 / 11.0) / 4, within(1e-7));
        assertThat(silhouette.isExact()).isTrue();
        assertThat(silhouette.rows()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void exact_rowAloneInItsCluster_isZero() {
        assertThat(Silhouette.exact(Samples.column(0, 1, 50), new int[] {0, 0, 1}, ONE).values()[2]).isZero();
    }

    @Test
    void exact_allRowsEqual_isZero() {
        assertThat(Silhouette.exact(Samples.column(2, 2, 2, 2), new int[] {0, 0, 1, 1}, ONE).mean()).isZero();
    }

    @Test
    void exact_equalsTheDefinition() {
        for (int d : new int[] {1, 4, 5, 8, 9, 19}) {
            Matrix x = Samples.blobs(1_021, d, 5, 3, d);
            int[] labels = new int[1_021];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = i % 5;
            }
            double[] values = Silhouette.exact(x, labels, ONE).values();
            for (int i = 0; i < values.length; i += 37) {
                assertThat(values[i]).as("d=%d row %d", d, i).isCloseTo(byDefinition(x, labels, i), within(2e-6));
            }
        }
    }

    @Test
    void exact_anyThreads_sameBits() {
        Matrix x = Samples.blobs(2_003, 3, 4, 2, 1);
        int[] labels = Samples.shuffledOrder(2_003, 5);
        for (int i = 0; i < labels.length; i++) {
            labels[i] %= 4;
        }
        double[] one = Silhouette.exact(x, labels, ONE).values();
        try (Workers workers = new Workers(8)) {
            assertThat(Silhouette.exact(x, labels, workers).values()).isEqualTo(one);
        }
    }

    @Test
    void sampled_meanIsWithinFourStandardErrors() {
        Matrix x = Samples.blobs(20_000, 3, 4, 2, 1);
        int[] labels = new int[20_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 4;
        }
        double exact = Silhouette.exact(x, labels, ONE).mean();
        Silhouette sampled = Silhouette.sampled(x, labels, 1_000, 3, ONE);
        assertThat(sampled.isExact()).isFalse();
        assertThat(sampled.values()).hasSize(1_000);
        assertThat(sampled.standardError()).isBetween(1e-4, 0.02);
        assertThat(sampled.mean()).isCloseTo(exact, within(4 * sampled.standardError()));
    }

    @Test
    void among_sampleOfTheRows_isTheExactSilhouetteOfTheseAlone() {
        Matrix x = Samples.column(0, 100, 1, 4, 200, 6);
        int[] labels = {0, 0, 0, 2, 2, 2};
        Silhouette among = Silhouette.among(x, List.of(labels), new int[] {0, 2, 3, 5}, ONE).getFirst();
        assertThat(among.values()).containsExactly(new double[] {0.8, 0.75, 3 / 7.0, 7 / 11.0}, within(1e-7));
        assertThat(among.rows()).containsExactly(0, 2, 3, 5);
        assertThat(among.isExact()).isFalse();
    }

    @Test
    void standardError_ofASample_isThatOfAMeanDrawnWithoutReplacement() {
        // 0.8, 0.75, 3/7 and 7/11 have the variance 0.0272203 (n - 1); of 6 rows 4 were drawn:
        // sqrt(0.0272203 / 4 * (1 - 4 / 6)).
        Silhouette among = Silhouette.among(Samples.column(0, 100, 1, 4, 200, 6), List.of(new int[] {0, 0, 0, 2, 2, 2}),
                new int[] {0, 2, 3, 5}, ONE).getFirst();
        assertThat(among.standardError()).isCloseTo(0.0476272560320032, within(1e-7));
        assertThat(Silhouette.exact(Samples.column(0, 1, 4, 6), new int[] {0, 0, 1, 1}, ONE).standardError()).isZero();
    }

    @Test
    void sampled_drawsFromEachClusterByItsSize() {
        float[] values = new float[100];
        int[] labels = new int[100];
        for (int i = 0; i < 100; i++) {
            labels[i] = i % 10 == 3 ? 0 : i % 10 < 3 ? 1 : 2;
            values[i] = 10 * labels[i] + i / 100f;
        }
        for (long seed = 0; seed < 10; seed++) {
            int[] rows = Silhouette.sampled(Samples.column(values), labels, 20, seed, ONE).rows();
            assertThat(Arrays.stream(rows).filter(row -> labels[row] == 0)).hasSize(2);
            assertThat(Arrays.stream(rows).filter(row -> labels[row] == 1)).hasSize(6);
            assertThat(rows).hasSize(20).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void sampled_everyRowDrawn_isExact() {
        Matrix x = Samples.column(0, 1, 4, 6);
        int[] labels = {0, 0, 1, 1};
        Silhouette all = Silhouette.sampled(x, labels, 4, 1, ONE);
        assertThat(all.isExact()).isTrue();
        assertThat(all.mean()).isEqualTo(Silhouette.exact(x, labels, ONE).mean());
        assertThat(Silhouette.sampled(x, labels, 2, 1, ONE).rows()).hasSize(2);
        assertThatThrownBy(() -> Silhouette.sampled(x, labels, 1, 1, ONE))
                .hasMessage("sampleRows must be in [2, 4], got 1");
        assertThatThrownBy(() -> Silhouette.sampled(x, labels, 5, 1, ONE)).hasMessageEndingWith("got 5");
    }

    @Test
    void of_fewRows_measuresAll() {
        assertThat(Silhouette.of(Samples.column(0, 1, 4, 6), new int[] {3, 3, 9, 9}, 1, ONE).rows())
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void exact_severalPartitions_hasTheBitsOfEachAlone() {
        for (int d : new int[] {3, 8, 19}) {
            Matrix x = Samples.blobs(1_031, d, 4, 2, 6);
            List<int[]> labels = new ArrayList<>();
            for (int k : new int[] {2, 3, 300, 7}) {
                int[] one = new int[1_031];
                Arrays.setAll(one, i -> i % 4 * 31 % k + i % 11 % 2 * (k / 2) % k);
                Arrays.setAll(one, i -> k == 300 ? i % 300 : one[i] % k);
                labels.add(one);
            }
            List<Silhouette> together = Silhouette.exact(x, labels, ONE);
            for (int s = 0; s < labels.size(); s++) {
                assertThat(together.get(s).values())
                        .isEqualTo(Silhouette.exact(x, labels.get(s), ONE).values());
            }
        }
    }

    @Test
    @Tag("slow")
    void of_wideTable_measuresFewerRowsAndSaysSo() {
        Matrix x = Samples.blobs(12_000, 700, 2, 9, 3);
        int[] labels = new int[12_000];
        Arrays.setAll(labels, i -> i % 2);
        try (Workers workers = Workers.available()) {
            Silhouette silhouette = Silhouette.of(x, labels, 5, workers);
            assertThat(silhouette.isExact()).isFalse();
            assertThat(silhouette.rows()).hasSize((int) (8e10 / 12_000 / 700)).isSorted();
            assertThat(silhouette.standardError()).isPositive();
        }
    }

    @Test
    void among_tenThousandRows_isNearThatOfAll() {
        Matrix x = Samples.blobs(20_000, 3, 4, 2, 1);
        int[] labels = new int[20_000];
        int[] sample = new int[10_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 4;
            sample[i / 2] = i / 2 * 2 + i / 8 % 2;
        }
        double exact = Silhouette.exact(x, labels, ONE).mean();
        assertThat(Silhouette.among(x, List.of(labels), sample, ONE).getFirst().mean()).isCloseTo(exact, within(0.01));
    }

    @Test
    void of_labelsThatAreNoPartition_refuses() {
        Matrix x = Samples.column(1, 2, 3);
        assertThatThrownBy(() -> Silhouette.of(x, new int[] {0, 0, 0}, 1, ONE))
                .hasMessage("number of clusters must be in [2, rows - 1] = [2, 2], got 1");
        assertThatThrownBy(() -> Silhouette.of(x, new int[] {0, 1, 2}, 1, ONE))
                .hasMessage("number of clusters must be in [2, rows - 1] = [2, 2], got 3");
        assertThatThrownBy(() -> Silhouette.of(x, new int[] {0, 1}, 1, ONE))
                .hasMessage("2 labels for 3 rows; there must be as many");
        assertThatThrownBy(() -> Silhouette.of(x, new int[] {0, -1, 1}, 1, ONE))
                .hasMessage("label must be >= 0, got -1 at row 2");
        assertThatThrownBy(() -> Silhouette.of(Samples.column(1, Float.NaN, 3), new int[] {0, 1, 1}, 1, ONE))
                .hasMessage("column \"x0\": expected a finite value, got NaN at row 2");
    }

    private static double byDefinition(Matrix x, int[] labels, int row) {
        double[] sums = new double[5];
        int[] counts = new int[5];
        for (int i = 0; i < x.rows(); i++) {
            double square = 0;
            for (int j = 0; j < x.columns(); j++) {
                double difference = (double) x.get(i, j) - x.get(row, j);
                square += difference * difference;
            }
            sums[labels[i]] += Math.sqrt(square);
            counts[labels[i]]++;
        }
        double a = sums[labels[row]] / (counts[labels[row]] - 1);
        double b = Double.POSITIVE_INFINITY;
        for (int c = 0; c < 5; c++) {
            if (c != labels[row]) {
                b = Math.min(b, sums[c] / counts[c]);
            }
        }
        return (b - a) / Math.max(a, b);
    }
}
