package io.segmenta.pipeline.aggregate;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.TextColumn;
import java.util.Arrays;

/**
 * The different values of a column by number, -1 where there is none. Not a value type: the array is shared, and that
 * of a column of text is the column's own.
 *
 * @param codes the number of each row's value
 * @param count above every number
 */
record Keys(int[] codes, int count) {
    static Keys of(Column column) {
        return switch (column) {
            case TextColumn text -> new Keys(text.codes(), text.levels().size());
            case NumericColumn numbers -> numbered(numbers.values());
        };
    }

    private static Keys numbered(double[] values) {
        int[] codes = new int[values.length];
        Pairs met = new Pairs();
        double last = Double.NaN;
        int code = -1;
        for (int i = 0; i < codes.length; i++) {
            double value = values[i];
            if (Double.isNaN(value)) {
                codes[i] = -1;
                continue;
            }
            // Lines of one order stand together.
            if (value != last) {
                code = met.number(Double.doubleToLongBits(value + 0.0));
                last = value;
            }
            codes[i] = code;
        }
        return new Keys(codes, met.size());
    }

    /** The same with numbers of another column, above these, where there is no value. */
    Keys or(Keys other) {
        if (present() == codes.length) {
            return this;
        }
        int[] filled = codes.clone();
        for (int i = 0; i < filled.length; i++) {
            filled[i] = filled[i] < 0 && other.codes[i] >= 0 ? count + other.codes[i] : filled[i];
        }
        return new Keys(filled, count + other.count);
    }

    /** How many different values some row has. */
    int distinct() {
        boolean[] seen = new boolean[count];
        int distinct = 0;
        for (int code : codes) {
            if (code >= 0 && !seen[code]) {
                seen[code] = true;
                distinct++;
            }
        }
        return distinct;
    }

    /** How many rows have a value. */
    int present() {
        int present = 0;
        for (int code : codes) {
            present += code >= 0 ? 1 : 0;
        }
        return present;
    }

    /** How many different pairs the rows hold, of this and another column. */
    int pairs(Keys other) {
        Pairs pairs = new Pairs();
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] >= 0 && other.codes[i] >= 0) {
                pairs.number(Pairs.of(codes[i], other.codes[i]));
            }
        }
        return pairs.size();
    }

    /**
     * How surely the value tells that of another column.
     *
     * @return of the rows whose value came in an earlier one, the share in which the other is as it was then; NaN
     * without such rows
     */
    double tells(Keys other) {
        int[] first = new int[count];
        Arrays.fill(first, -1);
        int repeated = 0;
        int same = 0;
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] < 0 || other.codes[i] < 0) {
                continue;
            }
            if (first[codes[i]] < 0) {
                first[codes[i]] = other.codes[i];
            } else {
                repeated++;
                same += first[codes[i]] == other.codes[i] ? 1 : 0;
            }
        }
        return repeated == 0 ? Double.NaN : (double) same / repeated;
    }

    /** How many rows have a value that an earlier row had. */
    int repeated() {
        return present() - distinct();
    }
}
