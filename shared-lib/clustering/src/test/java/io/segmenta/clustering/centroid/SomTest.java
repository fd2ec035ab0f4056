package io.segmenta.clustering.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import org.junit.jupiter.api.Test;

class SomTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void distance_hexagonal_sixNeighboursAtOne() {
        Som som = Som.withDefaults(4, 4);
        int neighbours = 0;
        for (int u = 0; u < 16; u++) {
            if (som.adjacent(5, u)) {
                assertThat(som.distance(5, u)).isCloseTo(1, within(1e-12));
                neighbours++;
            }
        }
        assertThat(neighbours).isEqualTo(6);
        assertThat(new Som(3, 3, Som.Grid.RECTANGULAR, 1, 1).adjacent(0, 4)).isTrue();
        assertThat(new Som(3, 3, Som.Grid.RECTANGULAR, 1, 1).adjacent(0, 2)).isFalse();
    }

    @Test
    void fit_lineOfUnits_followsTheLine() {
        // 1 x 5 units on the numbers 0..99: the codebook rises or falls along the map, neighbours side by side.
        float[] values = new float[100];
        for (int i = 0; i < 100; i++) {
            values[i] = i;
        }
        SomFit fit = new Som(5, 1, Som.Grid.RECTANGULAR, 30, 0.3).fit(Samples.column(values), ONE);
        float[] plane = fit.componentPlane(0);
        for (int u = 1; u < 5; u++) {
            assertThat(plane[u]).isGreaterThan(plane[u - 1]);
        }
        assertThat(fit.topographicError()).isZero();
        assertThat(fit.quantizationError()).isLessThan(6);
        assertThat(fit.hits()).doesNotContain(0);
        assertThat(fit.uMatrix()).hasSize(5).doesNotContain(0);
    }

    @Test
    void fit_oneEpochOfWideRadius_isTheMeanByHand() {
        // Units start at -2 and +2 standard deviations; one epoch at radius 1 (half the width of 2 units).
        // Rows 0, 2 go to unit 0 or 1; h(0)=1, h(1)=exp(-1/2): weights of the far row.
        SomFit fit = new Som(2, 1, Som.Grid.RECTANGULAR, 1, 1).fit(Samples.column(0, 2), ONE);
        double far = Math.exp(-0.5);
        assertThat((double) fit.componentPlane(0)[0]).isCloseTo(2 * far / (1 + far), within(1e-6));
        assertThat((double) fit.componentPlane(0)[1]).isCloseTo(2 / (1 + far), within(1e-6));
    }

    @Test
    void fit_anyThreads_sameBits() {
        Matrix x = Samples.uniform(20_011, 3, 1);
        Som som = new Som(7, 5, Som.Grid.HEXAGONAL, 5, 0.5);
        SomFit one = som.fit(x, ONE);
        try (Workers workers = new Workers(8)) {
            SomFit many = som.fit(x, workers);
            assertThat(many.codebook()).isDeepEqualTo(one.codebook());
            assertThat(many.labels()).isEqualTo(one.labels());
            assertThat(many.topographicError()).isEqualTo(one.topographicError());
        }
    }

    @Test
    void fit_moreUnits_lowerError() {
        Matrix x = Samples.blobs(5_000, 4, 4, 6, 3);
        double before = Double.POSITIVE_INFINITY;
        for (int side : new int[] {2, 5, 10, 20}) {
            SomFit fit = Som.withDefaults(side, side).fit(x, ONE);
            assertThat(fit.quantizationError()).isLessThan(before);
            before = fit.quantizationError();
        }
    }

    @Test
    void somKMeans_groups_areFound() {
        Matrix x = Samples.blobs(2_000, 3, 4, 12, 3);
        int[] truth = new int[2_000];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = i % 4;
        }
        SomKMeans.Fit fit = new SomKMeans(Som.withDefaults(8, 6), KMeans.withDefaults(4)).fit(x, 7, ONE);
        assertThat(AdjustedRandIndex.of(fit.labels(), truth)).isEqualTo(1.0);
        assertThat(fit.unitClusters()).hasSize(48);
    }

    /** After one epoch a unit that learns by halves is half way between where it began and where the batch map goes. */
    @Test
    void learningRate_isTheShareOfTheWay() {
        Matrix x = Samples.column(0, 1, 10, 11);
        float[] batch = units(new Som(2, 1, Som.Grid.RECTANGULAR, 1, 0, 0.1, 1), x);
        float[] begun = units(new Som(2, 1, Som.Grid.RECTANGULAR, 1, 0, 0.1, 1e-9), x);
        float[] half = units(new Som(2, 1, Som.Grid.RECTANGULAR, 1, 0, 0.1, 0.5), x);
        assertThat(batch).containsExactly(new float[] {0.5f, 10.5f}, within(1e-6f));
        for (int u = 0; u < 2; u++) {
            assertThat(half[u]).isCloseTo((begun[u] + batch[u]) / 2, within(1e-5f));
        }
    }

    @Test
    void startRadius_zero_isHalfTheLongerSide() {
        Matrix x = Samples.blobs(500, 3, 3, 6, 3);
        float[][] given = new Som(6, 4, Som.Grid.HEXAGONAL, 8, 3, 0.3, 1).fit(x, ONE).codebook();
        assertThat(given).isDeepEqualTo(new Som(6, 4, Som.Grid.HEXAGONAL, 8, 0.3).fit(x, ONE).codebook());
        assertThat(new Som(6, 4, Som.Grid.HEXAGONAL, 8, 1, 0.3, 1).fit(x, ONE).codebook()[0]).isNotEqualTo(given[0]);
    }

    private static float[] units(Som som, Matrix x) {
        float[][] codebook = som.fit(x, ONE).codebook();
        float[] units = {codebook[0][0], codebook[1][0]};
        java.util.Arrays.sort(units);
        return units;
    }

    @Test
    void outOfRange_refuses() {
        assertThatThrownBy(() -> new Som(2, 2, Som.Grid.HEXAGONAL, 1, 0, 1, 0))
                .hasMessage("learningRate must be in (0, 1], got 0.0");
        assertThatThrownBy(() -> new Som(2, 2, Som.Grid.HEXAGONAL, 1, -1, 1, 1))
                .hasMessageStartingWith("startRadius must be in [0.0, 200.0]");
        assertThatThrownBy(() -> new Som(1, 1, Som.Grid.HEXAGONAL, 1, 1)).hasMessage("units must be >= 2, got 1");
        assertThatThrownBy(() -> Som.withDefaults(201, 1)).hasMessage("width must be in [1, 200], got 201");
        assertThatThrownBy(() -> new SomKMeans(Som.withDefaults(2, 2), KMeans.withDefaults(5))
                .fit(Samples.blobs(50, 2, 2, 3, 1), 1, ONE)).hasMessageStartingWith("k must not exceed the number of");
    }
}
