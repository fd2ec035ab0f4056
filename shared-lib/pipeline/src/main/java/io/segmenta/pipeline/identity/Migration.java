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
    final Customer customers;
    final Optional<Value> value;
    /** By {@code from * classes + to}. */
    final SortedMap<Integer, Flow> flows = new TreeMap<>();
    /** Customers who stayed, though the earlier model would have moved them. */
    long masked;

    /** Of each class: customers before and after, those only in the one file, and halves of a customer by cause. */
    static final class Customer {
        final long[] before;
        final long[] after;
        final long[] joined;
        final long[] left;
        final long[] byCustomer;
        final long[] byModel;

        Customer(int classes) {
            before = new long[classes];
            after = new long[classes];
            joined = new long[classes];
            left = new long[classes];
            byCustomer = new long[classes];
            byModel = new long[classes];
        }
    }

    /** The same in the smallest unit of money; what has a cause in quarters of it. */
    static final class Value {
        final String column;
        final long[] before;
        final long[] after;
        final long[] joined;
        final long[] left;
        final long[] byCustomer;
        final long[] byModel;
        final long[] bySpending;

        Value(String column, int classes) {
            this.column = column;
            before = new long[classes];
            after = new long[classes];
            joined = new long[classes];
            left = new long[classes];
            byCustomer = new long[classes];
            byModel = new long[classes];
            bySpending = new long[classes];
        }
    }

    /** Customers who were in one class and are in another, or the same; {@code value} is theirs now. */
    static final class Flow {
        long customers;
        long value;
        long byCustomer;
        long byModel;
        long byBoth;
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

    private Migration(int classes, Optional<Value> value) {
        this.classes = classes;
        this.customers = new Customer(classes);
        this.value = value;
    }

    /**
     * Counts. Time O(rows).
     *
     * @param spent what customers spent, in the earlier and in the new file; missing is nothing
     */
    static Migration of(Classes classes, Customers customers, Optional<Spent> spent) {
        Migration migration = new Migration(classes.count(),
                spent.map(money -> new Value(money.now().name(), classes.count())));
        boolean[] stayed = new boolean[classes.a().length];
        for (int row = 0; row < classes.d().length; row++) {
            int old = customers.before()[row];
            if (old >= 0) {
                stayed[old] = true;
                migration.both(classes, row, old, spent);
            } else if (customers.knownNow().get(row)) {
                migration.joined(classes.d()[row], spent, row);
            }
        }
        for (int old = 0; old < stayed.length; old++) {
            if (!stayed[old] && customers.knownBefore().get(old)) {
                migration.left(classes.a()[old], spent, old);
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

    private Flow flow(int from, int to) {
        return flows.computeIfAbsent(from * classes + to, _ -> new Flow());
    }

    private void both(Classes of, int row, int old, Optional<Spent> spent) {
        int a = of.a()[old];
        int b = of.b()[row];
        int c = of.c()[old];
        int d = of.d()[row];
        customers.before[a]++;
        customers.after[d]++;
        swap(customers.byCustomer, a, b, c, d, 1);
        swap(customers.byModel, a, c, b, d, 1);
        long now = spent.map(money -> money.now(row)).orElse(0L);
        value.ifPresent(money -> {
            long was = spent.orElseThrow().before(old);
            money.before[a] += was;
            money.after[d] += now;
            swap(money.byCustomer, a, b, c, d, was + now);
            swap(money.byModel, a, c, b, d, was + now);
            money.bySpending[a] += 2 * (now - was);
            money.bySpending[d] += 2 * (now - was);
        });
        Flow flow = flow(a, d);
        flow.customers++;
        flow.value += now;
        if (a == d) {
            masked += b == a ? 0 : 1;
        } else {
            switch (of.cause(row, old)) {
                case CUSTOMER -> flow.byCustomer++;
                case MODEL -> flow.byModel++;
                case BOTH -> flow.byBoth++;
            }
        }
    }

    /** Adds {@code ([second = s] - [first = s]) + ([fourth = s] - [third = s])}, so many times. */
    private static void swap(long[] sums, int first, int second, int third, int fourth, long times) {
        sums[second] += times;
        sums[first] -= times;
        sums[fourth] += times;
        sums[third] -= times;
    }

    private void joined(int d, Optional<Spent> spent, int row) {
        customers.after[d]++;
        customers.joined[d]++;
        value.ifPresent(money -> {
            long now = spent.orElseThrow().now(row);
            money.after[d] += now;
            money.joined[d] += now;
        });
    }

    private void left(int a, Optional<Spent> spent, int old) {
        customers.before[a]++;
        customers.left[a]++;
        value.ifPresent(money -> {
            long was = spent.orElseThrow().before(old);
            money.before[a] += was;
            money.left[a] += was;
        });
    }
}
