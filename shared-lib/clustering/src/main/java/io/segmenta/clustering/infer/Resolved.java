package io.segmenta.clustering.infer;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumberFormat;
import io.segmenta.model.data.NumericColumn;
import java.util.List;
import java.util.Optional;

/**
 * A column whose text has been given its meaning.
 *
 * @param column the values
 * @param kind what they are
 * @param dateFormat pattern of the dates
 * @param numberFormat how its numbers were written, where not plainly
 * @param distinct number of different values
 * @param counts for text: rows of each level
 * @param range of numbers and dates
 * @param notes how the values were read: marks, units, what was taken for missing
 */
record Resolved(Column column, Kind kind, Optional<String> dateFormat,
        Optional<NumberFormat> numberFormat, int distinct, int[] counts, Range range, List<String> notes) {
    enum Kind {
        NUMBER, DATE, TEXT
    }

    int present() {
        return column.rows() - column.missing();
    }

    double[] numbers() {
        return ((NumericColumn) column).values();
    }

    double min() {
        return range.min();
    }

    double max() {
        return range.max();
    }

    boolean isWhole() {
        return range.whole();
    }

    /** Least and greatest value, and whether all values are whole numbers. */
    record Range(double min, double max, boolean whole) {
        static final Range NONE = new Range(Double.NaN, Double.NaN, false);

        static Range of(double[] values) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                min = value < min ? value : min;
                max = value > max ? value : max;
            }
            for (double value : values) {
                if (value != Math.rint(value) && !Double.isNaN(value)) {
                    return new Range(min, max, false);
                }
            }
            return new Range(min, max, true);
        }
    }
}
