package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StabilityTest {
    @Test
    void best_handSolvedLabels_isTheLargestJaccard() {
        // old 0 = rows 0-2, new 1 = rows 0-1: 2 of 3; old 1 = rows 3-4, new 0 = rows 2-4: 2 of 3; old 2 absent
        double[] best = Stability.best(new int[] {0, 0, 0, 1, 1}, new int[] {1, 1, 0, 0, 0}, 3);
        assertThat(best).containsExactly(2 / 3.0, 2 / 3.0, Double.NaN);
    }

    @Test
    void best_rowsOutside_areInNoSegment() {
        // old 0 = rows 0-1, new 0 = rows 1-2: 1 of 3; old 1 = row 3, outside now
        assertThat(Stability.best(new int[] {0, 0, -1, 1}, new int[] {-1, 0, 0, -1}, 2)).containsExactly(1 / 3.0, 0);
        assertThat(Stability.best(new int[] {0, 1}, new int[] {-1, -1}, 2)).containsExactly(0, 0);
    }

    /** Of n rows drawn n times with replacement 1 - 1/e are drawn at least once. */
    @Test
    void of_draws_holdTwoThirdsOfTheRowsInTheirOrder() {
        float[] values = new float[1_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Matrix x = Samples.column(values);
        List<Integer> drawn = new ArrayList<>();
        double[] stability = Stability.of(x, Partition.of(x, new int[1_000], 1), 3, 42, part -> {
            drawn.add(part.rows());
            assertThat(part.column(0)).isSorted().doesNotHaveDuplicates();
            return new int[part.rows()];
        });
        assertThat(stability).containsExactly(1);
        assertThat(drawn).hasSize(3).allSatisfy(rows -> assertThat(rows).isBetween(590, 680));
    }

    @Test
    void of_wellSeparatedGroups_isOne() {
        Matrix x = Samples.blobs(300, 2, 3, 30, 1);
        int[] labels = IntStream.range(0, 300).map(i -> i % 3).toArray();
        try (Workers workers = new Workers(1)) {
            double[] stability = Stability.of(x, Partition.of(x, labels, 3), 5, 42,
                    part -> KMeans.withDefaults(3).fit(part, 42, workers).labels());
            assertThat(stability).containsExactly(1, 1, 1);
        }
    }

    @Test
    void of_noGroupsCutInFive_isLow() {
        Matrix x = Samples.uniform(500, 6, 2);
        try (Workers workers = new Workers(1)) {
            int[] labels = KMeans.withDefaults(5).fit(x, 1, workers).labels();
            double[] stability = Stability.of(x, Partition.of(x, labels, 5), 5, 42,
                    part -> KMeans.withDefaults(5).fit(part, 42, workers).labels());
            assertThat(Arrays.stream(stability).max().orElseThrow()).isLessThan(0.85);
        }
    }

    @Test
    void nullReference_groups_areToldFromNoise() {
        try (Workers workers = new Workers(2)) {
            NullReference groups = NullReference
                    .of(Samples.blobs(300, 2, 3, 12, 3), 3, 6, 5, 42, workers, Progress.NONE)
                    .orElseThrow();
            assertThat(groups.doesAsWell()).isFalse();
            assertThat(groups.preferred()).hasValue(3);
            NullReference noise = NullReference.of(Samples.uniform(300, 3, 4), 3, 6, 5, 42, workers, Progress.NONE)
                    .orElseThrow();
            assertThat(noise.doesAsWell()).isTrue();
            assertThat(noise.preferred()).hasValue(1);
            assertThat(noise.gap(7)).isNaN();
        }
    }

    @Test
    void nullReference_fewDistinctRows_isLeftOut() {
        Matrix x = Samples.column(1, 1, 1, 2, 2, 2, 3, 3, 3);
        try (Workers workers = new Workers(1)) {
            assertThat(NullReference.of(x, 2, 3, 5, 42, workers, Progress.NONE)).isEmpty();
        }
    }
}
