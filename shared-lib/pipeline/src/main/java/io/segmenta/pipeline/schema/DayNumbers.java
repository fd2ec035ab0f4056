package io.segmenta.pipeline.schema;

import io.segmenta.model.data.Values;
import java.time.LocalDate;
import java.util.Locale;

/** Dates as a spreadsheet keeps them, days since 1899-12-30, where it was not told to show them as dates. */
final class DayNumbers {
    /** October 1954; years and most counts are less. */
    private static final int LEAST = 20_000;
    /** March 1908, for dates of birth. */
    private static final int LEAST_OF_BIRTH = 3_000;
    /** April 2064. */
    private static final int MOST = 60_000;

    private DayNumbers() {}

    /** Whether numbers in that range may all be days, in a column that is said to hold dates. */
    static boolean are(ResolvedColumn.Range range, NameTokens name) {
        return range.present() > 0 && range.whole() && range.min() >= least(name) && range.max() <= MOST;
    }

    /** Whether a text is such a number. */
    static boolean is(String text, NameTokens name) {
        if (text.length() < 4 || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int number = Integer.parseInt(text);
        return number >= least(name) && number <= MOST;
    }

    private static int least(NameTokens name) {
        return NameRules.isBirth(name) ? LEAST_OF_BIRTH : LEAST;
    }

    static String note(double example) {
        return String.format(Locale.ROOT, "days counted as in a spreadsheet, %.0f is %s", example,
                LocalDate.ofEpochDay((long) Values.dayNumber(example)));
    }
}
