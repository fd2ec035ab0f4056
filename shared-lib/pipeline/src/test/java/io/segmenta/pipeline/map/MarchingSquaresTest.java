package io.segmenta.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarchingSquaresTest {
    @Test
    void oneHighCell_isRoundedByFourCornersHalfwayToItsNeighbours() {
        assertThat(MarchingSquares.rings(new long[] {9}, 1, 9, 0)).singleElement()
                .satisfies(ring -> assertSameRing(ring, 0, -0.5, 0.5, 0, 0, 0.5, -0.5, 0));
    }

    @Test
    void height_isHalfwayFromTheNextLowerOneToTheLevel() {
        double[] ring = MarchingSquares.rings(new long[] {10}, 1, 10, 6).getFirst();
        // 8 lies a fifth of the way from 10 to 0.
        assertSameRing(ring, 0, -0.2, 0.2, 0, 0, 0.2, -0.2, 0);
    }

    @Test
    void oppositeCorners_withALowMiddle_areApart() {
        List<double[]> rings = MarchingSquares.rings(new long[] {8, 3, 3, 8}, 2, 8, 3);
        assertThat(rings).hasSize(2).allMatch(ring -> Outline.area(ring) > 0);
    }

    @Test
    void oppositeCorners_withAHighMiddle_areJoined() {
        List<double[]> rings = MarchingSquares.rings(new long[] {20, 7, 7, 8}, 2, 8, 7);
        assertThat(rings).hasSize(1);
        List<double[]> mirrored = MarchingSquares.rings(new long[] {7, 20, 8, 7}, 2, 8, 7);
        assertThat(mirrored).hasSize(1);
        assertThat(Outline.area(mirrored.getFirst())).isCloseTo(Outline.area(rings.getFirst()), within(1e-12));
    }

    @Test
    void hole_runsTheOtherWayRound() {
        List<double[]> rings = MarchingSquares.rings(new long[] {4, 4, 4, 4, 0, 4, 4, 4, 4}, 3, 4, 0);
        assertThat(rings).hasSize(2);
        assertThat(Outline.area(rings.getFirst())).as("3 by 3 cells without half a cell's corners").isEqualTo(8.5);
        assertThat(Outline.area(rings.getLast())).isEqualTo(-0.5);
    }

    /** contourpy 1.3.3: {@code contour_generator(z=z, name="serial", line_type="Separate").lines(3.5)}. */
    @Test
    void hill_isTheLineThatContourpyDraws() {
        long[] hill = {0, 0, 0, 0, 0, 0, 0, 1, 4, 2, 0, 0, 0, 5, 9, 7, 1, 0, 0, 2, 8, 3, 3, 0, 0, 0, 1, 6, 2, 0, 0, 0,
                0,
                0, 0, 0};
        assertThat(MarchingSquares.rings(hill, 6, 4, 3)).singleElement()
                .satisfies(ring -> assertSameRing(ring, 1.833333, 1.0, 2.0, 0.875, 2.25, 1.0, 3.0, 1.3, 3.583333, 2.0,
                        3.0, 2.875, 2.9, 3.0, 3.0, 3.166667, 3.625, 4.0, 3.0, 4.416667, 2.5, 4.0, 2.0, 3.642857, 1.25,
                        3.0, 1.0, 2.5, 0.7, 2.0, 1.0, 1.625));
    }

    /** contourpy 1.3.3: {@code contour_generator(z=z, name="serial", line_type="Separate").lines(4)}. */
    @Test
    void wall_isTheTwoLinesThatContourpyDraws() {
        long[] wall = {0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 0, 0, 6, 1, 1, 2, 6, 0, 0, 6, 1, 0, 1, 7, 0, 0, 6, 6, 8,
                6,
                6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        List<double[]> rings = MarchingSquares.rings(wall, 7, 6, 2);
        assertThat(rings).hasSize(2);
        assertSameRing(rings.getFirst(), 0.666667, 1.0, 1.0, 0.666667, 2.0, 0.666667, 3.0, 0.666667, 4.0, 0.666667,
                5.0, 0.666667, 5.333333, 1.0, 5.333333, 2.0, 5.428571, 3.0, 5.333333, 4.0, 5.0, 4.333333, 4.0, 4.333333,
                3.0, 4.5, 2.0, 4.333333, 1.0, 4.333333, 0.666667, 4.0, 0.666667, 3.0, 0.666667, 2.0);
        assertSameRing(rings.getLast(), 2.0, 1.4, 1.4, 2.0, 1.4, 3.0, 2.0, 3.6, 3.0, 3.5, 4.0, 3.6, 4.5, 3.0, 4.5, 2.0,
                4.0, 1.5, 3.0, 1.4);
    }

    /** A ring may begin at any of its corners. */
    private static void assertSameRing(double[] ring, double... expected) {
        assertThat(ring).hasSameSizeAs(expected);
        int first = 0;
        while (Math.abs(ring[first] - expected[0]) > 1e-5 || Math.abs(ring[first + 1] - expected[1]) > 1e-5) {
            first += 2;
        }
        for (int i = 0; i < ring.length; i++) {
            assertThat(ring[(first + i) % ring.length]).isCloseTo(expected[i], within(1e-5));
        }
    }
}
