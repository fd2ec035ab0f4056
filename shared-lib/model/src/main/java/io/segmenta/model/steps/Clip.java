package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Values;

/** Moves a value below {@code min} to {@code min} and one above {@code max} to {@code max}. */
public record Clip(String column, double min, double max) implements InPlaceStep {

    public Clip {
        Check.notNull(column, "column");
        Check.finite("min", min);
        Check.finite("max", max);
        Check.argument(min <= max, "column \"%s\": min %s is above max %s", column, min, max);
    }

    /** Returns the clipped value; NaN stays NaN. */
    public double apply(double x) {
        return x < min ? min : Math.min(x, max);
    }

    @Override
    public String describe() {
        return column + ": clipped to [" + Values.brief(min) + ", " + Values.brief(max) + "]";
    }
}
