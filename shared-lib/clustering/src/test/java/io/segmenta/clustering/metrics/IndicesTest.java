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
}
