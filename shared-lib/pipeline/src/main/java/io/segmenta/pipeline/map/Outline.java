package io.segmenta.pipeline.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The line around the densest places that together hold a share of a segment's rows, told by few corners (Ramer 1972;
 * Douglas and Peucker 1973). Corners are left out while they lie within a tenth of a cell, or more where there would
 * otherwise be more of them than are wanted; past two cells the smallest islands are left out instead.
 *
 * @param mass the share, in (0, 1]
 * @param rings x, y, x, y ... in cells, as {@link MarchingSquares} has them; hills counter-clockwise, holes clockwise
 */
record Outline(double mass, List<double[]> rings) {
    private static final double TOLERANCE = 0.1;
    private static final double COARSEST = 2;

    /**
     * Draws the line; none where there are no rows.
     *
     * @param most corners of all rings together, at least 3
     */
    static Outline of(Density density, double mass, int most) {
        if (density.rows() == 0) {
            return new Outline(mass, List.of());
        }
        long level = density.level(mass);
        return new Outline(mass,
                simplified(MarchingSquares.rings(density.heights(), density.side(), level, density.below(level)),
                        most));
    }

    static List<double[]> simplified(List<double[]> rings, int most) {
        double tolerance = TOLERANCE;
        List<double[]> simple = within(rings, tolerance);
        while (corners(simple) > most && (tolerance < COARSEST || longest(simple) > most)) {
            tolerance *= 2;
            simple = within(rings, tolerance);
        }
        List<double[]> kept = new ArrayList<>();
        int corners = 0;
        for (double[] ring : simple.stream().sorted(Comparator.comparingDouble(one -> -Math.abs(area(one)))).toList()) {
            corners += ring.length / 2;
            if (corners <= most) {
                kept.add(ring);
            }
        }
        return kept;
    }

    private static List<double[]> within(List<double[]> rings, double tolerance) {
        return rings.stream().map(ring -> SimpleRing.of(ring, tolerance)).toList();
    }

    private static int corners(List<double[]> rings) {
        return rings.stream().mapToInt(ring -> ring.length / 2).sum();
    }

    private static int longest(List<double[]> rings) {
        return rings.stream().mapToInt(ring -> ring.length / 2).max().orElse(0);
    }

    /** The area inside a ring, below 0 when it runs clockwise. */
    static double area(double[] ring) {
        double twice = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            twice += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
        }
        return twice / 2;
    }
}
