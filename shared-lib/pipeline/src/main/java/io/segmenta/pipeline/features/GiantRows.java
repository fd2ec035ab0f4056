package io.segmenta.pipeline.features;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds a few rows with a value of another size than all others: a lost decimal point, a stand-in such as 9999999, one
 * firm among shops. Between such a value and all others lies at least three times their whole range, so that a mean, a
 * scale and the best number of segments would follow that row and not the others. At most one row in a hundred, or two,
 * of a hundred rows and more three, are giants; more are a group. They may lie on both sides of the others.
 */
final class GiantRows {
    private static final double GAP = 3;
    private static final double MOST_SHARE = 0.01;
    private static final int MOST = 2;
    private static final int LEAST_ROWS = 20;
    private static final int MANY_ROWS = 100;
    /** Of a column with fewer different values a rare one is a rare level and no giant. */
    private static final int LEAST_DISTINCT = 5;
    private static final int SAMPLE = 101;

    private GiantRows() {}

    /**
     * The giants.
     *
     * @param rows of the table, ascending
     * @param columns in which they are giants
     */
    record Found(int[] rows, List<String> columns) {
        static final Found NONE = new Found(new int[0], List.of());
    }

    /**
     * Looks at the numbers as they stand in the table, before they are straightened, in O(n d).
     *
     * @param columns names of the columns to look at; those without numbers are passed over
     */
    static Found find(Table table, List<String> columns) {
        BitSet rows = new BitSet();
        List<String> found = new ArrayList<>();
        int most = (int) Math.max(table.rows() < MANY_ROWS ? MOST : MOST + 1, MOST_SHARE * table.rows());
        for (String name : columns) {
            if (table.rows() >= LEAST_ROWS && table.require(name) instanceof NumericColumn column) {
                BitSet giants = giants(column.values(), most);
                if (!giants.isEmpty()) {
                    rows.or(giants);
                    found.add(name);
                }
            }
        }
        return rows.cardinality() > most ? Found.NONE : new Found(rows.stream().toArray(), List.copyOf(found));
    }

    private static BitSet giants(double[] values, int most) {
        BitSet giants = new BitSet();
        while (true) {
            BitSet next = next(values, giants, most - giants.cardinality());
            if (next.isEmpty()) {
                return giants;
            }
            giants.or(next);
        }
    }

    /** The rows beyond the widest possible gap, if it is one and they are few; without those known. */
    private static BitSet next(double[] values, BitSet known, int most) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (!known.get(i) && !Double.isNaN(values[i])) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
        }
        double quarter = (max - min) / (GAP + 1);
        BitSet high = beyond(values, known, min + quarter, true, most);
        if (!high.isEmpty()) {
            return high;
        }
        BitSet low = beyond(values, known, max - quarter, false, most);
        return !low.isEmpty() ? low : bothSides(values, known, (max - min) / (2 * GAP + 1), most);
    }

    /**
     * The rows on both sides of all others, which hide each other from a look at one side: where there are some, all
     * others lie within a seventh of the whole range around any of them.
     *
     * @param reach the widest range that the others can have
     */
    private static BitSet bothSides(double[] values, BitSet known, double reach, int most) {
        double centre = middle(values, known);
        BitSet found = new BitSet();
        int count = 0;
        double below = Double.NEGATIVE_INFINITY;
        double above = Double.POSITIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (known.get(i) || Double.isNaN(value)) {
                continue;
            }
            if (Math.abs(value - centre) > reach) {
                if (++count > most) {
                    return new BitSet();
                }
                found.set(i);
                below = value < centre ? Math.max(below, value) : below;
                above = value > centre ? Math.min(above, value) : above;
            } else {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        boolean away = greatest > least && Math.min(least - below, above - greatest) >= GAP * (greatest - least);
        return away && hasValues(values, found, known) ? found : new BitSet();
    }

    /** The middle of a few values from all over the column: one that is no giant, for those are few. */
    private static double middle(double[] values, BitSet known) {
        double[] some = new double[SAMPLE];
        int count = 0;
        int step = Math.max(1, values.length / SAMPLE);
        for (int i = 0; i < values.length && count < SAMPLE; i += step) {
            if (!known.get(i) && !Double.isNaN(values[i])) {
                some[count++] = values[i];
            }
        }
        Arrays.sort(some, 0, count);
        return count == 0 ? Double.NaN : some[count / 2];
    }

    /** The rows above, or below, a bound, if they stand away from all others and are few; else none. */
    private static BitSet beyond(double[] values, BitSet known, double bound, boolean above, int most) {
        BitSet found = new BitSet();
        double nearest = above ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (known.get(i) || Double.isNaN(value)) {
                continue;
            }
            if (above ? value > bound : value < bound) {
                if (++count > most) {
                    return new BitSet();
                }
                found.set(i);
                nearest = above ? Math.min(nearest, value) : Math.max(nearest, value);
            } else {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        double gap = above ? nearest - greatest : least - nearest;
        boolean away = count > 0 && greatest > least && gap >= GAP * (greatest - least);
        return away && hasValues(values, found, known) ? found : new BitSet();
    }

    private static boolean hasValues(double[] values, BitSet found, BitSet known) {
        TreeSet<Double> distinct = new TreeSet<>();
        for (int i = 0; i < values.length && distinct.size() < LEAST_DISTINCT; i++) {
            if (!found.get(i) && !known.get(i) && !Double.isNaN(values[i])) {
                distinct.add(values[i]);
            }
        }
        return distinct.size() == LEAST_DISTINCT;
    }
}
