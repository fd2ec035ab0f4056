package io.segmenta.pipeline.schema;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumberFormat;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.TextColumn;
import java.util.List;
import java.util.Optional;

/**
 * A column whose text has been given its meaning.
 *
 * @param column the values
 * @param kind what they are
 * @param dateFormat pattern of the dates
 * @param numberFormat how its numbers were written, where not plainly
 * @param mark the decimal mark that its numbers show, or {@link #NO_MARK}
 * @param distinct number of different values
 * @param counts for text: rows of each level
 * @param range of numbers and dates
 * @param missingWords what means "no value" in this column only
 * @param notes how the values were read: marks, units, what was taken for missing
 */
record ResolvedColumn(Column column, Kind kind, Optional<String> dateFormat,
        Optional<NumberFormat> numberFormat, char mark, int distinct, int[] counts, Range range,
        List<String> missingWords, List<String> notes) {
    /** Its numbers are whole, or are none. */
    static final char NO_MARK = 0;
    private static final double LEAST_OF_NINE = 1e8;
    private static final int MOST_NUMBERED = 30;
    private static final double LEAST_NUMBERED = 100;

    enum Kind {
        NUMBER, DATE, TEXT
    }

    /**
     * A column of text.
     *
     * @param counts rows of each level
     */
    static ResolvedColumn text(TextColumn column, int[] counts, MissingWords missing) {
        return new ResolvedColumn(column, Kind.TEXT, Optional.empty(), Optional.empty(), NO_MARK, counts.length, counts,
                Range.NONE, missing.own(), missing.sentence().map(List::of).orElse(List.of()));
    }

    ResolvedColumn withMark(char shown) {
        return new ResolvedColumn(column, kind, dateFormat, numberFormat, shown, distinct, counts, range, missingWords,
                notes);
    }

    /** The same with the decimal comma of the other columns, of which its whole numbers tell nothing. */
    ResolvedColumn withComma() {
        NumberFormat comma = numberFormat.map(format -> format.withDecimal(',')).orElse(NumberFormat.PLAIN_COMMA);
        return new ResolvedColumn(column, kind, dateFormat, Optional.of(comma), mark, distinct, counts, range,
                missingWords,
                notes);
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

    /**
     * What numbers have in common.
     *
     * @param present how many values there are
     * @param min the least value
     * @param max the greatest value
     * @param whole whether all values are whole numbers
     */
    record Range(int present, double min, double max, boolean whole) {
        static final Range NONE = new Range(0, Double.NaN, Double.NaN, false);

        static Range of(double[] values) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            int missing = 0;
            for (double value : values) {
                missing += Double.isNaN(value) ? 1 : 0;
                min = value < min ? value : min;
                max = value > max ? value : max;
            }
            for (double value : values) {
                if (value != Math.rint(value) && !Double.isNaN(value)) {
                    return new Range(values.length - missing, min, max, false);
                }
            }
            return new Range(values.length - missing, min, max, true);
        }
    }

    /** Whether the numbers are spans or times of day. */
    boolean isClock() {
        return numberFormat.filter(format -> format.notation() == NumberFormat.Notation.CLOCK).isPresent();
    }

    /** Whether all numbers have the same digits in number, nine or more. */
    boolean isOfManyDigits() {
        return min() >= LEAST_OF_NINE && digits(min()) == digits(max());
    }

    /** Whether few whole numbers stand in many rows, all of three digits or of more: shops are numbered so. */
    boolean isNumbering() {
        return isWhole() && distinct <= MOST_NUMBERED && 2 * distinct <= present() && min() >= LEAST_NUMBERED
                && digits(min()) == digits(max());
    }

    private static int digits(double whole) {
        return Long.toString((long) whole).length();
    }
}
