package io.segmenta.pipeline.aggregate;

import io.segmenta.config.PipelineConfig.Orders;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.schema.OrderWords.Money;
import io.segmenta.pipeline.schema.OrderWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a log of orders are worth: quantity times price, or an amount; that of a whole order once for each
 * order. Taxes, shipping and discounts have columns of their own in such logs and are none of these.
 *
 * @param amount null where a line is worth quantity times price
 * @param amountOfOrder whether the amount is that of the whole order, repeated on its lines
 * @param refund what was given back
 * @param refundOfOrder whether that is of the whole order
 * @param left measures of money that were not counted
 */
record OrderMoney(@Nullable NumericColumn quantity, @Nullable NumericColumn price, @Nullable NumericColumn amount,
        boolean amountOfOrder, @Nullable NumericColumn refund, boolean refundOfOrder, List<String> left) {
    private static final double MOST = 0.9;
    private static final double ALL_ORDERS = 0.98;
    private static final int SAMPLE = 5000;
    private static final int LEAST_ORDERS = 5;
    private static final int MOST_MEASURES = 14;
    private static final int LEAST_ROWS = 20;

    /** A measure and what its name says. */
    private record Measure(NumericColumn column, Optional<Money> said) {
        boolean says(Money money) {
            return said.filter(money::equals).isPresent();
        }
    }

    boolean isFound() {
        return amount != null || (quantity != null && price != null);
    }

    /** What the names of the measures, and the values, say. */
    static OrderMoney find(Table table, Schema schema, Orders settings) {
        List<Measure> measures = measures(table, schema);
        boolean free = settings.quantity().equals(OrderColumns.AUTO) && settings.price().equals(OrderColumns.AUTO)
                && settings.amount().equals(OrderColumns.AUTO);
        NumericColumn quantity = chosen(table, settings.quantity(), named(measures, Money.QUANTITY));
        NumericColumn price = chosen(table, settings.price(), named(measures, Money.PRICE));
        List<NumericColumn> amounts = amounts(measures);
        NumericColumn amount = chosen(table, settings.amount(), amounts);
        if (free && quantity != null) {
            for (NumericColumn other : named(measures, Money.PRICE)) {
                NumericColumn of = quantity;
                if (amounts.stream().anyMatch(one -> agree(one, of, other, null) >= MOST)) {
                    price = other;
                    break;
                }
            }
        }
        if (free && amount == null && (quantity == null || price == null)) {
            Optional<List<NumericColumn>> product = products(measures);
            if (product.isPresent()) {
                amount = product.get().get(0);
                quantity = product.get().get(1);
                price = product.get().get(2);
            } else if (price != null) {
                amount = price;
                price = null;
            }
        }
        if (settings.amount().equals(OrderColumns.AUTO) && quantity != null && price != null
                && (amount == null || !free || !isBetter(amount, quantity, price, measures))) {
            amount = null;
        }
        if (free && amount != null && price == null) {
            amount = discounted(amount, amounts, measures);
        }
        NumericColumn refund = named(measures, Money.REFUND).stream().filter(OrderMoney::isUsed).findFirst()
                .orElse(null);
        List<NumericColumn> used = new ArrayList<>();
        for (NumericColumn one : new NumericColumn[] {quantity, price, amount, refund}) {
            if (one != null) {
                used.add(one);
            }
        }
        List<String> left = measures.stream().filter(one -> one.said().isPresent() && !used.contains(one.column()))
                .map(one -> one.column().name()).toList();
        return new OrderMoney(quantity, price, amount, false, refund, false, left);
    }

    /**
     * The same where nothing is named as an amount, in a log whose orders are named: the only measure with fractions
     * whose name says nothing is what was paid.
     */
    OrderMoney withOnlyMeasure(Table table, Schema schema) {
        List<NumericColumn> unknown = measures(table, schema).stream().filter(one -> one.said().isEmpty())
                .map(Measure::column).filter(column -> !isWhole(column)).toList();
        return unknown.size() != 1 || amount != null ? this
                : new OrderMoney(quantity, null, unknown.getFirst(), false, refund, false, left);
    }

    /** The same, knowing the numbers of the orders: amounts that all lines of an order share are of the order. */
    OrderMoney withOrders(Keys order) {
        boolean once = amount != null
                && OrderWords.money(amount.name()).filter(Money.LINE_AMOUNT::equals).isEmpty()
                && isOfOrders(amount, order);
        return new OrderMoney(quantity, price, amount, once, refund, refund != null && isOfOrders(refund, order), left);
    }

    private static List<Measure> measures(Table table, Schema schema) {
        List<Measure> measures = new ArrayList<>();
        for (ColumnSchema column : schema.columns()) {
            boolean role = switch (column.role()) {
                case NUMERIC, ORDINAL, BOOLEAN, CONSTANT -> true;
                case CATEGORICAL, DATE, IDENTIFIER, CODE, FREE_TEXT, PROTECTED, PERSONAL, IGNORED -> false;
            };
            if (role && table.require(column.name()) instanceof NumericColumn numbers) {
                measures.add(new Measure(numbers, OrderWords.money(column.name())));
            }
        }
        return measures;
    }

    private static @Nullable NumericColumn chosen(Table table, String wanted, List<NumericColumn> found) {
        if (!wanted.equals(OrderColumns.AUTO)) {
            Column column = table.require(wanted);
            return column instanceof NumericColumn numbers ? numbers : null;
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<NumericColumn> named(List<Measure> measures, Money money) {
        return measures.stream().filter(one -> one.says(money)).map(Measure::column).toList();
    }

    /** The amounts, those of a line before those of an order, those with values before those without. */
    private static List<NumericColumn> amounts(List<Measure> measures) {
        List<Money> ranks = List.of(Money.LINE_AMOUNT, Money.AMOUNT, Money.TOTAL, Money.NET);
        int most = measures.stream().filter(one -> one.said().filter(ranks::contains).isPresent())
                .mapToInt(one -> present(one.column())).max().orElse(0);
        return measures.stream().filter(one -> one.said().filter(ranks::contains).isPresent())
                .filter(one -> present(one.column()) * 4 >= most && isUsed(one.column()))
                .sorted(Comparator.<Measure>comparingInt(one -> one.said().map(ranks::indexOf).orElse(ranks.size()))
                        .thenComparing(one -> !OrderWords.saysTotal(one.column().name())))
                .map(Measure::column).toList();
    }

    private static int present(NumericColumn column) {
        return column.rows() - column.missing();
    }

    /** Whether it holds anything but zeros. */
    private static boolean isUsed(NumericColumn column) {
        for (double value : column.values()) {
            if (value != 0 && !Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the amount is what was paid for a line, and quantity times price is not: the price is that of the line,
     * or a discount of the line is taken off.
     */
    private static boolean isBetter(NumericColumn amount, NumericColumn quantity, NumericColumn price,
            List<Measure> measures) {
        if (agree(amount, quantity, price, null) >= MOST) {
            return false;
        }
        if (agree(amount, null, price, null) >= MOST) {
            return true;
        }
        return named(measures, Money.DISCOUNT).stream().filter(OrderMoney::isUsed)
                .anyMatch(discount -> agree(amount, quantity, price, discount) >= MOST);
    }

    /** Of an amount before a discount and one after it, the latter. */
    private static NumericColumn discounted(NumericColumn amount, List<NumericColumn> amounts,
            List<Measure> measures) {
        return named(measures, Money.DISCOUNT).stream().filter(OrderMoney::isUsed)
                .flatMap(discount -> amounts.stream()
                        .filter(other -> other != amount && agree(other, null, amount, discount) >= MOST))
                .findFirst().orElse(amount);
    }

    /** The share of the rows in which an amount is quantity times price less discount; rows with all of them count. */
    private static double agree(NumericColumn amount, @Nullable NumericColumn quantity, NumericColumn price,
            @Nullable NumericColumn discount) {
        int step = Math.max(1, amount.rows() / SAMPLE);
        int seen = 0;
        int same = 0;
        for (int i = 0; i < amount.rows(); i += step) {
            double made = (quantity == null ? 1 : quantity.value(i)) * price.value(i);
            double off = discount == null || discount.isMissing(i) ? 0 : Math.abs(discount.value(i));
            double told = amount.value(i);
            if (!Double.isNaN(made) && !Double.isNaN(told)) {
                seen++;
                same += Math.abs(told - (made - off)) <= 0.011 + 1e-4 * Math.abs(told) ? 1 : 0;
            }
        }
        return seen < LEAST_ROWS ? 0 : (double) same / seen;
    }

    /** Three measures of which the first is the product of a whole number and the last, whatever they are called. */
    private static Optional<List<NumericColumn>> products(List<Measure> measures) {
        List<NumericColumn> some = measures.stream().filter(one -> !one.says(Money.NONE)).map(Measure::column)
                .filter(OrderMoney::varies).limit(MOST_MEASURES).toList();
        for (NumericColumn amount : some) {
            for (NumericColumn quantity : some) {
                if (quantity == amount || !isWhole(quantity)) {
                    continue;
                }
                for (NumericColumn price : some) {
                    if (price != amount && price != quantity && agree(amount, quantity, price, null) >= MOST) {
                        return Optional.of(List.of(amount, quantity, price));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean varies(NumericColumn column) {
        double first = Double.NaN;
        for (double value : column.values()) {
            if (Double.isNaN(first)) {
                first = value;
            } else if (value != first && !Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(NumericColumn column) {
        for (double value : column.values()) {
            if (value != Math.rint(value) && !Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all lines of an order that have a value have the same, and not because there are few values. */
    private static boolean isOfOrders(NumericColumn column, Keys order) {
        double[] first = new double[order.count()];
        boolean[] several = new boolean[order.count()];
        boolean[] differs = new boolean[order.count()];
        java.util.Arrays.fill(first, Double.NaN);
        for (int i = 0; i < column.rows(); i++) {
            int code = order.codes()[i];
            double value = column.value(i);
            if (code >= 0 && !Double.isNaN(value)) {
                several[code] = !Double.isNaN(first[code]);
                differs[code] |= several[code] && value != first[code];
                first[code] = Double.isNaN(first[code]) ? value : first[code];
            }
        }
        Pairs values = new Pairs();
        int orders = 0;
        int same = 0;
        for (int code = 0; code < first.length; code++) {
            if (several[code]) {
                orders++;
                same += differs[code] ? 0 : 1;
                values.number(Double.doubleToLongBits(first[code] + 0.0));
            }
        }
        return orders >= LEAST_ORDERS && same >= ALL_ORDERS * orders
                && (values.size() >= 0.3 * orders || values.size() > 100);
    }
}
