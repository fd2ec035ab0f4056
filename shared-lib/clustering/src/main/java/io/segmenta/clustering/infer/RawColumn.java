package io.segmenta.clustering.infer;

import java.util.List;

/**
 * A column as it was read, before its meaning is known. Not a value type: the arrays are shared.
 *
 * <p>
 * Either {@code values} is null and {@code codes} gives each row's level, or {@code values} holds the plain numbers, NaN
 * where there is none, and the rows that hold other text are listed in {@code oddRows} with their levels in
 * {@code oddCodes}. Level -1 is an empty cell.
 *
 * @param name the column
 * @param rows number of rows
 * @param values plain numbers or null
 * @param decimals with values: digits behind the point of each, so that the text can be given back
 * @param codes level of each row, or null
 * @param levels the distinct texts
 * @param oddRows with values: rows that hold text, ascending
 * @param oddCodes with values: the level of each of those
 * @param lines the line of the file in which each row begins, for messages
 */
public record RawColumn(String name, int rows, double[] values, byte[] decimals, int[] codes, List<String> levels,
        int[] oddRows, int[] oddCodes, Lines lines) {
    /** Digits behind the point of a number that is kept to double precision only. */
    public static final byte SHORTEST = 127;

    /** Where in the file a row of the table stands. */
    public interface Lines {
        /** The line, from 1, where the row begins. */
        long of(int row);
    }

    /** Whether the rows hold plain numbers. */
    public boolean isNumeric() {
        return values != null;
    }

    /** The text of a plain number as it stood in the file. */
    public static String text(double value, byte decimals) {
        if (decimals == SHORTEST) {
            return Double.toString(value);
        }
        if (decimals == 0) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        return new java.math.BigDecimal(value).setScale(decimals, java.math.RoundingMode.HALF_EVEN).toPlainString();
    }
}
