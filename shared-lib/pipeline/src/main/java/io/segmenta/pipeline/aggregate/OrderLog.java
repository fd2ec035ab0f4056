package io.segmenta.pipeline.aggregate;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.schema.OrderWords.Outcome;
import io.segmenta.pipeline.schema.OrderWords;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table of order lines, and the customers it tells of. A line belongs to a customer and a day; it is worth quantity
 * times price, or its amount. Lines without a customer are left out, and so are lines that were not paid by what a
 * column of the status says. Lines of cancelled orders (a C before the digits of which the other order numbers are
 * made), refunded lines and lines worth nothing or less are returns, not purchases, and count only in the share of
 * returns. A customer without a purchase is no customer. Days are counted back from the newest line of the file.
 */
final class OrderLog {
    private static final double CENT = 0.005;

    private final Table table;
    private final Parts parts;
    private final Keys customer;
    private final NumericColumn date;
    private final Keys order;
    private final OrderMoney money;
    private final @Nullable Keys product;
    /** Which texts of order numbers say that the order was cancelled. */
    private final BitSet cancelled;

    /**
     * The columns of a log of orders.
     *
     * @param personal what data of persons the customer's column holds; null when it holds none
     * @param further lines whose first cells are blank because they go on with the order above
     */
    record Parts(Column customer, @Nullable String personal, NumericColumn date, @Nullable Column order,
            OrderMoney money, @Nullable Column product, List<OrderStatus> statuses, int further) {}

    OrderLog(Table table, Parts parts) {
        this.table = table;
        this.parts = parts;
        this.customer = Keys.of(parts.customer());
        this.date = parts.date();
        // Without numbers the purchases of a day are one order.
        Keys days = Keys.of(parts.date());
        this.order = parts.order() == null ? days : Keys.of(parts.order()).or(days);
        this.money = parts.money();
        this.product = parts.product() == null ? null : products(parts.product());
        this.cancelled = parts.order() instanceof TextColumn numbers ? cancelled(numbers.levels()) : new BitSet();
    }

    private static BitSet cancelled(List<String> orders) {
        BitSet cancelled = new BitSet();
        int plain = 0;
        for (int code = 0; code < orders.size(); code++) {
            String digits = orders.get(code);
            if (digits.length() > 1 && digits.charAt(0) == 'C') {
                digits = digits.substring(1);
                cancelled.set(code);
            }
            if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                cancelled.clear(code);
            } else if (!cancelled.get(code)) {
                plain++;
            }
        }
        // Where most order numbers begin so it is how they are written.
        return cancelled.cardinality() <= plain ? cancelled : new BitSet();
    }

    /** The products by number, -1 where the text says that there is none. */
    private static Keys products(Column column) {
        Keys keys = Keys.of(column);
        BitSet nothing = new BitSet();
        if (column instanceof TextColumn text) {
            for (int code = 0; code < text.levels().size(); code++) {
                nothing.set(code, OrderWords.isNothing(text.levels().get(code)));
            }
        }
        if (nothing.isEmpty()) {
            return keys;
        }
        int[] codes = keys.codes().clone();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codes[i] >= 0 && nothing.get(codes[i]) ? -1 : codes[i];
        }
        return new Keys(codes, keys.count());
    }

    private double worth(int row) {
        NumericColumn amount = money.amount();
        return amount != null ? amount.value(row)
                : Check.notNull(money.quantity(), "quantity").value(row)
                        * Check.notNull(money.price(), "price").value(row);
    }

    /** What is gathered of one customer. */
    private static final class Customer {
        private final int firstRow;
        private double first = Double.POSITIVE_INFINITY;
        private double last = Double.NEGATIVE_INFINITY;
        private double spent;
        private double items;
        private double returned;
        private int orders;
        private int products;

        Customer(int firstRow) {
            this.firstRow = firstRow;
        }
    }

    /** What is counted over all lines. */
    private static final class Tally {
        private int nobody;
        private int unpaid;
        private int returns;
        private int purchases;
        private int refunds;
        private double refunded;
    }

    Shaping.Shaped customers(List<String> notes) {
        Customer[] customers = new Customer[customer.count()];
        List<Customer> inOrder = new ArrayList<>();
        Tally tally = new Tally();
        Pairs orders = new Pairs();
        Pairs products = new Pairs();
        BitSet counted = new BitSet();
        BitSet refunded = new BitSet();
        double newest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < table.rows(); i++) {
            if (!date.isMissing(i)) {
                newest = Math.max(newest, date.value(i));
            }
            double worth = worth(i);
            int number = order.codes()[i];
            boolean goesOn = money.amount() != null && parts.order() != null && number >= 0 && counted.get(number)
                    && (money.amountOfOrder() || Double.isNaN(worth));
            worth = goesOn ? 0 : worth;
            int code = customer.codes()[i];
            if (code < 0 || date.isMissing(i) || Double.isNaN(worth)) {
                tally.nobody++;
                continue;
            }
            Outcome outcome = parts.statuses().isEmpty() ? Outcome.PAID : OrderStatus.of(parts.statuses(), i, worth);
            if (number >= 0) {
                counted.set(number);
            }
            if (outcome != Outcome.PAID && outcome != Outcome.REFUNDED) {
                tally.unpaid++;
                continue;
            }
            Customer of = customers[code];
            if (of == null) {
                of = new Customer(i);
                customers[code] = of;
                inOrder.add(of);
            }
            double back = outcome == Outcome.REFUNDED ? 0 : refund(i, refunded);
            NumericColumn quantity = money.quantity();
            boolean whole = back > 0 && money.amount() != null && back >= worth - CENT;
            if (outcome == Outcome.REFUNDED || whole || isCancelled(number) || (worth <= 0 && !goesOn)
                    || (quantity != null && quantity.value(i) <= 0)) {
                tally.returns++;
                of.returned += Math.abs(worth);
                continue;
            }
            if (back > 0) {
                tally.refunds++;
                tally.refunded += back;
                of.returned += back;
            }
            tally.purchases++;
            of.spent += worth - back;
            of.items += quantity == null || quantity.isMissing(i) ? 1 : quantity.value(i);
            of.first = Math.min(of.first, date.value(i));
            of.last = Math.max(of.last, date.value(i));
            of.orders += isNew(orders, code, number) ? 1 : 0;
            if (product != null) {
                of.products += product.codes()[i] >= 0 && isNew(products, code, product.codes()[i]) ? 1 : 0;
            }
        }
        inOrder.removeIf(c -> c.orders == 0);
        return table(inOrder, newest, notes(notes, tally, inOrder));
    }

    private static boolean isNew(Pairs pairs, int customer, int other) {
        int size = pairs.size();
        return pairs.number(Pairs.of(customer, other)) == size;
    }

    /** What was given back of a line, or on the first line of an order of the order. */
    private double refund(int row, BitSet refunded) {
        NumericColumn refund = money.refund();
        if (refund == null || refund.isMissing(row) || refund.value(row) == 0) {
            return 0;
        }
        int number = order.codes()[row];
        if (money.refundOfOrder() && number >= 0) {
            if (refunded.get(number)) {
                return 0;
            }
            refunded.set(number);
        }
        return Math.abs(refund.value(row));
    }

    private boolean isCancelled(int number) {
        return number >= 0 && cancelled.get(number);
    }

    private List<String> notes(List<String> notes, Tally tally, List<Customer> customers) {
        double revenue = customers.stream().mapToDouble(c -> c.spent).sum();
        notes.add(String.format(Locale.ROOT,
                "an order log: %,d lines became %,d customers with purchases worth %,.2f (orders.mode: off keeps the "
                        + "lines)",
                table.rows(), customers.size(), revenue));
        notes.add(String.format(Locale.ROOT,
                "%,d lines are purchases, %,d returns or worth nothing, %,d have no customer, date or value%s",
                tally.purchases, tally.returns, tally.nobody,
                tally.unpaid == 0 ? "" : String.format(Locale.ROOT, ", %,d were not paid", tally.unpaid)));
        notes.add(columns());
        parts.statuses().forEach(status -> notes.addAll(status.sentences()));
        if (tally.refunds > 0) {
            notes.add(String.format(Locale.ROOT, "\"%s\" takes %,.2f off %,d purchases",
                    Check.notNull(money.refund(), "refund").name(), tally.refunded, tally.refunds));
        }
        if (parts.further() > 0) {
            notes.add(String.format(Locale.ROOT,
                    "%,d lines without a date go on with the order above, and have its customer and date",
                    parts.further()));
        }
        if (parts.personal() != null) {
            notes.add(String.format(Locale.ROOT,
                    "\"%s\" is personal data (%s): a customer is named by %s instead (columns.roles: {%s: identifier} "
                            + "keeps it)",
                    parts.customer().name(), parts.personal(),
                    parts.order() == null ? "the row of the first line" : "the first order", parts.customer().name()));
        }
        return notes;
    }

    /** Which columns were taken for what. */
    private String columns() {
        NumericColumn amount = money.amount();
        String worth = amount == null ? "\"" + Check.notNull(money.quantity(), "quantity").name() + "\" times \""
                + Check.notNull(money.price(), "price").name() + "\""
                : "\"" + amount.name() + "\"" + (money.amountOfOrder() ? ", once for each order" : "");
        return "the customer is \"" + parts.customer().name() + "\", the order "
                + (parts.order() == null ? "all of a day" : "\"" + parts.order().name() + "\"") + ", the date \""
                + date.name() + "\", the value " + worth
                + (money.left().isEmpty() ? "" : "; not counted: " + String.join(", ", money.left()))
                + " (settings under orders name others)";
    }

    private Shaping.Shaped table(List<Customer> customers, double newest, List<String> notes) {
        if (customers.isEmpty()) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "%s: no line is a purchase by a known customer%s",
                    table.source(), parts.statuses().stream().flatMap(status -> status.sentences().stream())
                            .map("; "::concat).reduce("", String::concat));
        }
        int[] rows = customers.stream().mapToInt(c -> c.firstRow).toArray();
        List<Column> columns = new ArrayList<>();
        List<ColumnSchema> schemas = new ArrayList<>();
        identify(columns, schemas, rows);
        add(columns, schemas, "recency_days", "days from the last purchase to the newest line",
                customers.stream().mapToDouble(c -> newest - c.last).toArray());
        add(columns, schemas, "frequency", "number of orders",
                customers.stream().mapToDouble(c -> c.orders).toArray());
        add(columns, schemas, "monetary", "sum of all purchases",
                customers.stream().mapToDouble(c -> c.spent).toArray());
        add(columns, schemas, "tenure_days", "days from the first purchase to the newest line",
                customers.stream().mapToDouble(c -> newest - c.first).toArray());
        add(columns, schemas, "basket_value", "purchases per order",
                customers.stream().mapToDouble(c -> c.spent / c.orders).toArray());
        if (money.quantity() != null) {
            add(columns, schemas, "basket_items", "items per order",
                    customers.stream().mapToDouble(c -> c.items / c.orders).toArray());
        }
        if (product != null) {
            add(columns, schemas, "products", "number of different products",
                    customers.stream().mapToDouble(c -> c.products).toArray());
        }
        add(columns, schemas, "return_share", "value of returns as a share of purchases and returns",
                customers.stream().mapToDouble(c -> c.returned / (c.spent + c.returned)).toArray());
        return new Shaping.Shaped(new Table(table.source(), columns), new Schema(schemas), notes);
    }

    /** What customers are called: by their column, or where that is data of persons by what they came with first. */
    private void identify(List<Column> columns, List<ColumnSchema> schemas, int[] rows) {
        String personal = parts.personal();
        Column named = parts.customer().selectRows(rows);
        if (personal == null) {
            columns.add(named);
            schemas.add(ColumnSchema.of(named.name(), Role.IDENTIFIER, "the customer of an order log"));
            return;
        }
        Column numbers = parts.order();
        if (numbers == null) {
            double[] first = new double[rows.length];
            for (int i = 0; i < first.length; i++) {
                first[i] = rows[i] + 1.0;
            }
            columns.add(new NumericColumn("first_row", first));
        } else {
            columns.add(numbers.selectRows(rows).renamed("first_order"));
        }
        schemas.add(ColumnSchema.of(columns.getFirst().name(), Role.IDENTIFIER,
                "what a customer came with first in the order log"));
        columns.add(named);
        schemas.add(ColumnSchema.of(named.name(), Role.PERSONAL,
                "personal data: " + personal + ", the customer of an order log"));
    }

    private static void add(List<Column> columns, List<ColumnSchema> schemas, String name, String meaning,
            double[] values) {
        columns.add(new NumericColumn(name, values));
        schemas.add(Ranges.numeric(name, meaning, values).withDescription(meaning));
    }
}
