package io.segmenta.pipeline.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The conditions that a search may use, each with the rows that meet it: a bit for each row of the segment, and a bit
 * for each of the others.
 */
final class Literals {
    /** Levels of a column that conditions name, the most frequent ones of the segment. */
    private static final int MOST_LEVELS = 32;
    /** Values of the segment, and of the others, that bounds are placed by. */
    private static final int MOST_PLACED = 2_000;

    private final int[] members;
    private final int[] others;
    private final List<Literal> all = new ArrayList<>();

    /**
     * A condition and who meets it.
     *
     * @param condition on one column
     * @param members one bit per row of the segment
     * @param others one bit per row of the others
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Literal(Condition condition, long[] members, long[] others) {
        /** How well the condition alone, or its opposite, tells the segment from the others, in [0, 1]. */
        double power(int memberRows, int otherRows) {
            return Math.abs((double) count(members) / Math.max(1, memberRows)
                    - (double) count(others) / Math.max(1, otherRows));
        }
    }

    /** @param members rows of the segment; others: rows of the others */
    Literals(int[] members, int[] others) {
        this.members = members;
        this.others = others;
    }

    /** Returns the conditions on a column. */
    List<Literal> of(RuleColumn column) {
        all.clear();
        switch (column) {
            case RuleColumn.Numbers numbers when numbers.named() -> addNames(numbers);
            case RuleColumn.Numbers numbers -> addBounds(numbers);
            case RuleColumn.Levels levels -> addLevels(levels);
        }
        return List.copyOf(all);
    }

    private void addBounds(RuleColumn.Numbers column) {
        double[] inside = filled(column, members);
        double[] outside = filled(column, others);
        double[] bounds = Arrays.stream(Thresholds.of(some(inside), some(outside), column.whole()))
                .filter(column::isTellable).toArray();
        if (bounds.length == 0) {
            return;
        }
        long[][] membersAtLeast = atLeast(inside, bounds);
        long[][] othersAtLeast = atLeast(outside, bounds);
        long[] knownMembers = known(inside);
        long[] knownOthers = known(outside);
        for (int b = 0; b < bounds.length; b++) {
            all.add(new Literal(column.atLeast(bounds[b]), membersAtLeast[b], othersAtLeast[b]));
            all.add(new Literal(column.below(bounds[b]), without(knownMembers, membersAtLeast[b]),
                    without(knownOthers, othersAtLeast[b])));
        }
    }

    /** The values of rows, NaN for gaps that stay. */
    private static double[] filled(RuleColumn.Numbers column, int[] rows) {
        double[] values = new double[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.filled(rows[i]);
        }
        return values;
    }

    /** Values from all over, enough of them to place bounds by. */
    private static double[] some(double[] values) {
        int step = Math.ceilDiv(Math.max(1, values.length), MOST_PLACED);
        double[] some = new double[values.length / step + 1];
        int count = 0;
        for (int i = 0; i < values.length; i += step) {
            if (!Double.isNaN(values[i])) {
                some[count++] = values[i];
            }
        }
        return Arrays.copyOf(some, count);
    }

    private static long[] known(double[] values) {
        long[] bits = new long[words(values.length)];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                set(bits, i);
            }
        }
        return bits;
    }

    /** Marks each row at the greatest bound it reaches, then at all lower ones. */
    private static long[][] atLeast(double[] values, double[] bounds) {
        long[][] bits = new long[bounds.length][words(values.length)];
        for (int i = 0; i < values.length; i++) {
            int reached = -1;
            // NaN reaches none.
            for (int half = Integer.highestOneBit(bounds.length); half > 0; half /= 2) {
                int next = reached + half;
                reached = next < bounds.length && values[i] >= bounds[next] ? next : reached;
            }
            if (reached >= 0) {
                set(bits[reached], i);
            }
        }
        for (int b = bounds.length - 2; b >= 0; b--) {
            for (int w = 0; w < bits[b].length; w++) {
                bits[b][w] |= bits[b + 1][w];
            }
        }
        return bits;
    }

    private void addNames(RuleColumn.Numbers column) {
        double[] names = Arrays.stream(filled(column, members)).filter(name -> !Double.isNaN(name)).distinct().sorted()
                .limit(MOST_LEVELS).toArray();
        for (double name : names) {
            add(column, column.is(name));
            if (names.length > 2) {
                add(column, column.isNot(name));
            }
        }
        // What the segment has none of sets it apart by being different.
        Arrays.stream(filled(column, others)).distinct().sorted()
                .filter(name -> !Double.isNaN(name) && Arrays.binarySearch(names, name) < 0).limit(MOST_LEVELS)
                .forEach(name -> add(column, column.isNot(name)));
    }

    private void addLevels(RuleColumn.Levels column) {
        int[] frequent = frequent(column);
        for (int level : frequent) {
            add(column, column.is(level));
            if (!column.truths()) {
                add(column, column.isNot(level));
            }
        }
        if (column.fill() < 0) {
            add(column, column.isMissing());
        }
    }

    /** The levels with most rows, whichever segment they are of, that databases can hold. */
    private int[] frequent(RuleColumn.Levels column) {
        long[] counts = new long[column.levels().size()];
        count(column, members, others.length + 1L, counts);
        count(column, others, members.length + 1L, counts);
        return IntStream.range(0, counts.length).boxed()
                .filter(level -> counts[level] > 0 && SqlDialect.isText(column.levels().get(level)))
                .sorted(Comparator.comparingLong((Integer level) -> -counts[level]))
                .limit(MOST_LEVELS).mapToInt(level -> level).toArray();
    }

    private static void count(RuleColumn.Levels column, int[] rows, long weight, long[] counts) {
        for (int row : rows) {
            int code = column.codes()[row];
            if (code >= 0) {
                counts[code] += weight;
            }
        }
    }

    private void add(RuleColumn column, Condition condition) {
        all.add(new Literal(condition, met(column, condition, members), met(column, condition, others)));
    }

    private static long[] met(RuleColumn column, Condition condition, int[] rows) {
        long[] bits = new long[words(rows.length)];
        boolean[] one = new boolean[1];
        for (int i = 0; i < rows.length; i++) {
            one[0] = true;
            column.filter(condition, rows[i], one);
            if (one[0]) {
                set(bits, i);
            }
        }
        return bits;
    }

    static int words(int rows) {
        return (rows + Long.SIZE - 1) / Long.SIZE;
    }

    static void set(long[] bits, int place) {
        bits[place / Long.SIZE] |= 1L << place;
    }

    static long[] without(long[] bits, long[] taken) {
        long[] rest = new long[bits.length];
        for (int w = 0; w < rest.length; w++) {
            rest[w] = bits[w] & ~taken[w];
        }
        return rest;
    }

    static long[] both(long[] a, long[] b) {
        long[] both = new long[a.length];
        for (int w = 0; w < both.length; w++) {
            both[w] = a[w] & b[w];
        }
        return both;
    }

    static int count(long[] bits) {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }

    static int countBoth(long[] a, long[] b) {
        int count = 0;
        for (int w = 0; w < a.length; w++) {
            count += Long.bitCount(a[w] & b[w]);
        }
        return count;
    }
}
