package io.segmenta.clustering.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpatialOrderTest {

    @Test
    void of_twoFarGroups_stretchesKeepApart() {
        float[][] columns = {{0, 9, 1, 8, 0, 9}, {5, 5, 6, 6, 5, 5}};
        int[] order = SpatialOrder.of(columns, 3);
        assertThat(Arrays.copyOf(order, 3)).containsExactlyInAnyOrder(0, 2, 4);
        assertThat(Arrays.copyOfRange(order, 3, 6)).containsExactlyInAnyOrder(1, 3, 5);
    }

    @Test
    void of_manyPointsInOneColumn_stretchesFollowOneAnother() {
        float[] column = new float[997];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < column.length; i++) {
            column[i] = random.nextInt(50);
        }
        int[] order = SpatialOrder.of(new float[][] {column}, 64);
        assertThat(order.clone()).doesNotHaveDuplicates().hasSize(997);
        float before = Float.NEGATIVE_INFINITY;
        for (int from = 0; from < 997; from += 64) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int i = from; i < Math.min(997, from + 64); i++) {
                low = Math.min(low, column[order[i]]);
                high = Math.max(high, column[order[i]]);
            }
            assertThat(low).isGreaterThanOrEqualTo(before);
            before = high;
        }
    }

    @Test
    void boxes_distances_byHand() {
        Boxes boxes = new Boxes(2, 2);
        boxes.include(0, 0, 1);
        boxes.include(0, 1, 1);
        boxes.include(0, 0, 3);
        boxes.include(0, 1, 2);
        float[] squared = new float[2];
        boxes.squared(new float[] {2, 1.5f}, squared);
        assertThat(squared).containsExactly(0, Float.POSITIVE_INFINITY);
        boxes.squared(new float[] {0, 4}, squared);
        assertThat(squared[0]).isEqualTo(5);
    }
}
