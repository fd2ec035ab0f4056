package io.segmenta.pipeline.aggregate;

import io.segmenta.config.PipelineConfig.Orders;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.schema.OrderWords.Event;
import io.segmenta.pipeline.schema.OrderWords.Meaning;
import io.segmenta.pipeline.schema.OrderWords.Outcome;
import io.segmenta.pipeline.schema.OrderWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a column says of each line: that it was paid, or what else became of it. A word that is not known counts as
 * paid, and is told. Counts as it is asked; not thread-safe.
 */
final class OrderStatus {
    /** Of the lines, so many have words that are known. */
    private static final double MOST = 0.5;
    private static final double NEARLY_ALL = 0.95;
    private static final int MOST_LEVELS = 30;
    private static final int MOST_SHOWN = 6;

    private final String name;
    /** Whether it is told of the payment itself, which what is told of the order cannot take back. */
    private final boolean payment;
    private final int[] codes;
    private final List<String> levels;
    private final @Nullable Outcome[] outcomes;
    private final int[] lines;
    private final double[] worth;

    private OrderStatus(String name, int[] codes, List<String> levels, @Nullable Outcome[] outcomes) {
        this.name = name;
        this.payment = OrderWords.key(name).filter(Meaning.PAYMENT_STATUS::equals).isPresent();
        this.codes = codes;
        this.levels = levels;
        this.outcomes = outcomes;
        this.lines = new int[levels.size()];
        this.worth = new double[levels.size()];
    }

    /**
     * The columns that tell of lines that are no purchases, that of the payment first.
     *
     * @param refunds whether a column tells how much was refunded, so that a date of it says no more
     */
    static List<OrderStatus> find(Table table, Schema schema, Orders settings, HeadCells heads, boolean refunds) {
        List<OrderStatus> found = new ArrayList<>();
        if (settings.status().equals("none")) {
            return found;
        }
        if (!settings.status().equals(OrderColumns.AUTO)) {
            words(heads.fill(table.require(settings.status())), settings).ifPresent(found::add);
            return found;
        }
        schema.columns().stream().filter(column -> mayTell(column, table))
                .filter(column -> !refunds || column.role() != Role.DATE
                        || OrderWords.event(column.name()).filter(Event.REFUNDED::equals).isEmpty())
                .sorted(Comparator.comparing(column -> OrderWords.key(column.name())
                        .filter(Meaning.PAYMENT_STATUS::equals).isEmpty()))
                .forEach(column -> of(table.require(column.name()), column, settings, heads).ifPresent(found::add));
        return found;
    }

    private static boolean mayTell(ColumnSchema column, Table table) {
        return table.column(column.name()).isPresent() && switch (column.role()) {
            case CATEGORICAL, ORDINAL, BOOLEAN, CONSTANT, DATE -> true;
            case NUMERIC, IDENTIFIER, CODE, FREE_TEXT, PROTECTED, PERSONAL, IGNORED -> false;
        };
    }

    private static Optional<OrderStatus> of(Column column, ColumnSchema schema, Orders settings, HeadCells heads) {
        if (schema.role() == Role.DATE) {
            return marked(column, OrderWords.event(column.name()));
        }
        Optional<Meaning> said = OrderWords.key(column.name());
        if (said.filter(Meaning.FULFILMENT::equals).isPresent()) {
            return Optional.empty();
        }
        boolean named = said.filter(key -> key == Meaning.STATUS || key == Meaning.PAYMENT_STATUS).isPresent();
        if (schema.role() == Role.BOOLEAN && !named) {
            return OrderWords.outcome(column.name()).flatMap(outcome -> truth(heads.fill(column), schema, outcome));
        }
        Optional<OrderStatus> words = column instanceof TextColumn text && text.levels().size() <= MOST_LEVELS
                ? words(heads.fill(column), settings)
                : Optional.empty();
        return words.filter(status -> status.known() >= (named ? MOST : NEARLY_ALL))
                .filter(status -> named || (said.isEmpty() && status.isOfPayments()));
    }

    private static Optional<OrderStatus> words(Column column, Orders settings) {
        if (!(column instanceof TextColumn text)) {
            return Optional.empty();
        }
        @Nullable
        Outcome[] outcomes = new Outcome[text.levels().size()];
        boolean complete = false;
        for (int code = 0; code < outcomes.length; code++) {
            String level = text.levels().get(code);
            boolean declared = settings.paid().stream().anyMatch(level::equalsIgnoreCase);
            outcomes[code] = declared ? Outcome.PAID
                    : settings.paid().isEmpty() ? OrderWords.outcome(level).orElse(null)
                            : OrderWords.outcome(level).filter(one -> one != Outcome.PAID).orElse(Outcome.NO_PURCHASE);
            complete |= outcomes[code] == Outcome.PAID && level.toLowerCase(Locale.ROOT).startsWith("complete");
        }
        for (int code = 0; code < outcomes.length; code++) {
            if (outcomes[code] == Outcome.CLOSED) {
                // Beside complete orders, closed ones are those whose money was given back.
                outcomes[code] = complete ? Outcome.REFUNDED : Outcome.PAID;
            }
        }
        return Optional.of(new OrderStatus(text.name(), text.codes(), text.levels(), outcomes));
    }

    /** A column that is true or false, whose name says what it is if true. */
    private static Optional<OrderStatus> truth(Column column, ColumnSchema schema, Outcome outcome) {
        Outcome otherwise = outcome == Outcome.PAID ? Outcome.UNPAID : Outcome.PAID;
        int[] codes = new int[column.rows()];
        List<String> levels = schema.categories().size() == 2 ? schema.categories() : List.of("0", "1");
        for (int i = 0; i < codes.length; i++) {
            codes[i] = switch (column) {
                case NumericColumn numbers -> numbers.isMissing(i) ? -1 : (int) numbers.value(i);
                case TextColumn text -> text.isMissing(i) ? -1
                        : schema.categories().size() == 2 ? levels.indexOf(text.text(i)) : 1;
            };
        }
        return Optional.of(new OrderStatus(column.name(), codes, levels, new Outcome[] {otherwise, outcome}));
    }

    /** A date that only lines have that were cancelled or refunded. */
    private static Optional<OrderStatus> marked(Column date, Optional<Event> event) {
        Outcome outcome = event.filter(Event.CANCELLED::equals).isPresent() ? Outcome.CANCELLED
                : event.filter(Event.REFUNDED::equals).isPresent() ? Outcome.REFUNDED : null;
        if (outcome == null || date.missing() == 0) {
            return Optional.empty();
        }
        int[] codes = new int[date.rows()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = date.isMissing(i) ? -1 : 0;
        }
        return Optional.of(new OrderStatus(date.name(), codes, List.of("a date"), new Outcome[] {outcome}));
    }

    /** The share of the lines with a word that have one that is known. */
    private double known() {
        int present = 0;
        int known = 0;
        for (int code : codes) {
            present += code >= 0 ? 1 : 0;
            known += code >= 0 && outcomes[code] != null ? 1 : 0;
        }
        return present == 0 ? 0 : (double) known / present;
    }

    /** Whether words of a column that is not called a status can be nothing else. */
    private boolean isOfPayments() {
        boolean paid = false;
        boolean lost = false;
        for (Outcome outcome : outcomes) {
            paid |= outcome == Outcome.PAID;
            lost |= outcome == Outcome.REFUNDED || outcome == Outcome.CANCELLED || outcome == Outcome.FAILED
                    || outcome == Outcome.UNPAID || outcome == Outcome.PARTLY_REFUNDED;
        }
        return paid && lost;
    }

    /**
     * What became of a line, by all columns that tell: the first that says something else than paid, but what was paid
     * by one is not open by the next. Counts the line with its worth.
     */
    static Outcome of(List<OrderStatus> columns, int row, double value) {
        boolean paid = false;
        for (OrderStatus column : columns) {
            int code = column.codes[row];
            if (code < 0) {
                continue;
            }
            Outcome said = column.outcomes[code];
            if (said == null || said == Outcome.PARTLY_REFUNDED || !(said == Outcome.PAID
                    || (said == Outcome.UNPAID && paid))) {
                column.lines[code]++;
                column.worth[code] += value;
            }
            if (said == null || said == Outcome.PAID || said == Outcome.PARTLY_REFUNDED) {
                paid |= said != null && column.payment;
            } else if (said != Outcome.UNPAID || !paid) {
                return said;
            }
        }
        return Outcome.PAID;
    }

    /** What the column said of the lines, in sentences; none when it says nothing but paid. */
    List<String> sentences() {
        List<String> notes = new ArrayList<>();
        List<String> left = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> partly = new ArrayList<>();
        for (int code = 0; code < lines.length; code++) {
            if (lines[code] > 0 && outcomes[code] == null) {
                unknown.add(counted(code));
            } else if (lines[code] > 0 && outcomes[code] == Outcome.PARTLY_REFUNDED) {
                partly.add(counted(code));
            } else if (lines[code] > 0 && outcomes[code] != Outcome.PAID) {
                left.add(counted(code) + (outcomes[code] == Outcome.REFUNDED ? " as returns" : ""));
            }
        }
        if (!left.isEmpty()) {
            notes.add("by \"" + name + "\" no purchases: " + shown(left)
                    + " (orders.paid names the words that count, orders.status: none counts all)");
        }
        if (!partly.isEmpty()) {
            notes.add("\"" + name + "\": counted as purchases, though a part was refunded: " + shown(partly));
        }
        if (!unknown.isEmpty()) {
            notes.add("words of \"" + name + "\" that are not known count as purchases: " + shown(unknown)
                    + " (orders.paid names the words that count)");
        }
        return notes;
    }

    private String counted(int code) {
        return String.format(Locale.ROOT, "%s, %,d lines worth %,.2f", levels.get(code), lines[code], worth[code]);
    }

    private static String shown(List<String> parts) {
        return String.join("; ", parts.subList(0, Math.min(parts.size(), MOST_SHOWN)))
                + (parts.size() > MOST_SHOWN ? "; and " + (parts.size() - MOST_SHOWN) + " more" : "");
    }
}
