package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Values;

/**
 * Shifts and divides: (x - center) / scale. STANDARD holds the mean and the population standard deviation (divisor n),
 * MIN_MAX the minimum and the range, ROBUST the median and the interquartile range; NONE leaves x as it is. Of a
 * constant column the scale is 1. WEIGHT, with center 0, multiplies by 1 / scale so that the column counts more or
 * less.
 *
 * @param center subtracted first
 * @param scale positive
 */
public record Scale(String column, Kind kind, double center, double scale) implements InPlaceStep {

    /** How center and scale were found. */
    public enum Kind {
        STANDARD, MIN_MAX, ROBUST, NONE, WEIGHT
    }

    public Scale {
        Check.notNull(column, "column");
        Check.notNull(kind, "kind");
        Check.finite("center", center);
        Check.finite("scale", scale);
        Check.argument(scale > 0, "scale must be positive, got %s", scale);
        Check.argument(kind != Kind.NONE || (center == 0 && scale == 1),
                "column \"%s\": without scaling center must be 0 and scale 1", column);
    }

    /** Returns the scaled value; NaN stays NaN. */
    public double apply(double x) {
        return (x - center) / scale;
    }

    @Override
    public String describe() {
        if (kind == Kind.STANDARD) {
            return column + ": standardised with mean " + Values.brief(center) + ", sd " + Values.brief(scale);
        }
        if (kind == Kind.MIN_MAX) {
            return column + ": min-max scaled with min " + Values.brief(center) + ", range " + Values.brief(scale);
        }
        if (kind == Kind.ROBUST) {
            return column + ": robustly scaled with median " + Values.brief(center) + ", interquartile range "
                    + Values.brief(scale);
        }
        if (kind == Kind.WEIGHT) {
            return column + ": weighted by " + Values.text(1 / scale);
        }
        return column + ": not scaled";
    }
}
