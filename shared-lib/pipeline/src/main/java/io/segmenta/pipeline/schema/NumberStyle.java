package io.segmenta.pipeline.schema;

import io.segmenta.model.data.NumberText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the marks inside the numbers of one column mean, decided from all its distinct spellings: a comma that is
 * followed by anything but groups of three digits is a decimal comma, a mark that comes twice separates thousands, and
 * so on.
 *
 * @param decimal '.' or ','
 * @param shown whether some number shows which mark it is
 * @param ambiguous whether every comma could as well separate thousands
 */
record NumberStyle(char decimal, boolean shown, boolean ambiguous) {
    static final NumberStyle POINT = new NumberStyle('.', false, false);
    /** Different amounts that tell what a point before three digits is. */
    private static final int ENOUGH = 3;
    /** Currencies whose smallest coin is a thousandth. */
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "iqd", "jod", "kwd", "lyd", "omr", "tnd", "dt",
            "د.ك", "د.ت", "د.أ", "ر.ع", "د.ب", "kd", "bd");

    /** Which decimal mark is preferred where the values leave it open. */
    enum Hint {
        NONE, POINT, COMMA,
        /** Another column shows it, or the user says so. */
        COMMA_SHOWN;

        boolean isComma() {
            return this == COMMA || this == COMMA_SHOWN;
        }
    }

    static NumberStyle of(List<NumberText> numbers, Hint hint) {
        int commaDecimal = 0;
        int pointDecimal = 0;
        int open = 0;
        int openPoint = 0;
        int money = 0;
        for (NumberText number : numbers) {
            String digits = number.digits();
            int comma = digits.lastIndexOf(',');
            int point = digits.lastIndexOf('.');
            if (comma < 0 && point < 0) {
                continue;
            }
            if (comma >= 0 && point >= 0) {
                commaDecimal += comma > point ? 1 : 0;
                pointDecimal += point > comma ? 1 : 0;
            } else if (comma >= 0) {
                if (digits.indexOf(',') != comma) {
                    pointDecimal++;
                } else if (isGroup(digits, comma)) {
                    open++;
                } else {
                    commaDecimal++;
                }
            } else if (digits.indexOf('.') != point) {
                commaDecimal++;
            } else if (isGroup(digits, point)) {
                openPoint++;
                money += isOfTwoDecimals(number.currency()) ? 1 : 0;
            } else {
                pointDecimal++;
            }
        }
        if (commaDecimal == 0 && pointDecimal == 0 && open == 0 && money == openPoint && money >= ENOUGH) {
            // No amount has three decimals in such a currency, let alone all of them: Rp 125.000.
            return new NumberStyle(',', true, false);
        }
        if (commaDecimal == 0 && pointDecimal == 0) {
            boolean comma = hint.isComma() && (open > 0 || openPoint > 0);
            return new NumberStyle(comma ? ',' : '.', false, open > 0 || openPoint > 0);
        }
        return new NumberStyle(commaDecimal > pointDecimal ? ',' : '.', true, false);
    }

    private static boolean isOfTwoDecimals(String currency) {
        return !currency.isEmpty() && !THREE_DECIMALS.contains(currency.toLowerCase(Locale.ROOT));
    }

    /** Whether a mark at that place could separate thousands: one to three digits before, three behind. */
    private static boolean isGroup(String digits, int at) {
        int behind = digits.length() - at - 1;
        return at >= 1 && at <= 3 && behind == 3 && digits.charAt(0) != '0';
    }
}
