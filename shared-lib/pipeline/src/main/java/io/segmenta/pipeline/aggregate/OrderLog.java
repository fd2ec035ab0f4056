package io.segmenta.pipeline.aggregate;

import io.segmenta.config.PipelineConfig.Orders;
import io.segmenta.config.PipelineConfig.OrdersMode;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of order lines, and the customers it tells of. A line belongs to a customer and a day; it is worth quantity
 * times price, or its amount. Lines without a customer are left out; lines of cancelled orders (a C before the digits
 * of which the other order numbers are made) and lines worth nothing or less are returns, not purchases, and count only
 * in the share of returns. A customer without a purchase is no customer. Days are counted back from the newest line of
 * the file.
 */
final class OrderLog {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern CUSTOMER = Pattern
            .compile(".*(customer|client|user|household|member|buyer|shopper|account).*");
    private static final Pattern ORDER = Pattern.compile(".*(invoice|order|transaction|receipt|basket).*");
    private static final Pattern QUANTITY = Pattern.compile("(quantity|qty|units|number_of_.*|items|menge)");
    private static final Pattern PRICE = Pattern.compile("(unit_?price|price|price_per_unit|preis)");
    private static final Pattern AMOUNT = Pattern.compile(
            "(amount|total|total_?price|revenue|sales|value|dollar_value|line_?total|spend|net|gross)");
    private static final Pattern BIRTH = Pattern.compile(".*(birth|dob|geburt).*");
    private static final Pattern PRODUCT = Pattern
            .compile("(stock_?code|product(_?(id|code|name))?|item(_?id)?|sku|article)");

    private final Table table;
    private final Column customer;
    private final NumericColumn date;
    private final @Nullable Column order;
    private final @Nullable NumericColumn quantity;
    private final @Nullable NumericColumn price;
    private final @Nullable NumericColumn amount;
    private final @Nullable Column product;
    /** Which texts of order numbers say that the order was cancelled. */
    private final BitSet cancelled;

    private OrderLog(Table table, Column customer, NumericColumn date, @Nullable Column order,
            @Nullable NumericColumn quantity, @Nullable NumericColumn price, @Nullable NumericColumn amount,
            @Nullable Column product) {
        this.table = table;
        this.customer = customer;
        this.date = date;
        this.order = order;
        this.quantity = quantity;
        this.price = price;
        this.amount = amount;
        this.product = product;
        this.cancelled = order instanceof TextColumn numbers ? cancelled(numbers.levels()) : new BitSet();
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

    private boolean isCancelled(int row) {
        return order instanceof TextColumn numbers && numbers.code(row) >= 0 && cancelled.get(numbers.code(row));
    }

    /** The order log the table is, if it is one and the configuration lets it be. */
    static Optional<OrderLog> find(Table table, Schema schema, Orders settings) {
        if (settings.mode() == OrdersMode.OFF) {
            return Optional.empty();
        }
        boolean must = settings.mode() == OrdersMode.ON;
        Column customer = column(table, schema, settings.customer(), CUSTOMER, Role.IDENTIFIER);
        Column date = date(table, schema, settings.date());
        Column order = column(table, schema, settings.order(), ORDER, Role.IDENTIFIER);
        order = order == customer ? null : order;
        NumericColumn quantity = numeric(column(table, schema, settings.quantity(), QUANTITY, Role.NUMERIC));
        NumericColumn price = numeric(column(table, schema, settings.price(), PRICE, Role.NUMERIC));
        NumericColumn amount = numeric(column(table, schema, settings.amount(), AMOUNT, Role.NUMERIC));
        Column product = column(table, schema, "auto", PRODUCT, null);
        boolean worth = amount != null || (quantity != null && price != null);
        if (customer == null || !(date instanceof NumericColumn days) || !worth) {
            if (must) {
                throw DataException.of(Reason.MISSING_COLUMN,
                        "%s: an order log needs a customer, a date, and an amount or a quantity and a price; "
                                + "missing: %s",
                        table.source(), (customer == null ? "orders.customer " : "")
                                + (date == null ? "orders.date " : "") + (worth ? "" : "orders.amount"));
            }
            return Optional.empty();
        }
        if (!must && !repeats(customer)) {
            return Optional.empty();
        }
        return Optional.of(new OrderLog(table, customer, days, order, quantity, price,
                quantity != null && price != null && settings.amount().equals("auto") ? null : amount, product));
    }

    /** Whether customers come twice and more: at least two lines each, on the average. */
    private static boolean repeats(Column customer) {
        Set<Object> distinct = new HashSet<>();
        int present = 0;
        for (int i = 0; i < customer.rows(); i++) {
            if (!customer.isMissing(i)) {
                distinct.add(key(customer, i));
                present++;
            }
        }
        return present >= 20 && distinct.size() * 2 <= present;
    }

    private static @Nullable Column column(Table table, Schema schema, String wanted, Pattern name,
            @Nullable Role role) {
        if (!wanted.equals("auto")) {
            return table.require(wanted);
        }
        for (ColumnSchema column : schema.columns()) {
            if ((role == null || column.role() == role)
                    && name.matcher(snake(column.name())).matches()) {
                return table.require(column.name());
            }
        }
        return null;
    }

    /** The first date that is not one of birth. */
    private static @Nullable Column date(Table table, Schema schema, String wanted) {
        if (!wanted.equals("auto")) {
            return table.require(wanted);
        }
        return schema.columns().stream().filter(column -> column.role() == Role.DATE)
                .filter(column -> !BIRTH.matcher(snake(column.name())).matches()).findFirst()
                .map(column -> table.require(column.name())).orElse(null);
    }

    /** "CustomerID" and "Customer ID" as "customer_id". */
    private static String snake(String name) {
        return NO_NAME.matcher(WORD_START.matcher(name).replaceAll("_")).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    private static @Nullable NumericColumn numeric(@Nullable Column column) {
        return column instanceof NumericColumn numbers ? numbers : null;
    }

    private static Object key(Column column, int row) {
        return switch (column) {
            case NumericColumn numbers -> numbers.value(row);
            case TextColumn text -> text.code(row);
        };
    }

    /** What is gathered of one customer. */
    private static final class Customer {
        private final int firstRow;
        private double first = Double.POSITIVE_INFINITY;
        private double last = Double.NEGATIVE_INFINITY;
        private double spent;
        private double items;
        private double returned;
        private final Set<Object> orders = new HashSet<>();
        private final Set<Object> products = new HashSet<>();

        Customer(int firstRow) {
            this.firstRow = firstRow;
        }
    }

    Shaping.Shaped customers(List<String> notes) {
        Map<Object, Customer> customers = new HashMap<>();
        List<Customer> inOrder = new ArrayList<>();
        double newest = Double.NEGATIVE_INFINITY;
        int nobody = 0;
        int returns = 0;
        int purchases = 0;
        for (int i = 0; i < table.rows(); i++) {
            if (!date.isMissing(i)) {
                newest = Math.max(newest, date.value(i));
            }
            double worth = amount != null ? amount.value(i)
                    : Check.notNull(quantity, "quantity").value(i) * Check.notNull(price, "price").value(i);
            if (customer.isMissing(i) || date.isMissing(i) || Double.isNaN(worth)) {
                nobody++;
                continue;
            }
            int row = i;
            Customer of = customers.computeIfAbsent(key(customer, i), k -> {
                Customer made = new Customer(row);
                inOrder.add(made);
                return made;
            });
            if (isCancelled(i) || worth <= 0 || (quantity != null && quantity.value(i) <= 0)) {
                returns++;
                of.returned += Math.abs(worth);
                continue;
            }
            purchases++;
            of.spent += worth;
            of.items += quantity == null ? 1 : quantity.value(i);
            of.first = Math.min(of.first, date.value(i));
            of.last = Math.max(of.last, date.value(i));
            of.orders.add(order == null ? date.value(i) : key(order, i));
            if (product != null) {
                of.products.add(key(product, i));
            }
        }
        inOrder.removeIf(c -> c.orders.isEmpty());
        return table(inOrder, newest, notes(notes, nobody, returns, purchases, inOrder));
    }

    private List<String> notes(List<String> notes, int nobody, int returns, int purchases, List<Customer> customers) {
        double revenue = customers.stream().mapToDouble(c -> c.spent).sum();
        notes.add(String.format(Locale.ROOT,
                "an order log: %,d lines became %,d customers with purchases worth %,.2f (orders.mode: off keeps the "
                        + "lines)",
                table.rows(), customers.size(), revenue));
        notes.add(String.format(Locale.ROOT,
                "%,d lines are purchases, %,d returns or worth nothing, %,d have no customer, date or value", purchases,
                returns, nobody));
        return notes;
    }

    private Shaping.Shaped table(List<Customer> customers, double newest, List<String> notes) {
        if (customers.isEmpty()) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "%s: no line is a purchase by a known customer",
                    table.source());
        }
        int[] rows = customers.stream().mapToInt(c -> c.firstRow).toArray();
        List<Column> columns = new ArrayList<>();
        List<ColumnSchema> schemas = new ArrayList<>();
        columns.add(customer.selectRows(rows));
        schemas.add(ColumnSchema.of(customer.name(), Role.IDENTIFIER, "the customer of an order log"));
        add(columns, schemas, "recency_days", "days from the last purchase to the newest line",
                customers.stream().mapToDouble(c -> newest - c.last).toArray());
        add(columns, schemas, "frequency", "number of orders",
                customers.stream().mapToDouble(c -> c.orders.size()).toArray());
        add(columns, schemas, "monetary", "sum of all purchases",
                customers.stream().mapToDouble(c -> c.spent).toArray());
        add(columns, schemas, "tenure_days", "days from the first purchase to the newest line",
                customers.stream().mapToDouble(c -> newest - c.first).toArray());
        add(columns, schemas, "basket_value", "purchases per order",
                customers.stream().mapToDouble(c -> c.spent / c.orders.size()).toArray());
        if (quantity != null) {
            add(columns, schemas, "basket_items", "items per order",
                    customers.stream().mapToDouble(c -> c.items / c.orders.size()).toArray());
        }
        if (product != null) {
            add(columns, schemas, "products", "number of different products",
                    customers.stream().mapToDouble(c -> c.products.size()).toArray());
        }
        add(columns, schemas, "return_share", "value of returns as a share of purchases and returns",
                customers.stream().mapToDouble(c -> c.returned / (c.spent + c.returned)).toArray());
        return new Shaping.Shaped(new Table(table.source(), columns), new Schema(schemas), notes);
    }

    private static void add(List<Column> columns, List<ColumnSchema> schemas, String name, String meaning,
            double[] values) {
        columns.add(new NumericColumn(name, values));
        schemas.add(Ranges.numeric(name, meaning, values).withDescription(meaning));
    }
}
