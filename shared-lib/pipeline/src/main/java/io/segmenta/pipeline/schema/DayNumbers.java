package io.segmenta.pipeline.schema;

import io.segmenta.model.data.Values;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates that stand as plain numbers: as a spreadsheet keeps them, days since 1899-12-30, where it was not told to show
 * them as dates, and as programs keep times, seconds to nanoseconds since 1970.
 */
final class DayNumbers {
    /** October 1954; years and most counts are less. */
    private static final int LEAST = 20_000;
    /** March 1908, for dates of birth. */
    private static final int LEAST_OF_BIRTH = 3_000;
    /** April 2064. */
    private static final int MOST = 60_000;

    /** January 1990. */
    private static final double LEAST_UNIX = 631_152_000;
    /** January 2100. */
    private static final double MOST_UNIX = 4_102_444_800.0;
    /** January 2000; whole minutes need no name that says date from then on. */
    private static final double LEAST_MINUTES = 946_684_800;
    private static final int SECONDS_OF_A_MINUTE = 60;
    /** Different times that are all whole minutes. */
    private static final int ENOUGH = 20;
    /** Digits of a time from 2001 on. */
    private static final int MICROSECONDS = 16;
    private static final int NANOSECONDS = 19;

    private DayNumbers() {}

    /**
     * The unit in which numbers count from 1970, if they may all be times and are said to be; otherwise they must be
     * many whole minutes of this century.
     *
     * @param named whether the name of the column, or the user, says date or time
     * @return {@link Values#UNIX_SECONDS} or {@link Values#UNIX_MILLISECONDS}
     */
    static Optional<String> unix(double[] values, boolean named) {
        double first = Double.NaN;
        for (int i = 0; i < values.length && Double.isNaN(first); i++) {
            first = values[i];
        }
        double unit = isTime(first) ? 1 : isTime(first / 1000) ? 1000 : 0;
        if (unit == 0) {
            return Optional.empty();
        }
        boolean minutes = !named;
        double before = first;
        int changes = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                continue;
            }
            if (!isTime(value / unit)) {
                return Optional.empty();
            }
            minutes &= value / unit % SECONDS_OF_A_MINUTE == 0 && value / unit >= LEAST_MINUTES;
            changes += value != before ? 1 : 0;
            before = value;
        }
        boolean unmistakable = minutes && changes >= ENOUGH;
        return named || unmistakable
                ? Optional.of(unit == 1 ? Values.UNIX_SECONDS : Values.UNIX_MILLISECONDS)
                : Optional.empty();
    }

    private static boolean isTime(double seconds) {
        return seconds >= LEAST_UNIX && seconds <= MOST_UNIX;
    }

    /**
     * The unit in which texts count from 1970 that have more digits than a number keeps: microseconds have sixteen and
     * nanoseconds nineteen. So have numbers of cards and the keys of databases; the name must say that they are times.
     *
     * @param texts without those that mean no value
     * @return {@link Values#UNIX_MICROSECONDS} or {@link Values#UNIX_NANOSECONDS}
     */
    static Optional<String> unix(List<String> texts) {
        String unit = texts.isEmpty() ? ""
                : texts.getFirst().length() == MICROSECONDS ? Values.UNIX_MICROSECONDS
                        : Values.UNIX_NANOSECONDS;
        for (String text : texts) {
            boolean digits = (text.length() == MICROSECONDS || text.length() == NANOSECONDS)
                    && text.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || !isTime(Double.parseDouble(text) / Values.unitsOfASecond(unit))) {
                return Optional.empty();
            }
        }
        return Optional.of(unit).filter(found -> !found.isEmpty());
    }

    static String unixNote(String unit, double days) {
        return String.format(Locale.ROOT, "%s since 1970, the earliest of %s", unit.substring(unit.indexOf(' ') + 1),
                LocalDate.ofEpochDay((long) days));
    }

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
