package io.segmenta.pipeline.cost;

import io.segmenta.model.base.Check;

/**
 * From what to what something is expected to be.
 *
 * @param low at least 0
 * @param high at least as much
 */
public record Range(double low, double high) {
    public Range {
        Check.argument(low >= 0 && low <= high, "a range must be 0 <= low <= high, got %s to %s", low, high);
    }

    /** One number for both ends: the geometric mean, as times and costs are off by factors. */
    public double middle() {
        return StrictMath.sqrt(low * high);
    }

    Range plus(Range other) {
        return new Range(low + other.low, high + other.high);
    }

    /** Both ends by a factor of their own. */
    Range times(double ofLow, double ofHigh) {
        return new Range(low * ofLow, high * ofHigh);
    }

    /** What of it is not above a limit. */
    Range atMost(double limit) {
        return new Range(Math.min(low, limit), Math.min(high, limit));
    }
}
