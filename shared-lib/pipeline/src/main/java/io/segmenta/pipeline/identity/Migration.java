package io.segmenta.pipeline.identity;

import io.segmenta.model.data.NumericColumn;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How customers moved between segments, and by what: a customer's own change or the new model. Classes are lasting
 * segments; a, b, c and d are the classes that the earlier model answers for the earlier row, the earlier for the new
 * row, the new for the earlier row and the new for the new row of a customer of both files. The two changes are given
 * their Shapley values (L. S. Shapley, A value for n-person games, 1953), so that no order is favoured, in halves of a
 * customer and quarters of the smallest unit of money, so that all sums are of whole numbers and exact:
 *
 * <pre>
 * 2 (after - before) = 2 (joined - left) + customer + model
 * 4 (value after - before) = 4 (value joined - left) + value by customer + by model + by spending
 * </pre>
 */
final class Migration {
    /** Smallest units of money in one of its units. */
    private static final int CENTS = 100;

    final int classes;
    /** Of customers; by cause in halves of one. */
    final Sums customers;
    final Optional<Value> value;
    /** By {@code from * classes + to}. */
    final SortedMap<Integer, Flow> flows = new TreeMap<>();
    /** Customers who stayed, though the earlier model would have moved them. */
    long masked;

    /** Of each class what it was and is, what is only in the one file, and what has a cause, in finer units. */
    static final class Sums {
        final long[] before;
        final long[] after;
        final long[] joined;
        final long[] left;
        final long[] byCustomer;
        final long[] byModel;

        Sums(int classes) {
            before = new long[classes];
            after = new long[classes];
            joined = new long[classes];
            left = new long[classes];
            byCustomer = new long[classes];
            byModel = new long[classes];
        }

        private void stay(int a, long was, int d, long now) {
            before[a] += was;
            after[d] += now;
        }

        private void join(int d, long now) {
            after[d] += now;
            joined[d] += now;
        }

        private void leave(int a, long was) {
            before[a] += was;
            left[a] += was;
        }

        private void share(int a, int b, int c, int d, long times) {
            swap(byCustomer, a, b, c, d, times);
            swap(byModel, a, c, b, d, times);
        }

        /** Adds {@code ([second = s] - [first = s]) + ([fourth = s] - [third = s])}, so many times. */
        private static void swap(long[] sums, int first, int second, int third, int fourth, long times) {
            sums[second] += times;
            sums[first] -= times;
            sums[fourth] += times;
            sums[third] -= times;
        }
    }

    /**
     * Sums in the smallest unit of money, and what customers spend more or less; what has a cause in quarters of it.
     */
    record Value(Spent spent, Sums sums, long[] bySpending) {
        private void both(int a, int b, int c, int d, int old, int row) {
            long was = spent.before(old);
            long now = spent.now(row);
            sums.stay(a, was, d, now);
            sums.share(a, b, c, d, was + now);
            bySpending[a] += 2 * (now - was);
            bySpending[d] += 2 * (now - was);
        }
    }

    /** Customers who were in one class and are in another, or the same; {@code value} is theirs now. */
    static final class Flow {
        long customers;
        long value;
        long byCustomer;
        long byModel;
        long byBoth;
        /** Of {@code value} what the customers are worth whom the model moved. */
        long valueByModel;
    }

    /**
     * The four classes of each customer of both files, and of the others the one that is known.
     *
     * @param a per earlier row
     * @param c per earlier row
     * @param b per new row
     * @param d per new row
     */
    record Classes(int count, int[] a, int[] c, int[] b, int[] d) {
        /** By what a customer moved whose class is another one. */
        Cause cause(int row, int old) {
            if (b[row] == d[row] && c[old] == a[old]) {
                return Cause.CUSTOMER;
            }
            return c[old] == d[row] && b[row] == a[old] ? Cause.MODEL : Cause.BOTH;
        }
    }

    /** What moves a customer to another segment. */
    enum Cause {
        /** The earlier model alone would have moved the customer, and the new one has the earlier row where it was. */
        CUSTOMER,
        /** The new model alone moved the customer: the earlier one has the new row where the customer was. */
        MODEL,
        /** Neither alone. */
        BOTH;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Migration(int classes, Optional<Spent> spent) {
        this.classes = classes;
        this.customers = new Sums(classes);
        this.value = spent.map(money -> new Value(money, new Sums(classes), new long[classes]));
    }

    /**
     * Counts. Time O(rows).
     *
     * @param spent what customers spent, in the earlier and in the new file; missing is nothing
     */
    static Migration of(Classes classes, Customers customers, Optional<Spent> spent) {
        Migration migration = new Migration(classes.count(), spent);
        boolean[] stayed = new boolean[classes.a().length];
        for (int row = 0; row < classes.d().length; row++) {
            int old = customers.before()[row];
            if (old >= 0) {
                stayed[old] = true;
                migration.both(classes, row, old);
            } else if (customers.knownNow().get(row)) {
                migration.joined(classes.d()[row], row);
            }
        }
        for (int old = 0; old < stayed.length; old++) {
            if (!stayed[old] && customers.knownBefore().get(old)) {
                migration.left(classes.a()[old], old);
            }
        }
        return migration;
    }

    /** What customers spent, by row. */
    record Spent(NumericColumn before, NumericColumn now) {
        private static long cents(NumericColumn column, int row) {
            double value = column.value(row);
            return Double.isNaN(value) ? 0 : Math.round(value * CENTS);
        }

        long before(int row) {
            return cents(before, row);
        }

        long now(int row) {
            return cents(now, row);
        }
    }

    private void both(Classes of, int row, int old) {
        int a = of.a()[old];
        int b = of.b()[row];
        int c = of.c()[old];
        int d = of.d()[row];
        customers.stay(a, 1, d, 1);
        customers.share(a, b, c, d, 1);
        value.ifPresent(money -> money.both(a, b, c, d, old, row));
        Flow flow = flows.computeIfAbsent(a * classes + d, _ -> new Flow());
        flow.customers++;
        long now = value.map(money -> money.spent().now(row)).orElse(0L);
        flow.value += now;
        if (a == d) {
            masked += b == a ? 0 : 1;
        } else {
            switch (of.cause(row, old)) {
                case CUSTOMER -> flow.byCustomer++;
                case MODEL -> {
                    flow.byModel++;
                    flow.valueByModel += now;
                }
                case BOTH -> flow.byBoth++;
            }
        }
    }

    private void joined(int d, int row) {
        customers.join(d, 1);
        value.ifPresent(money -> money.sums().join(d, money.spent().now(row)));
    }

    private void left(int a, int old) {
        customers.leave(a, 1);
        value.ifPresent(money -> money.sums().leave(a, money.spent().before(old)));
    }
}
