package io.segmenta.clustering.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import org.junit.jupiter.api.Test;

class IndicesTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void twoClustersByHand() {
        // Means 1 and 9, overall 5; between = 2*16 + 2*16 = 64, within = 4: CH = 64 / (4 / 2) = 32.
        // Mean distances 1 and 1, means 8 apart: DB = 2 / 8.
        Matrix x = Samples.column(0, 2, 8, 10);
        int[] labels = {0, 0, 5, 5};
        assertThat(CalinskiHarabasz.of(x, labels, ONE)).isEqualTo(32.0);
        assertThat(DaviesBouldin.of(x, labels, ONE)).isEqualTo(0.25);
        assertThat(Dispersion.of(x, labels, ONE).withinSumOfSquares()).isEqualTo(4.0);
    }

    @Test
    void degenerateCases_asDocumented() {
        int[] labels = {0, 0, 1, 1};
        Matrix tight = Samples.column(1, 1, 4, 4);
        assertThat(CalinskiHarabasz.of(tight, labels, ONE)).isEqualTo(1.0);
        assertThat(DaviesBouldin.of(tight, labels, ONE)).isZero();
        Matrix equalMeans = Samples.column(0, 4, 1, 3);
        assertThat(CalinskiHarabasz.of(equalMeans, labels, ONE)).isZero();
        assertThat(DaviesBouldin.of(equalMeans, labels, ONE)).isZero();
        assertThatThrownBy(() -> DaviesBouldin.of(tight, new int[4], ONE))
                .hasMessage("number of clusters must be in [2, rows - 1] = [2, 3], got 1");
        assertThatThrownBy(() -> CalinskiHarabasz.of(Samples.column(1, 2, 3, Float.NaN), labels, ONE))
                .hasMessage("column \"x0\": expected a finite value, got NaN at row 4");
    }

    @Test
    void anyThreads_sameBits() {
        Matrix x = Samples.uniform(100_003, 5, 2);
        int[] labels = new int[100_003];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = ((i * 7919) >>> 3) % 6;
        }
        Dispersion one = Dispersion.of(x, labels, ONE);
        try (Workers workers = new Workers(8)) {
            Dispersion many = Dispersion.of(x, labels, workers);
            assertThat(many.calinskiHarabasz()).isEqualTo(one.calinskiHarabasz());
            assertThat(many.daviesBouldin()).isEqualTo(one.daviesBouldin());
        }
    }

    @Test
    void adjustedRandIndex_byHand() {
        assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {7, 7, -3, -3})).isEqualTo(1.0);
        // One pair of six together in both; 2 pairs in a, 1 in b; expected 2*1/6: (1 - 1/3) / (1.5 - 1/3) = 4/7.
        assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 2})).isCloseTo(4 / 7.0,
                within(1e-15));
        assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1})).isCloseTo(-0.5,
                within(1e-15));
        assertThat(AdjustedRandIndex.of(new int[5], new int[5])).isEqualTo(1.0);
        assertThat(AdjustedRandIndex.of(new int[] {0, 1, 2}, new int[] {2, 1, 0})).isEqualTo(1.0);
        assertThat(AdjustedRandIndex.of(new int[] {0, 0, 0}, new int[] {0, 1, 2})).isZero();
        assertThatThrownBy(() -> AdjustedRandIndex.of(new int[2], new int[3]))
                .hasMessage("both partitions must have as many labels, got 2 and 3");
    }

    @Test
    void twoFeaturesByHand() {
        // Means (1, 0) and (9, 6), 10 apart, overall (5, 3): between = 4 * 25 = 100, within = 4: CH = 100 / (4 / 2).
        Matrix x = Samples.rows(new float[] {0, 0}, new float[] {2, 0}, new float[] {8, 6}, new float[] {10, 6});
        int[] labels = {0, 0, 1, 1};
        assertThat(CalinskiHarabasz.of(x, labels, ONE)).isEqualTo(50);
        assertThat(DaviesBouldin.of(x, labels, ONE)).isEqualTo(0.2);
    }

    @Test
    void threeClustersByHand() {
        // Means 1, 9 and 30, mean distances 1, 1 and 0: the worst pairs are (1 + 1) / 8, the same, and (0 + 1) / 21.
        // Overall 10: between = 2 * 81 + 2 * 1 + 1 * 400 = 564, within = 4: CH = 564 / 2 / (4 / 2).
        Matrix x = Samples.column(0, 2, 8, 10, 30);
        int[] labels = {0, 0, 1, 1, 2};
        assertThat(DaviesBouldin.of(x, labels, ONE)).isCloseTo((0.25 + 0.25 + 1 / 21.0) / 3, within(1e-15));
        assertThat(CalinskiHarabasz.of(x, labels, ONE)).isCloseTo(141, within(1e-12));
    }

    /** As many rows as take two chunks, three tiles and an odd one: 0 and 2 by turns, 8 and 10 by turns, and one 1. */
    @Test
    void rowsInSeveralChunksByHand() {
        int n = 17_409;
        float[] values = new float[n];
        int[] labels = new int[n];
        for (int i = 0; i < n - 1; i++) {
            labels[i] = i % 2;
            values[i] = 8 * labels[i] + i / 2 % 2 * 2;
        }
        values[n - 1] = 1;
        Dispersion dispersion = Dispersion.of(Samples.column(values), labels, ONE);
        assertThat(dispersion.withinSumOfSquares()).isEqualTo(17_408);
        assertThat(dispersion.daviesBouldin()).isCloseTo((8704 / 8705.0 + 1) / 8, within(1e-12));
        // Sizes 8705 and 8704, means 8 apart: between = 64 * 8705 * 8704 / 17409.
        assertThat(dispersion.calinskiHarabasz())
                .isCloseTo(64.0 * 8705 * 8704 / 17409 / (17_408 / 17_407.0), within(1e-6));
    }

    @Test
    void adjustedRandIndex_labelsOfEitherSign_areToldApart() {
        assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {-1, -1, 1, 1})).isEqualTo(1);
        assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {-1, 1, -1, 1})).isCloseTo(-0.5,
                within(1e-15));
        assertThat(AdjustedRandIndex.of(new int[1], new int[1])).isEqualTo(1);
        assertThatThrownBy(() -> AdjustedRandIndex.of(new int[0], new int[0])).hasMessage("labels must not be empty");
    }

    @Test
    void trustworthiness_byHand() {
        Matrix x = Samples.column(0, 1, 3, 6, 10);
        assertThat(Trustworthiness.of(x, x, 2, ONE)).isEqualTo(1);
        // The outer two exchanged: 10, 1, 3, 6, 0. Nearest there are 3 (rank 3 of row 0), 4 (rank 4 of row 1), 1
        // (rank 1 of row 2), 2 (rank 1 of row 3) and 1 (rank 3 of row 4):
        // 1 - 2 * (2 + 3 + 0 + 0 + 2) / (5 * (10 - 3 - 1)).
        assertThat(Trustworthiness.of(x, Samples.column(10, 1, 3, 6, 0), 1, ONE)).isCloseTo(1 - 14 / 30.0,
                within(1e-15));
        Matrix flat = Samples.rows(new float[] {0, 0}, new float[] {3, 4}, new float[] {4, 3}, new float[] {0, 6});
        // Laid out by the first feature: of row 0 (0) row 3 (0) is nearest and third in the plane by 6 against 5 and 5.
        assertThat(Trustworthiness.of(flat, Samples.column(0, 3, 4, 0), 1, ONE)).isCloseTo(
                1 - 2.0 * (2 + 0 + 0 + 2) / (4 * (8 - 3 - 1)), within(1e-15));
    }

    @Test
    void trustworthiness_ofTwoNeighbours_isSolvedByHand() {
        // The outer two exchanged: 12, 1, 3, 7, 0. Nearest there are 3 and 2 (ranks 3 and 2 of row 0), 4 and 2 (4 and 2
        // of row 1), 1 and 4 (1 and 4 of row 2), 2 and 0 (1 and 4 of row 3) and 1 and 2 (3 and 2 of row 4):
        // 1 - 2 * (1 + 2 + 2 + 2 + 1) / (5 * 2 * (10 - 6 - 1)).
        assertThat(Trustworthiness.of(Samples.column(0, 1, 3, 7, 12), Samples.column(12, 1, 3, 7, 0), 2, ONE))
                .isCloseTo(1 - 16 / 30.0, within(1e-15));
    }

    @Test
    void trustworthiness_ofNeighboursBeyondHalf_isRefused() {
        Matrix x = Samples.column(0, 1, 3, 6, 10);
        assertThatThrownBy(() -> Trustworthiness.of(x, x, 3, ONE))
                .hasMessage("k must be in [1, n / 2) for n=5, got 3");
        assertThatThrownBy(() -> Trustworthiness.of(x, x, 0, ONE)).hasMessageContaining("got 0");
        Matrix six = Samples.column(0, 1, 3, 6, 10, 15);
        assertThatThrownBy(() -> Trustworthiness.of(six, six, 3, ONE)).hasMessageContaining("n=6, got 3");
        assertThatThrownBy(() -> Trustworthiness.of(x, six, 1, ONE))
                .hasMessage("the layout must have as many rows as the matrix, got 6 and 5");
    }
}
