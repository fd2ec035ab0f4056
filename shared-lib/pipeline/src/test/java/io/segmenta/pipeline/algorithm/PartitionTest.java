package io.segmenta.pipeline.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTest {
    @Test
    void of_anyNumbering_numbersByFallingSizeThenByMean() {
        Matrix x = Matrix.ofColumns(List.of("x"), new float[][] {{9, 1, 1, 1, 5, 7}});
        Partition partition = Partition.of(x, new int[] {0, 2, 2, 2, 1, 0}, 3);
        assertThat(partition.sizes()).containsExactly(3, 2, 1);
        assertThat(partition.labels()).containsExactly(1, 0, 0, 0, 2, 1);
        assertThat(partition.centroids()).isDeepEqualTo(new float[][] {{1}, {8}, {5}});
        // (9 - 8)^2 + (7 - 8)^2
        assertThat(partition.inertia()).isEqualTo(2);
        assertThat(partition.smallestShare()).isEqualTo(1 / 6.0);
    }

    @Test
    void of_equalSizes_ordersByMean() {
        Matrix x = Matrix.ofColumns(List.of("x"), new float[][] {{5, 1}});
        assertThat(Partition.of(x, new int[] {0, 1}, 2).labels()).containsExactly(1, 0);
    }
}
