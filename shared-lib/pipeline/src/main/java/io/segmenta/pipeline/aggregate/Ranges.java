package io.segmenta.pipeline.aggregate;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;

/** The schema of a column that was computed. */
final class Ranges {
    private Ranges() {}

    static ColumnSchema numeric(String name, String reason, double[] values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        if (min > max) {
            return ColumnSchema.of(name, Role.IGNORED, reason + "; no value in any row");
        }
        return min == max
                ? ColumnSchema.of(name, Role.CONSTANT, reason + "; the same value in every row").withRange(min, max)
                : ColumnSchema.of(name, Role.NUMERIC, reason).withRange(min, max);
    }
}
