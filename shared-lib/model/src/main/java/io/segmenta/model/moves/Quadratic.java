package io.segmenta.model.moves;

import java.util.List;

/** Roots of quadratics that may be lines. */
final class Quadratic {
    private Quadratic() {}

    /**
     * Adds the roots of a t^2 + b t + c to a list, in no order; one of a line, none where there are none.
     */
    static void addRoots(double a, double b, double c, List<Double> roots) {
        double scale = Math.abs(a) + Math.abs(b) + Math.abs(c);
        if (Math.abs(a) <= 1e-9 * scale) {
            if (b != 0) {
                roots.add(-c / b);
            }
            return;
        }
        double inside = b * b - 4 * a * c;
        if (inside >= 0) {
            // Of the two forms the one that takes no difference of nearly equal numbers.
            double q = -0.5 * (b + Math.copySign(Math.sqrt(inside), b));
            roots.add(q / a);
            if (q != 0) {
                roots.add(c / q);
            }
        }
    }
}
