package io.segmenta.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineTest {
    private static final int MOST = 600;

    @Test
    void cornersOnAStraightLine_areLeftOut() {
        double[] square = {0, 0, 2, 0, 4, 0, 4, 3, 4, 4, 2, 4.1, 0, 4, 0, 2};
        assertThat(SimpleRing.of(square, 0.2)).containsExactly(0, 0, 4, 0, 4, 4, 0, 4);
        assertThat(SimpleRing.of(square, 0.05)).containsExactly(0, 0, 4, 0, 4, 4, 2, 4.1, 0, 4);
    }

    @Test
    void ringWithinTheTolerance_keepsThreeCorners() {
        double[] small = {0, -0.1, 0.1, 0, 0, 0.1, -0.1, 0};
        assertThat(SimpleRing.of(small, 5)).containsExactly(0, -0.1, 0.1, 0, 0, 0.1);
        assertThat(SimpleRing.of(new double[] {0, 0, 1, 0, 0, 1}, 5)).hasSize(6);
    }

    @Test
    void noRows_haveNoLine() {
        assertThat(Outline.of(Density.of(new int[16], 4), 0.5, MOST)).isEqualTo(new Outline(0.5, List.of()));
    }

    @Test
    void moreIslandsThanCorners_leaveTheSmallestOut() {
        List<double[]> islands = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double size = 5 + i;
            islands.add(new double[] {0, 0, size, 0, size, size, 0, size});
        }
        List<double[]> kept = Outline.simplified(islands, MOST);
        assertThat(kept).hasSize(150);
        assertThat(Outline.area(kept.getFirst())).isEqualTo(404.0 * 404);
        assertThat(Outline.area(kept.getLast())).isEqualTo(255.0 * 255);
    }

    @Test
    void ringOfTooManyTeeth_losesThem() {
        double[] ring = new double[4_000];
        for (int i = 0; i < 2_000; i++) {
            double radius = 200 + (i % 2 == 0 ? 6 : -6);
            ring[2 * i] = radius * Math.cos(2 * Math.PI * i / 2_000);
            ring[2 * i + 1] = radius * Math.sin(2 * Math.PI * i / 2_000);
        }
        assertThat(Outline.simplified(List.of(ring), MOST)).singleElement().satisfies(simple -> {
            assertThat(simple.length / 2).isBetween(6, MOST);
            assertThat(Outline.area(simple)).isBetween(190.0 * 190 * 3, 206.0 * 206 * Math.PI);
        });
    }
}
