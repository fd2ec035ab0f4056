package io.segmenta.model.data;

/** Spans and times of day written with colons. */
public final class ClockTime {
    private static final int BASE = 60;
    private static final int LONGEST = 16;

    private ClockTime() {}

    /**
     * Parses h:mm:ss to seconds, and of two parts, h:mm or m:ss, the sum of the second and 60 times the first: minutes
     * or seconds. The first part may be as great as it likes, the seconds may have a fraction.
     *
     * @return the number, or NaN when the text is not so written
     */
    public static double parse(String text) {
        String word = text.strip();
        int length = word.length();
        if (length < 4 || length > LONGEST || !NumberText.isDigit(word.charAt(0))) {
            return Double.NaN;
        }
        double total = 0;
        int part = 0;
        int digits = 0;
        int parts = 1;
        for (int i = 0; i < length; i++) {
            char c = word.charAt(i);
            if (NumberText.isDigit(c)) {
                part = 10 * part + c - '0';
                digits++;
                if (digits > 6) {
                    return Double.NaN;
                }
            } else if (c == ':' && digits > 0 && parts < 3 && fits(part, digits, parts)) {
                total = BASE * (total + part);
                part = 0;
                digits = 0;
                parts++;
            } else if (c == '.' && parts == 3 && fits(part, digits, parts)) {
                double fraction = Values.number("0" + word.substring(i));
                return total + part + fraction;
            } else {
                return Double.NaN;
            }
        }
        return parts > 1 && fits(part, digits, parts) ? total + part : Double.NaN;
    }

    /** Whether a part may stand at its place: two digits below 60, but for the first. */
    private static boolean fits(int part, int digits, int place) {
        return place == 1 || (digits == 2 && part < BASE);
    }
}
