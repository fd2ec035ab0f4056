package io.segmenta.pipeline.map;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * A ring with fewer corners, none of those left out farther from it than a tolerance: Douglas and Peucker ("Algorithms
 * for the Reduction of the Number of Points Required to Represent a Digitized Line or its Caricature", 1973) from the
 * first corner to the one farthest from it and back. At least three corners stay. O(n log n) mostly, O(n^2) at worst.
 */
final class SimpleRing {
    private SimpleRing() {}

    /**
     * Leaves corners out.
     *
     * @param ring x, y, x, y ... of at least three corners
     * @param tolerance distance, at least 0
     */
    static double[] of(double[] ring, double tolerance) {
        int n = ring.length / 2;
        BitSet kept = new BitSet(n);
        int far = 0;
        double most = 0;
        for (int i = 1; i < n; i++) {
            double distance = squared(ring[2 * i] - ring[0], ring[2 * i + 1] - ring[1]);
            if (distance > most) {
                most = distance;
                far = i;
            }
        }
        kept.set(0);
        kept.set(far);
        Farthest first = farthest(ring, 0, far);
        Farthest second = farthest(ring, far, n);
        kept.set(first.squared >= second.squared ? first.corner : second.corner);
        Deque<int[]> parts = new ArrayDeque<>();
        parts.push(new int[] {0, far});
        parts.push(new int[] {far, n});
        while (!parts.isEmpty()) {
            int[] part = parts.pop();
            Farthest one = farthest(ring, part[0], part[1]);
            if (one.squared > tolerance * tolerance) {
                kept.set(one.corner);
                parts.push(new int[] {part[0], one.corner});
                parts.push(new int[] {one.corner, part[1]});
            }
        }
        double[] simple = new double[2 * kept.cardinality()];
        int at = 0;
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            simple[at++] = ring[2 * i];
            simple[at++] = ring[2 * i + 1];
        }
        return simple;
    }

    private record Farthest(int corner, double squared) {}

    /**
     * The corner between two that is farthest from their line; the second may be one past the last, the first again.
     */
    private static Farthest farthest(double[] ring, int from, int to) {
        int n = ring.length / 2;
        double x = ring[2 * from];
        double y = ring[2 * from + 1];
        double dx = ring[2 * (to % n)] - x;
        double dy = ring[2 * (to % n) + 1] - y;
        double length = squared(dx, dy);
        int corner = from;
        double most = -1;
        for (int i = from + 1; i < to; i++) {
            double px = ring[2 * i] - x;
            double py = ring[2 * i + 1] - y;
            double t = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0, 1);
            double distance = squared(px - t * dx, py - t * dy);
            if (distance > most) {
                most = distance;
                corner = i;
            }
        }
        return new Farthest(corner, most);
    }

    private static double squared(double x, double y) {
        return x * x + y * y;
    }
}
