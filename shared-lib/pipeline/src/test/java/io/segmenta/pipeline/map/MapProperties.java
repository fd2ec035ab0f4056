package io.segmenta.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of the line around a share of a segment, however its rows lie. */
class MapProperties {
    private static final int SIDE = 96;
    private static final int MOST = 600;

    @Property(tries = 150, seed = "41")
    void outline_holdsItsShareOfTheRows(@ForAll @IntRange(min = 1, max = 3_000) int n,
            @ForAll @IntRange(min = 1, max = 5) int islands, @ForAll long seed) {
        int[] counts = counts(n, islands, seed);
        Density density = Density.of(counts, SIDE);
        for (double mass : new double[] {0.1, 0.5, 0.9, 1}) {
            long level = density.level(mass);
            List<double[]> exact = MarchingSquares.rings(density.heights(), SIDE, level, density.below(level));
            assertThat(rows(counts, exact, 0)).isGreaterThanOrEqualTo((long) Math.ceil(mass * n));
            List<double[]> simple = Outline.of(density, mass, MOST).rings();
            assertThat(simple.stream().mapToInt(ring -> ring.length / 2).sum()).isBetween(3, MOST);
            assertThat(rows(counts, simple, 0.5)).as("but for half a cell")
                    .isGreaterThanOrEqualTo((long) Math.ceil(mass * n));
        }
    }

    @Property(tries = 50, seed = "42")
    void denserOutline_liesWithinTheOther(@ForAll @IntRange(min = 1, max = 3_000) int n,
            @ForAll @IntRange(min = 1, max = 5) int islands, @ForAll long seed) {
        Density density = Density.of(counts(n, islands, seed), SIDE);
        assertThat(density.level(0.5)).isGreaterThanOrEqualTo(density.level(0.9));
        assertThat(density.level(0.9)).isGreaterThanOrEqualTo(density.level(1)).isPositive();
    }

    private static int[] counts(int n, int islands, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] middles = new double[islands][];
        for (int i = 0; i < islands; i++) {
            middles[i] = new double[] {SIDE * random.nextDouble(), SIDE * random.nextDouble(),
                    1 + 9 * random.nextDouble()};
        }
        int[] counts = new int[SIDE * SIDE];
        for (int i = 0; i < n; i++) {
            double[] at = middles[random.nextInt(islands)];
            int x = (int) Math.clamp(at[0] + at[2] * random.nextGaussian(), 0, SIDE - 1);
            int y = (int) Math.clamp(at[1] + at[2] * random.nextGaussian(), 0, SIDE - 1);
            counts[y * SIDE + x]++;
        }
        return counts;
    }

    /** How many rows lie in cells whose middle is inside, or at most so far from a line. */
    private static long rows(int[] counts, List<double[]> rings, double near) {
        long rows = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            int column = cell % SIDE;
            int row = cell / SIDE;
            if (counts[cell] > 0 && (isInside(column, row, rings)
                    || (near > 0 && distance(column, row, rings) <= near))) {
                rows += counts[cell];
            }
        }
        return rows;
    }

    /** By counting the lines to the right of a place. */
    private static boolean isInside(double x, double y, List<double[]> rings) {
        boolean inside = false;
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length; i += 2) {
                int next = (i + 2) % ring.length;
                if (ring[i + 1] > y != ring[next + 1] > y
                        && x < ring[i] + (y - ring[i + 1]) / (ring[next + 1] - ring[i + 1]) * (ring[next] - ring[i])) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    private static double distance(double x, double y, List<double[]> rings) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length; i += 2) {
                int next = (i + 2) % ring.length;
                double dx = ring[next] - ring[i];
                double dy = ring[next + 1] - ring[i + 1];
                double along = Math.clamp(((x - ring[i]) * dx + (y - ring[i + 1]) * dy) / (dx * dx + dy * dy), 0, 1);
                double px = ring[i] + along * dx - x;
                double py = ring[i + 1] + along * dy - y;
                least = Math.min(least, Math.sqrt(px * px + py * py));
            }
        }
        return least;
    }
}
