package io.segmenta.pipeline.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column as it was read, before its meaning is known. Not a value type: the arrays are shared.
 *
 * <p>
 * Either {@code values} is empty and {@code codes} gives each row's level, or {@code values} holds the plain numbers,
 * NaN where there is none, and the rows that hold other text are listed in {@code oddRows} with their levels in
 * {@code oddCodes}. Level -1 is an empty cell.
 *
 * @param name the column
 * @param rows number of rows
 * @param values plain numbers, or empty
 * @param decimals with values: digits behind the point of each, so that the text can be given back
 * @param codes level of each row, or empty
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
        return values.length == rows;
    }

    /** Rows of each level. */
    int[] counts() {
        int[] counts = new int[levels.size()];
        for (int code : isNumeric() ? oddCodes : codes) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        return counts;
    }

    /** The same column with every row's text as a level. */
    RawColumn asText() {
        if (!isNumeric()) {
            return this;
        }
        Map<String, Integer> index = new HashMap<>();
        List<String> texts = new ArrayList<>(levels);
        for (int code = 0; code < levels.size(); code++) {
            index.put(levels.get(code), code);
        }
        int[] result = new int[rows];
        // Rows of one order or customer stand together, so the text of the row before often serves.
        long lastBits = 0;
        int lastDecimals = -1;
        int lastCode = -1;
        for (int i = 0; i < rows; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            if (Double.isNaN(values[i])) {
                result[i] = -1;
                continue;
            }
            if (bits != lastBits || decimals[i] != lastDecimals) {
                String text = text(values[i], decimals[i]);
                Integer code = index.putIfAbsent(text, texts.size());
                if (code == null) {
                    code = texts.size();
                    texts.add(text);
                }
                lastBits = bits;
                lastDecimals = decimals[i];
                lastCode = code;
            }
            result[i] = lastCode;
        }
        for (int i = 0; i < oddRows.length; i++) {
            result[oddRows[i]] = oddCodes[i];
        }
        return new RawColumn(name, rows, new double[0], new byte[0], result, texts, new int[0], new int[0], lines);
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
