package io.segmenta.pipeline.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.Samples;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Partition;
import org.junit.jupiter.api.Test;

/** The rows that stand for a segment. */
class RepresentativesTest {
    /** Around the centre 3 lie 0, 4, 6, 2 and 3, as far from it as 3, 1, 3, 1 and 0; 20 is alone. */
    private static final Matrix X = Samples.column(0, 4, 6, 2, 3, 20);
    private static final Partition PARTITION = Partition.of(X, new int[] {0, 0, 0, 0, 0, 1}, 2);

    @Test
    void nearestComeFirstAndOfEquallyNearOnesTheEarlier() {
        assertThat(Representatives.of(X, PARTITION, 5).getFirst()).containsExactly(4, 1, 3, 0, 2);
    }

    @Test
    void noMoreThanAskedForAreTaken() {
        assertThat(Representatives.of(X, PARTITION, 4).getFirst()).containsExactly(4, 1, 3, 0);
        assertThat(Representatives.of(X, PARTITION, 2).getFirst()).containsExactly(4, 1);
        assertThat(Representatives.of(X, PARTITION, 1).getFirst()).containsExactly(4);
        assertThat(Representatives.of(X, PARTITION, 2).getLast()).as("there is but one").containsExactly(5);
    }

    @Test
    void distanceIsThatInAllFeatures() {
        Matrix x = Samples.rows(new float[] {5, 0}, new float[] {3, 3}, new float[] {0, 4.5f}, new float[] {90, 90},
                new float[] {91, 90});
        Partition partition = Partition.of(x, new int[] {0, 0, 0, 1, 1}, new float[][] {{0, 0}, {90, 90}});
        assertThat(Representatives.of(x, partition, 3).getFirst()).as("5, 4.24 and 4.5 from their centre")
                .containsExactly(1, 2, 0);
        assertThat(Representatives.of(x, partition, 3).getLast()).containsExactly(3, 4);
    }
}
