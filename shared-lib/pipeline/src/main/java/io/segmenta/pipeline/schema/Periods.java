package io.segmenta.pipeline.schema;

import io.segmenta.model.data.WrittenDate;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Written periods: quarters (2024-Q1, Q1 2024), months (2024-01, 01/2024, Jan 2024, März 2024) and weeks (2024-W05).
 * The names of months are those of the languages that write them in words, in full and short.
 */
public final class Periods {
    private static final Pattern PART = Pattern.compile("((?:18|19|20)\\d\\d)[-/. ]?(Q|T|W|KW|M)(\\d{1,2})");
    private static final Pattern PART_FIRST = Pattern.compile("(Q|T|W|KW|M)(\\d{1,2})[-/. ]?((?:18|19|20)\\d\\d)");
    private static final Pattern MONTH = Pattern.compile("((?:18|19|20)\\d\\d)(?:[-/.]|年|년 ?)(\\d{1,2})[月월]?");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})[-/.]((?:18|19|20)\\d\\d)");
    private static final Pattern NAMED = Pattern.compile("([\\p{L}\\p{M}]+)\\.?[-/. ](?:de )?((?:18|19|20)\\d\\d)");
    private static final int LONGEST = 30;
    private static final int MONTHS = 12;
    private static final int LEAST_MONTHS = 3;

    private Periods() {}

    /** The year of a period and the part of the year before it, such as 2024.25 of 2024-Q2; empty when it is none. */
    public static OptionalDouble of(String text) {
        String period = text.strip();
        if (period.length() > LONGEST) {
            return OptionalDouble.empty();
        }
        String upper = period.toUpperCase(Locale.ROOT);
        Matcher part = PART.matcher(upper);
        if (part.matches()) {
            return of(part.group(1), part.group(3), parts(part.group(2)));
        }
        Matcher first = PART_FIRST.matcher(upper);
        if (first.matches()) {
            return of(first.group(3), first.group(2), parts(first.group(1)));
        }
        Matcher month = MONTH.matcher(period);
        if (month.matches()) {
            return of(month.group(1), month.group(2), MONTHS);
        }
        Matcher monthFirst = MONTH_FIRST.matcher(period);
        if (monthFirst.matches()) {
            return of(monthFirst.group(2), monthFirst.group(1), MONTHS);
        }
        Matcher named = NAMED.matcher(period);
        OptionalInt number = named.matches() ? WrittenDate.month(named.group(1)) : OptionalInt.empty();
        return number.isEmpty() ? OptionalDouble.empty()
                : of(named.group(2), Integer.toString(number.getAsInt()), MONTHS);
    }

    /**
     * Tells whether all texts are months before their years, with a point, as 03.2024: such are numbers as well.
     */
    static boolean areMonthsWithPoint(Collection<String> texts) {
        return texts.size() >= LEAST_MONTHS && texts.stream().allMatch(text -> text.indexOf('.') > 0
                && MONTH_FIRST.matcher(text).matches() && of(text).isPresent());
    }

    private static int parts(String letter) {
        return switch (letter) {
            case "Q", "T" -> 4;
            case "M" -> MONTHS;
            default -> 53;
        };
    }

    private static OptionalDouble of(String year, String number, int parts) {
        int place = Integer.parseInt(number);
        return place < 1 || place > parts ? OptionalDouble.empty()
                : OptionalDouble.of(Integer.parseInt(year) + (place - 1.0) / parts);
    }
}
