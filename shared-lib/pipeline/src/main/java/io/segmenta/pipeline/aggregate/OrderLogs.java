package io.segmenta.pipeline.aggregate;

import io.segmenta.config.PipelineConfig.Orders;
import io.segmenta.config.PipelineConfig.OrdersMode;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells logs of orders from tables of customers. */
final class OrderLogs {
    /** Fewer are no customers to be told apart. */
    private static final int LEAST_CUSTOMERS = 10;
    private static final int LEAST_LINES = 20;
    /** Different lines for each customer, on the average, where orders have no numbers, and where they have. */
    private static final double LINES = 2;
    private static final double NUMBERED_LINES = 1.1;
    /** Lines of one receipt are lines, a receipt in each row may be what is compared. */
    private static final double LINES_PER_RECEIPT = 1.2;
    private static final double SAME_DAY = 0.5;

    /** What kind of personal data a column's reason names. */
    private static final Pattern REASON = Pattern.compile("(?:personal data[^:]*: )?([^;]*).*");

    private OrderLogs() {}

    /**
     * The order log the table is, if it is one and the configuration lets it be.
     *
     * @param notes gets what is odd, one sentence each
     * @throws DataException when it must be one and is not, or is one of nobody
     */
    static Optional<OrderLog> find(Table table, Schema schema, Orders settings, boolean panel, List<String> notes) {
        if (settings.mode() == OrdersMode.OFF) {
            return Optional.empty();
        }
        boolean must = settings.mode() == OrdersMode.ON;
        Column dated = OrderColumns.date(table, schema, settings).orElse(null);
        if (dated == null && !must) {
            return Optional.empty();
        }
        OrderMoney money = OrderMoney.find(table, schema, settings);
        HeadCells heads = HeadCells.of(table, dated == null ? table.columns().getFirst() : dated);
        OrderColumns columns = new OrderColumns(table, schema, settings, heads);
        Column named = columns.namedOrder();
        if (named != null && !money.isFound() && settings.amount().equals(OrderColumns.AUTO)) {
            money = money.withOnlyMeasure(table, schema);
        }
        Column order = named == null ? null : heads.fill(named);
        Keys orders = order == null ? null : Keys.of(order);
        Keys days = dated instanceof NumericColumn ? Keys.of(heads.fill(dated)) : null;
        boolean declared = !settings.order().equals(OrderColumns.AUTO);
        if (orders != null && days != null && (declared || !(orders.tells(days) < SAME_DAY))) {
            heads = heads.withOrders(orders);
            columns = new OrderColumns(table, schema, settings, heads);
        }
        Column customer = columns.customer(orders);
        Column filled = dated == null ? null : heads.fill(dated);
        if (customer == null || !(filled instanceof NumericColumn date) || !money.isFound()) {
            if (must) {
                throw DataException.of(Reason.MISSING_COLUMN,
                        "%s: an order log needs a customer, a date, and an amount or a quantity and a price; "
                                + "missing: %s",
                        table.source(), (customer == null ? "orders.customer " : "")
                                + (dated == null ? "orders.date " : "") + (money.isFound() ? "" : "orders.amount"));
            }
            if (customer == null && order != null && orders != null && days != null && !panel
                    && !columns.hasCustomers()) {
                nobody(table, Receipts.of(order, orders, days, columns.hasProducts(), money), notes);
            }
            return Optional.empty();
        }
        Keys customers = Keys.of(customer);
        if (order == customer || (orders != null && !declared && !OrderColumns.areOrders(orders, customers))) {
            order = null;
            orders = null;
        }
        Keys dates = Keys.of(date);
        if (order == null) {
            List<Column> taken = new ArrayList<>(List.of(customer, date));
            order = columns.orderByValues(customers, dates, taken);
            if (order != null) {
                orders = Keys.of(order);
                heads = heads.withOrders(orders);
                customer = heads.fill(customer);
                customers = Keys.of(customer);
            }
        }
        if (!must && !comesAgain(table, customers, dates, orders, money, notes)) {
            return Optional.empty();
        }
        OrderMoney counted = orders == null ? money : money.withOrders(orders);
        Column product = columns.product();
        return Optional.of(new OrderLog(table, new OrderLog.Parts(customer, personal(schema, customer), date, order,
                counted, product, OrderStatus.find(table, schema, settings, heads, money.refund() != null),
                heads.lines())));
    }

    private static @Nullable String personal(Schema schema, Column customer) {
        return schema.column(customer.name()).filter(column -> column.role() == Role.PERSONAL)
                .map(column -> REASON.matcher(column.reason()).replaceFirst("$1")).orElse(null);
    }

    /** Whether customers come again: different lines, not the same line twice. */
    private static boolean comesAgain(Table table, Keys customers, Keys dates, @Nullable Keys orders, OrderMoney money,
            List<String> notes) {
        int distinct = customers.distinct();
        int present = customers.present();
        Keys when = orders == null ? dates : orders;
        NumericColumn value = money.amount() != null ? money.amount() : money.price();
        int lines = different(customers, when, value);
        boolean again = present >= LEAST_LINES && (orders == null ? distinct * LINES <= present
                && lines > NUMBERED_LINES * distinct : lines >= NUMBERED_LINES * distinct);
        if (again && distinct < LEAST_CUSTOMERS) {
            notes.add(String.format(Locale.ROOT,
                    "%s looks like a log of orders, but of %d customers only; its lines are compared, not customers "
                            + "(orders.mode: on makes customers)",
                    table.source(), distinct));
        }
        return again && distinct >= LEAST_CUSTOMERS;
    }

    /** How many different lines there are, by customer, order and value. */
    private static int different(Keys customers, Keys when, @Nullable NumericColumn value) {
        Pairs pairs = new Pairs();
        Pairs triples = new Pairs();
        for (int i = 0; i < customers.codes().length; i++) {
            if (customers.codes()[i] >= 0) {
                int pair = pairs.number(Pairs.of(customers.codes()[i], when.codes()[i]));
                long bits = value == null ? 0 : Double.doubleToLongBits(value.value(i) + 0.0);
                triples.number(bits * 0x2545F4914F6CDD1DL + pair);
            }
        }
        return triples.size();
    }

    /**
     * Lines of receipts that no customer is known of.
     *
     * @param lines whether a receipt has several
     * @param products whether they name what was bought
     * @param of whether it is such a table
     */
    private record Receipts(Column number, boolean lines, boolean products, boolean of) {
        static Receipts of(Column number, Keys orders, Keys days, boolean products, OrderMoney money) {
            boolean grows = number instanceof NumericColumn numbers && isGrowing(numbers);
            boolean bought = products || money.isFound() || money.amount() != null || money.quantity() != null;
            int distinct = orders.distinct();
            return new Receipts(number, orders.present() >= LINES_PER_RECEIPT * distinct, products,
                    bought && distinct >= LEAST_LINES && (grows || orders.tells(days) >= OrderColumns.SAME
                            || distinct == orders.present()));
        }

        private static boolean isGrowing(NumericColumn numbers) {
            double last = Double.NaN;
            int up = 0;
            int down = 0;
            for (double value : numbers.values()) {
                up += value > last ? 1 : 0;
                down += value < last ? 1 : 0;
                last = Double.isNaN(value) ? last : value;
            }
            return up == 0 || down == 0;
        }
    }

    private static void nobody(Table table, Receipts receipts, List<String> notes) {
        if (!receipts.of()) {
            return;
        }
        if (receipts.lines() && receipts.products()) {
            throw DataException.of(Reason.MISSING_COLUMN,
                    "%s: each row is a line of a receipt (\"%s\"), and no column names the customer, so there are no "
                            + "customers to be told apart; name the column by orders.customer, or set orders.mode: off "
                            + "to compare the lines themselves",
                    table.source(), receipts.number().name());
        }
        notes.add(String.format(Locale.ROOT,
                "each row is %s (\"%s\"), and no column names the customer: the segments are of %s, not of customers "
                        + "(orders.customer names a column)",
                receipts.lines() ? "a line of an order" : "an order", receipts.number().name(),
                receipts.lines() ? "lines" : "orders"));
    }
}
