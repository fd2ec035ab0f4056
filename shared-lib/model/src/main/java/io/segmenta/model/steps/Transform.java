package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Values;

/**
 * Repairs skew, value by value, monotonically and for every finite value.
 *
 * <ul>
 * <li>{@link Kind#LOG1P}: ln(1 + x) for x &gt;= 0, and its odd extension -ln(1 - x) below, so that a negative value in
 * a later record has a finite answer.</li>
 * <li>{@link Kind#YEO_JOHNSON}: the power transformation of Yeo and Johnson with a fitted lambda.</li>
 * </ul>
 * Computed by {@link StrictMath}: the same bits on every machine.
 *
 * @param lambda the power of {@link Kind#YEO_JOHNSON}, in [-10, 10]; 0 for {@link Kind#LOG1P}
 * @see <a href="https://doi.org/10.1093/biomet/87.4.954">I.-K. Yeo, R. A. Johnson: A new family of power
 * transformations to improve normality or symmetry. Biometrika 87 (2000)</a>
 */
public record Transform(String column, Kind kind, double lambda) implements InPlaceStep {

    /** Which function. */
    public enum Kind {
        LOG1P, YEO_JOHNSON
    }

    public Transform {
        Check.notNull(column, "column");
        Check.notNull(kind, "kind");
        Check.range("lambda", lambda, -10, 10);
    }

    /** Returns the transformed value; NaN stays NaN. */
    public double apply(double x) {
        return kind == Kind.LOG1P ? log1p(x) : yeoJohnson(x, lambda);
    }

    private static double log1p(double x) {
        return x >= 0 ? StrictMath.log1p(x) : -StrictMath.log1p(-x);
    }

    /** Returns the Yeo-Johnson transformation of x. */
    public static double yeoJohnson(double x, double lambda) {
        if (x >= 0) {
            return lambda == 0 ? StrictMath.log1p(x) : (StrictMath.pow(x + 1, lambda) - 1) / lambda;
        }
        double other = 2 - lambda;
        return other == 0 ? -StrictMath.log1p(-x) : -(StrictMath.pow(1 - x, other) - 1) / other;
    }

    @Override
    public String describe() {
        return column + ": " + (kind == Kind.LOG1P ? "log1p" : "Yeo-Johnson with lambda " + Values.brief(lambda));
    }
}
