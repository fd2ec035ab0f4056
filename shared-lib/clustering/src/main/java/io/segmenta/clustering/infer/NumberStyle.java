package io.segmenta.clustering.infer;

import java.util.List;
import java.util.Locale;

/**
 * What the marks inside the numbers of one column mean, decided from all its distinct spellings: a comma that is followed
 * by anything but groups of three digits is a decimal comma, a mark that comes twice separates thousands, and so on.
 *
 * @param decimal '.' or ','
 * @param ambiguous whether every comma could as well separate thousands
 */
record NumberStyle(char decimal, boolean ambiguous) {
    static final NumberStyle POINT = new NumberStyle('.', false);

    /** Which decimal mark is preferred where the values leave it open. */
    enum Hint {
        NONE, POINT, COMMA
    }

    static NumberStyle of(List<NumberText> numbers, Hint hint) {
        int commaDecimal = 0;
        int pointDecimal = 0;
        int open = 0;
        int openPoint = 0;
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
            } else {
                pointDecimal++;
            }
        }
        if (commaDecimal == 0 && pointDecimal == 0) {
            boolean comma = hint == Hint.COMMA && (open > 0 || openPoint > 0);
            return new NumberStyle(comma ? ',' : '.', open > 0 || openPoint > 0);
        }
        return new NumberStyle(commaDecimal > pointDecimal ? ',' : '.', false);
    }

    /** Whether a mark at that place could separate thousands: one to three digits before, three behind. */
    private static boolean isGroup(String digits, int at) {
        int behind = digits.length() - at - 1;
        return at >= 1 && at <= 3 && behind == 3 && digits.charAt(0) != '0';
    }

    /** The value, or NaN when the marks do not fit this style. */
    double parse(NumberText number) {
        String digits = number.digits();
        char group = decimal == '.' ? ',' : '.';
        StringBuilder plain = new StringBuilder(digits.length() + 1);
        if (number.negative()) {
            plain.append('-');
        }
        int sinceGroup = -1;
        boolean fraction = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == decimal) {
                if (fraction || sinceGroup >= 0 && sinceGroup != 3) {
                    return Double.NaN;
                }
                fraction = true;
                sinceGroup = -1;
                plain.append('.');
            } else if (NumberText.isDigit(c)) {
                plain.append(c);
                sinceGroup += sinceGroup >= 0 ? 1 : 0;
            } else if (c == 'e' || c == 'E' || c == '-' || c == '+') {
                plain.append(c);
            } else {
                boolean known = c == group || c == '\'' || c == '’' || c == ' ' || c == '\u00A0' || c == '\u202F'
                        || c == '\u2009';
                if (!known || fraction || sinceGroup >= 0 && sinceGroup != 3 && !indian(digits)) {
                    return Double.NaN;
                }
                sinceGroup = 0;
            }
        }
        if (sinceGroup >= 0 && sinceGroup != 3 && !indian(digits)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(plain.toString());
            return Double.isInfinite(value) ? Double.NaN : number.percent() ? value / 100 : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Lakh and crore: groups of two digits before the last group of three, as in 12,34,567. */
    private static boolean indian(String digits) {
        String whole = digits.indexOf('.') >= 0 ? digits.substring(0, digits.indexOf('.')) : digits;
        return whole.matches("\\d{1,2}(,\\d{2})+,\\d{3}");
    }

    String describe() {
        return String.format(Locale.ROOT, "decimal %s", decimal == '.' ? "point" : "comma");
    }
}
