package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values between text and number, the same way for a table and for one record. */
public final class Values {

    /** The date format of a column whose dates are the day numbers of a spreadsheet. */
    public static final String DAY_NUMBER = "day number";
    /** The date format of a column whose dates are seconds since 1970-01-01, in UTC. */
    public static final String UNIX_SECONDS = "unix seconds";
    /** The date format of a column whose dates are milliseconds since 1970-01-01, in UTC. */
    public static final String UNIX_MILLISECONDS = "unix milliseconds";
    /** The date format of a column whose dates are microseconds since 1970-01-01, in UTC. */
    public static final String UNIX_MICROSECONDS = "unix microseconds";
    /** The date format of a column whose dates are nanoseconds since 1970-01-01, in UTC. */
    public static final String UNIX_NANOSECONDS = "unix nanoseconds";

    private static final double EXACT_INTEGER = 1e15;
    private static final Pattern SHORT_MONTH = Pattern.compile("(?<!M)MMM(?!M)");
    private static final Pattern TWO_DIGIT_YEAR = Pattern.compile("(?<!y)yy(?!y)");
    private static final int FIRST_OF_TWO_DIGITS = 1970;
    /** The day number of 1970-01-01 in a spreadsheet. */
    private static final int DAY_NUMBER_OF_1970 = 25_569;

    private static final double SECONDS_OF_A_DAY = 86_400;

    private Values() {}

    /** Returns a number as text: whole numbers without a fraction ("3", not "3.0"), NaN as "". */
    public static String text(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        long whole = (long) value;
        return whole == value && Math.abs(value) < EXACT_INTEGER ? Long.toString(whole) : Double.toString(value);
    }

    /** Returns a number as text for people: six significant digits, no exponent, no zeros at the end. */
    public static String brief(double value) {
        if (!Double.isFinite(value)) {
            return text(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /**
     * Tells whether text stands for a missing number: blank, NA, null, ? and the like, in any case. A word that means
     * so only among numbers, such as unknown, does not: one value has no company to tell by, but
     * {@link ColumnSchema#missing} has the words that its column was seen to use.
     */
    public static boolean isMissingNumber(String text) {
        return MissingText.isStrong(text.strip());
    }

    /**
     * Parses a plain decimal number: sign, digits, point, exponent; nothing else, no grouping, no unit.
     *
     * @return the finite number, or NaN when the text is none
     */
    public static double number(String text) {
        String word = text.strip();
        int length = word.length();
        boolean digits = false;
        for (int i = 0; i < length; i++) {
            char c = word.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        if (!digits) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(word);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /**
     * Parses a truth value: true, t, yes, y, on, 1 and false, f, no, n, off, 0 in any case.
     *
     * @return 1, 0, or NaN when the text is neither
     */
    public static double truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> 1;
            case "false", "f", "no", "n", "off", "0" -> 0;
            default -> Double.NaN;
        };
    }

    /** Turns a day number, as spreadsheets keep dates, into days since 1970-01-01; a time of day is left out. */
    public static double dayNumber(double number) {
        return Math.floor(number) - DAY_NUMBER_OF_1970;
    }

    /** Tells whether dates in a format are numbers that count from a day, not written dates. */
    public static boolean isCounted(String dateFormat) {
        return dateFormat.equals(DAY_NUMBER) || unitsOfASecond(dateFormat) > 0;
    }

    /**
     * Returns how many of what dates in a format count from 1970 make a second: 1 for {@link #UNIX_SECONDS}; 0 when
     * they do not count time.
     */
    public static double unitsOfASecond(String dateFormat) {
        return switch (dateFormat) {
            case UNIX_SECONDS -> 1;
            case UNIX_MILLISECONDS -> 1e3;
            case UNIX_MICROSECONDS -> 1e6;
            case UNIX_NANOSECONDS -> 1e9;
            default -> 0;
        };
    }

    /**
     * Turns a number that counts from a day into days since 1970-01-01; a time of day is left out.
     *
     * @param dateFormat {@link #DAY_NUMBER} or one that {@link #unitsOfASecond} knows
     */
    public static double countedDay(String dateFormat, double number) {
        if (dateFormat.equals(DAY_NUMBER)) {
            return dayNumber(number);
        }
        double units = unitsOfASecond(dateFormat);
        if (units == 0) {
            throw new IllegalArgumentException("dates in \"" + dateFormat + "\" are not counted");
        }
        return Math.floor(number / (units * SECONDS_OF_A_DAY));
    }

    /**
     * Makes the formatter of a column's date format, in any case: MMM is a month by its short or its full name in
     * English, to which {@link #date} brings those of other languages, and yy a year from 1970 to 2069.
     *
     * @param pattern a {@link DateTimeFormatter} pattern
     */
    public static DateTimeFormatter dateFormat(String pattern) {
        Check.notBlank(pattern, "pattern");
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        Matcher year = TWO_DIGIT_YEAR.matcher(pattern);
        if (pattern.indexOf('[') >= 0 || pattern.indexOf('\'') >= 0) {
            builder.appendPattern(pattern);
        } else if (year.find()) {
            append(builder, pattern.substring(0, year.start()));
            builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_OF_TWO_DIGITS);
            append(builder, pattern.substring(year.end()));
        } else {
            append(builder, pattern);
        }
        return builder.toFormatter(Locale.ENGLISH);
    }

    private static void append(DateTimeFormatterBuilder builder, String pattern) {
        if (!pattern.isEmpty()) {
            builder.appendPattern(SHORT_MONTH.matcher(pattern).replaceAll("[MMMM][MMM]"));
        }
    }

    /**
     * Parses a date by the column's format, also when it is {@linkplain WrittenDate written in another language}, else
     * as ISO 8601 (a time of day after it is left out).
     *
     * @param format the column's format, or null
     * @return days since 1970-01-01, or NaN when the text is no date
     */
    public static double date(String text, @Nullable DateTimeFormatter format) {
        String word = text.strip();
        if (format != null) {
            double days = dateOrWithoutCommas(word, format);
            String plain = Double.isNaN(days) ? WrittenDate.plain(word) : word;
            days = plain.equals(word) ? days : dateOrWithoutCommas(plain, format);
            if (!Double.isNaN(days)) {
                return days;
            }
        }
        int end = word.length() > 10 && isBeforeTime(word, 10) ? 10 : word.length();
        try {
            return LocalDate.parse(word.substring(0, end)).toEpochDay();
        } catch (DateTimeParseException notADate) {
            return Double.NaN;
        }
    }

    /** Also January 2, 1970. */
    private static double dateOrWithoutCommas(String word, DateTimeFormatter format) {
        double days = dateIn(word, format);
        return Double.isNaN(days) && word.indexOf(',') > 0 ? dateIn(word.replace(",", ""), format) : days;
    }

    private static double dateIn(String word, DateTimeFormatter format) {
        try {
            ParsePosition position = new ParsePosition(0);
            LocalDate date = format.parse(word, position).query(TemporalQueries.localDate());
            int end = position.getIndex();
            return date == null || (end < word.length() && !isBeforeTime(word, end)) ? Double.NaN : date.toEpochDay();
        } catch (DateTimeException notInThatFormat) {
            return Double.NaN;
        }
    }

    private static boolean isBeforeTime(String word, int at) {
        return word.charAt(at) == 'T' || word.charAt(at) == ' ';
    }
}
