package io.segmenta.pipeline.schema;

import io.segmenta.model.data.NumberText;
import io.segmenta.model.data.WrittenDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One spelling of dates: the order of day, month and year, the separator, and whether the month is a name. A time of
 * day behind the date is allowed and not kept: a date here is a number of days.
 */
record DateStyle(String order, char separator, boolean named, int yearDigits, boolean padded) {
    /** Two-digit years: 70 to 99 are of the last century. */
    private static final int PIVOT = 70;
    private static final Pattern ZONE = Pattern
            .compile("( ?[AaPp]\\.?[Mm]\\.?)?( ?(?:Uhr|hs|hrs|h|uur|ч|год|น)\\.?)?( ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?");
    /** In 9999 databases let end what has no end. */
    private static final int NO_END = 9999;
    static final double NONE = Double.NaN;
    static final int SHORTEST = 6;
    /** Of mercredi 25 septembre 2024, 10:30:00 UTC and the like. */
    static final int LONGEST = 48;

    /** The parts of one date: three tokens, their separator, and whether one is a month by name. */
    private record Parts(String[] tokens, char separator, int nameAt, String time) {}

    /** The styles that can read the text, the most usual first; empty when it is no date. */
    static List<DateStyle> candidates(String text) {
        Parts parts = cut(text);
        List<DateStyle> found = new ArrayList<>();
        if (parts == null) {
            return found;
        }
        boolean padded = Arrays.stream(parts.tokens).allMatch(token -> token.length() >= 2);
        for (String order : parts.nameAt == 0 ? List.of("mdy")
                : parts.nameAt == 1 ? List.of("dmy", "ymd")
                        : List.of("ymd", "dmy", "mdy")) {
            int yearAt = order.indexOf('y');
            DateStyle style = new DateStyle(order, parts.separator, parts.nameAt >= 0,
                    parts.tokens[yearAt].length() == 4 ? 4 : 2, padded);
            if (!Double.isNaN(style.days(parts)) && (yearAt != 0 || style.yearDigits == 4)) {
                found.add(style);
            }
        }
        return found;
    }

    /** Days since 1970-01-01, or NaN when the text is not in this style. */
    double parse(String text) {
        Parts parts = cut(text);
        return parts == null || parts.separator != separator || parts.nameAt >= 0 != named ? NONE : days(parts);
    }

    private double days(Parts parts) {
        int year = 0;
        int month = 0;
        int day = 0;
        for (int i = 0; i < 3; i++) {
            String token = parts.tokens[i];
            char what = order.charAt(i);
            if (what == 'm') {
                month = named ? WrittenDate.month(token).orElse(0) : number(token, 2);
            } else if (what == 'd') {
                day = number(token, 2);
            } else {
                year = number(token, 4);
                if (token.length() != yearDigits) {
                    return NONE;
                }
                if (yearDigits == 2) {
                    year += year < PIVOT ? 2000 : 1900;
                }
            }
        }
        if (year < 1000 || year == NO_END || month < 1 || month > 12 || day < 1 || day > 31
                || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return NONE;
        }
        return LocalDate.of(year, month, day).toEpochDay();
    }

    private static int number(String token, int most) {
        if (token.isEmpty() || token.length() > most) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < token.length(); i++) {
            if (!NumberText.isDigit(token.charAt(i))) {
                return -1;
            }
            value = value * 10 + token.charAt(i) - '0';
        }
        return value;
    }

    private static @Nullable Parts cut(String written) {
        if (written.length() < SHORTEST || written.length() > LONGEST) {
            return null;
        }
        String text = WrittenDate.plain(written);
        int length = text.length();
        if (length == 8 && number(text, 8) > 0) {
            return new Parts(new String[] {text.substring(0, 4), text.substring(4, 6), text.substring(6)}, '\0', -1,
                    "");
        }
        String[] tokens = new String[3];
        char separator = '\0';
        int nameAt = -1;
        int at = 0;
        for (int part = 0; part < 3; part++) {
            int start = at;
            boolean letters = at < length && Character.isLetter(text.charAt(at));
            while (at < length
                    && (letters ? Character.isLetter(text.charAt(at)) : NumberText.isDigit(text.charAt(at)))) {
                at++;
            }
            if (at == start) {
                return null;
            }
            tokens[part] = text.substring(start, at);
            if (letters) {
                if (nameAt >= 0 || part == 2) {
                    return null;
                }
                nameAt = part;
            }
            if (part == 2) {
                break;
            }
            while (at < length && (text.charAt(at) == ',' || (text.charAt(at) == '.' && letters))) {
                at++;
            }
            if (at >= length || "-/. ".indexOf(text.charAt(at)) < 0) {
                return null;
            }
            char found = text.charAt(at);
            if (part == 1 && found != separator) {
                return null;
            }
            separator = found;
            at++;
            while (at < length && text.charAt(at) == ' ') {
                at++;
            }
        }
        String time = text.substring(at);
        return isTime(time) ? new Parts(tokens, separator, nameAt, time) : null;
    }

    /**
     * Whether a time of day, or nothing, stands behind the date: 8:26, T23:59:59.123Z, 10:00 PM, 10:00 +02:00, after a
     * comma too.
     */
    private static boolean isTime(String tail) {
        int length = tail.length();
        if (length == 0) {
            return true;
        }
        int at = tail.charAt(0) == ',' ? 1 : 0;
        if (at == length || (tail.charAt(at) != ' ' && (at > 0 || tail.charAt(at) != 'T'))) {
            return false;
        }
        at++;
        at += at < length && tail.charAt(at) == ' ' ? 1 : 0;
        int hours = digits(tail, at);
        at += hours;
        if (hours < 1 || hours > 2) {
            return false;
        }
        int parts = 0;
        while (at < length && tail.charAt(at) == ':' && digits(tail, at + 1) == 2 && parts < 2) {
            at += 3;
            parts++;
        }
        if (at < length && (tail.charAt(at) == '.' || tail.charAt(at) == ',') && digits(tail, at + 1) > 0) {
            at += 1 + digits(tail, at + 1);
        }
        return parts > 0 && (at == length || ZONE.matcher(tail).region(at, length).matches());
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && NumberText.isDigit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    /** The {@link java.time.format.DateTimeFormatter} pattern of the date itself, by {@link WrittenDate#plain}. */
    String pattern() {
        if (separator == '\0') {
            return "yyyyMMdd";
        }
        String year = yearDigits == 4 ? "yyyy" : "yy";
        String month = named ? "MMM" : padded ? "MM" : "M";
        String day = padded ? "dd" : "d";
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            pattern.append(i == 0 ? "" : String.valueOf(separator))
                    .append(order.charAt(i) == 'y' ? year : order.charAt(i) == 'm' ? month : day);
        }
        return pattern.toString();
    }
}
