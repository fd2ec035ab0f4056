package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.LabelledRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final Workers ONE = new Workers(1);

    private static Matrix column(float... values) {
        return Matrix.ofColumns(List.of("x"), new float[][] {values});
    }

    private static Assigner assigner(float... centroids) {
        float[][] points = new float[centroids.length][];
        Arrays.setAll(points, c -> new float[] {centroids[c]});
        double[] shares = new double[centroids.length];
        Arrays.fill(shares, 1.0 / centroids.length);
        return new NearestCentroid(points, shares, 1, new double[centroids.length]);
    }

    @Test
    void of_handSolvedRows_isTheShareThatGetTheirOwnLabel() {
        Matrix x = column(0, 1, 9, 10, 20);
        assertThat(Agreement.of(assigner(0, 10, 20), x, new int[] {0, 0, 1, 1, 2}, ONE)).isEqualTo(1);
        assertThat(Agreement.of(assigner(0, 10, 20), x, new int[] {0, 1, 1, 1, 1}, ONE)).isEqualTo(0.6);
        assertThat(Agreement.of(assigner(5, 5), column(5), new int[] {0}, ONE)).as("the first of equally near ones")
                .isEqualTo(1);
    }

    @Test
    void of_rowsOfSeveralBlocks_countsEachOnce() {
        int n = 20_001;
        float[] values = new float[n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 2;
            labels[i] = i < 3 ? 1 - i % 2 : i % 2;
        }
        try (Workers two = new Workers(2)) {
            assertThat(Agreement.of(assigner(0, 1), column(values), labels, two)).isEqualTo((n - 3) / (double) n);
        }
    }

    @Test
    void heldOut_isMadeOfFourFifthsAndMeasuredOnTheRest() {
        int n = 10_000;
        float[] values = new float[n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 2;
            values[i] = 10 * labels[i];
        }
        List<LabelledRows> parts = new ArrayList<>();
        double agreement = Agreement.heldOut(column(values), labels, 2, row -> true, 7, part -> {
            parts.add(part);
            return assigner(0, 10);
        }, ONE);
        assertThat(agreement).isEqualTo(1);
        assertThat(parts).singleElement().satisfies(part -> {
            assertThat(part.x().rows()).isBetween(7_850, 8_150);
            assertThat(part.rows()).startsWith(0, 1).isSorted();
            assertThat(part.labels()).startsWith(0, 1);
        });
        assertThat(Agreement.heldOut(column(values), labels, 2, row -> true, 7, part -> assigner(10, 0), ONE))
                .as("exchanged").isZero();
    }

    @Test
    void heldOut_ofMoreThan100000Rows_drawsThem() {
        int n = 200_000;
        int[] kept = new int[1];
        Agreement.heldOut(column(new float[n]), new int[n], 1, row -> true, 7, part -> {
            kept[0] = part.x().rows();
            return assigner(0);
        }, ONE);
        assertThat(kept[0]).isBetween(79_000, 81_000);
    }

    @Test
    void heldOut_everySegmentKeepsItsFirstRowThatCanStandForIt() {
        int n = 300;
        int[] labels = IntStream.range(0, n).map(i -> i % 3 - 1).toArray();
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = 10 * labels[i];
        }
        for (long seed = 0; seed < 20; seed++) {
            Agreement.heldOut(column(values), labels, 2, row -> row >= 100, seed, part -> {
                assertThat(part.rows()).contains(100, 101);
                return assigner(0, 10);
            }, ONE);
        }
    }

    @Test
    void heldOut_noRowLeft_isNotKnown() {
        assertThat(Agreement.heldOut(column(1, 2), new int[] {0, 1}, 2, row -> true, 1,
                part -> assigner(1, 2), ONE)).isNaN();
    }
}
