package io.segmenta.pipeline.schema;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Numbers and dates that stand for "no value": 99 on a scale from 1 to 5, -9 beside counts, 999 for an age, 9999-12-31.
 * They are known by being such a code and by breaking the scale of all other values, so 99 is a value where 60 is one.
 */
final class Sentinels {
    /** Ranges of the others that a code stands away from them. */
    private static final double FAR = 4;
    private static final int SMALL_SCALE = 11;
    private static final int LEAST_OTHERS = 5;
    private static final int MOST_CODES = 3;
    private static final double LEAST_BIG = 99;
    private static final double LEAST_LONE = 66;
    /** Greater ones, such as -1, are returned goods and steps down as well, unless very many rows have them. */
    private static final double LEAST_RARE = -7;
    private static final double MANY = 0.3;
    private static final int LEAST_OF_SCALE = 4;
    private static final int NINE = 9;
    private static final double LEAST_REPEATED = 997;
    private static final int LEAST_ROWS = 4;
    private static final double CLEAR = 0.5;
    private static final Set<Long> HIGH = Set.of(77L, 88L, 96L, 97L, 98L, 99L, 777L, 888L, 996L, 997L, 998L, 999L,
            7777L,
            8888L, 9997L, 9998L, 9999L, 99_997L, 99_998L, 99_999L, 999_997L, 999_998L, 999_999L, 9_999_999L,
            99_999_999L, 999_999_999L);
    private static final Set<Long> LOW = Set.of(1L, 2L, 3L, 6L, 7L, 8L, 9L, 66L, 77L, 88L, 96L, 97L, 98L, 99L, 666L,
            777L, 888L, 996L, 997L, 998L, 999L, 7777L, 8888L, 9997L, 9998L, 9999L, 99_999L, 999_999L);
    private static final Set<Double> LATE = Set.of(day(9999, 12, 31), day(9999, 1, 1), day(9999, 9, 9),
            day(2999, 12, 31), day(2999, 1, 1), day(3000, 1, 1), day(2099, 12, 31), day(2100, 1, 1), day(2100, 12, 31));
    private static final Set<Double> EARLY = Set.of(day(1, 1, 1), day(1753, 1, 1), day(1899, 12, 30), day(1899, 12, 31),
            day(1900, 1, 1), day(1901, 1, 1), day(1970, 1, 1));
    private static final double YEARS = 5 * 365.25;

    private static final double[] NONE = {};

    private Sentinels() {}

    private static double day(int year, int month, int day) {
        return LocalDate.of(year, month, day).toEpochDay();
    }

    /**
     * The codes among numbers, ascending; empty for nearly every column, at the cost of a look at its range.
     *
     * @param signed whether values below zero mean something, as where goods are returned
     */
    static double[] amongNumbers(double[] values, ResolvedColumn.Range range, boolean signed) {
        if (range.min() < 0 && range.min() > LEAST_RARE && range.min() == Math.rint(range.min())
                && isAlone(values, range.min())) {
            return new double[] {range.min()};
        }
        if (isLoneCode(values, range)) {
            return new double[] {range.min()};
        }
        boolean mayBeLow = !signed && LOW.contains((long) -range.min());
        if (!mayBeLow && !HIGH.contains((long) range.max())) {
            return NONE;
        }
        double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        int[] below = mayBeLow ? ends(sorted, false, range) : new int[1];
        int[] above = ends(sorted, true, range);
        for (int low = below.length - 1; low >= 0; low--) {
            for (int high = above.length - 1; high >= 0; high--) {
                int from = below[low];
                int to = sorted.length - above[high];
                if (low + high > 0 && to - from >= LEAST_OTHERS
                        && Others.of(sorted, from, to).areBroken(sorted, from, to)) {
                    return DoubleStream.concat(Arrays.stream(sorted, 0, from), Arrays.stream(sorted, to, sorted.length))
                            .distinct().toArray();
                }
            }
        }
        return NONE;
    }

    /**
     * Whether a code comes again as the only number below zero and never above it, or where all others are a
     * hundredfold: -88 among sizes of households, 99 among incomes.
     */
    private static boolean isLoneCode(double[] values, ResolvedColumn.Range range) {
        double code = range.min();
        boolean low = code <= -LEAST_LONE && LOW.contains((long) -code);
        if (code != Math.rint(code) || !(low || (code >= LEAST_LONE && HIGH.contains((long) code)))) {
            return false;
        }
        int rows = 0;
        double next = Double.POSITIVE_INFINITY;
        boolean returned = false;
        for (double value : values) {
            rows += value == code ? 1 : 0;
            next = value > code ? Math.min(next, value) : next;
            returned |= value == -code;
        }
        return rows > 1 && !returned && next < Double.POSITIVE_INFINITY
                && (low ? next >= 0 : next >= LEAST_BIG * code);
    }

    /** Whether a small number below zero comes again where all others are far greater: -1 among incomes. */
    private static boolean isAlone(double[] values, double code) {
        int rows = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            rows += value == code ? 1 : 0;
            least = value == code || Double.isNaN(value) ? least : Math.min(least, value);
        }
        return rows > 1 && least < Double.POSITIVE_INFINITY && least >= LEAST_BIG * -code;
    }

    /**
     * Whether a column is answered on a small scale from 0 or 1, but for -1: one alone may be a step down, several are
     * those of a questionnaire.
     */
    static boolean mayBeCoded(ResolvedColumn column) {
        return column.kind() == ResolvedColumn.Kind.NUMBER && column.isWhole() && column.min() == -1
                && column.max() >= LEAST_OF_SCALE && column.max() < SMALL_SCALE && column.distinct() > LEAST_OF_SCALE
                && !NameRules.isMoneyOrCount(NameTokens.of(column.column().name()));
    }

    /**
     * The 9, or the 8 and 9, of a questionnaire that is answered from 0 or 1 to at most 7 without a gap: one column may
     * have such values, several are coded.
     */
    static List<String> codesOfScale(ResolvedColumn column) {
        if (column.kind() != ResolvedColumn.Kind.NUMBER || !column.isWhole() || column.min() < 0 || column.min() > 1
                || column.max() != NINE || column.distinct() < LEAST_OF_SCALE || column.distinct() > NINE
                || NameRules.isMoneyOrCount(NameTokens.of(column.column().name()))) {
            return List.of();
        }
        boolean[] has = new boolean[NINE + 1];
        for (double value : column.numbers()) {
            if (!Double.isNaN(value)) {
                has[(int) value] = true;
            }
        }
        int end = (int) column.min();
        while (end < NINE && has[end]) {
            end++;
        }
        boolean eight = has[NINE - 1] && end < NINE - 1;
        boolean gap = end < NINE - 1 && end - column.min() >= LEAST_OF_SCALE - 1;
        for (int i = end; i < NINE - 1; i++) {
            gap &= !has[i];
        }
        return !gap ? List.of() : eight ? List.of("8", "9") : has[NINE - 1] ? List.of() : List.of("9");
    }

    /** How many rows the first none, one, two ... codes from one end have together. */
    private static int[] ends(double[] sorted, boolean high, ResolvedColumn.Range range) {
        int n = sorted.length;
        int[] rows = new int[MOST_CODES + 1];
        int codes = 0;
        while (codes < MOST_CODES && rows[codes] < n) {
            double code = high ? sorted[n - 1 - rows[codes]] : sorted[rows[codes]];
            if (!isCode(high ? HIGH : LOW, high ? code : -code, range)) {
                break;
            }
            int end = rows[codes];
            while (end < n && (high ? sorted[n - 1 - end] : sorted[end]) == code) {
                end++;
            }
            rows[++codes] = end;
        }
        return Arrays.copyOf(rows, codes + 1);
    }

    private static boolean isCode(Set<Long> codes, double value, ResolvedColumn.Range range) {
        return value == Math.rint(value) && codes.contains((long) value) && (range.whole() || value >= LEAST_BIG);
    }

    /**
     * The values that are no codes.
     *
     * @param small whether they are a scale of few whole numbers
     */
    private record Others(double least, double greatest, boolean small) {
        static Others of(double[] sorted, int from, int to) {
            long distinct = Arrays.stream(sorted, from, to).distinct().limit(SMALL_SCALE + 1L).count();
            return new Others(sorted[from], sorted[to - 1], distinct <= SMALL_SCALE);
        }

        /** Whether all that lies below and above them stands away from them; one below the least is of their scale. */
        boolean areBroken(double[] sorted, int from, int to) {
            boolean below = from == 0 || (least >= 0 && least - sorted[from - 1] >= 2 && (small || from > 1)
                    && (sorted[from - 1] <= LEAST_RARE || from >= MANY * sorted.length));
            boolean above = to == sorted.length
                    || (least >= 0 && sorted[to] - greatest >= FAR * Math.max(1, greatest - least)
                            && (small || sorted.length - to > 1))
                    || isRepeated(sorted, from, to);
            return below && above;
        }

        /** Whether a code of three digits and more comes more often than any value, and well above all of them. */
        private boolean isRepeated(double[] sorted, int from, int to) {
            int rows = sorted.length - to;
            if (small || least < 0 || sorted[to] < LEAST_REPEATED || rows < LEAST_ROWS
                    || sorted[to] - greatest < CLEAR * (greatest - least)) {
                return false;
            }
            int most = 1;
            int run = 1;
            for (int i = from + 1; i < to; i++) {
                run = sorted[i] == sorted[i - 1] ? run + 1 : 1;
                most = Math.max(most, run);
            }
            return rows > most;
        }
    }

    /** The dates, in days since 1970, that stand for none: far from all others, and such as programs write. */
    static double[] amongDates(double[] days, ResolvedColumn.Range range) {
        TreeSet<Double> codes = new TreeSet<>();
        if (LATE.contains(range.max()) && isFar(days, range.max())) {
            codes.add(range.max());
        }
        if (EARLY.contains(range.min()) && isFar(days, range.min())) {
            codes.add(range.min());
        }
        return codes.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static boolean isFar(double[] days, double code) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double day : days) {
            if (day != code && !LATE.contains(day) && !EARLY.contains(day)) {
                least = Math.min(least, day);
                greatest = Math.max(greatest, day);
            }
        }
        double gap = code < least ? least - code : code - greatest;
        return least <= greatest && gap > YEARS && gap > greatest - least;
    }

    /** What a person should know of codes among numbers. */
    static String note(double[] codes, ResolvedColumn.Range others) {
        String texts = Arrays.stream(codes).mapToObj(Sentinels::text).collect(Collectors.joining(" and "));
        return String.format(Locale.ROOT, "%s far from all other values, %s to %s, as codes for no answer do; set "
                + "read.missing if they are values", texts + (codes.length == 1 ? " stands" : " stand"),
                text(others.min()), text(others.max()));
    }

    private static String text(double value) {
        return RawColumn.text(value, value == Math.rint(value) ? 0 : RawColumn.SHORTEST);
    }
}
