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
import io.segmenta.pipeline.schema.OrderWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds which column of a log of orders names the customer, the order and the product, and which is the date: what the
 * settings name, else what the names say and the values bear out. An order has one customer and one day; a customer
 * comes again.
 */
final class OrderColumns {
    static final String AUTO = "auto";
    /** Of the lines of an order, so many have the customer, or the day, of its first. */
    static final double SAME = 0.95;
    /** Customers without an order number are rare. */
    private static final double ORDERS_PER_CUSTOMER = 0.9;
    /** A better name counts when as many lines have a value, nearly. */
    private static final double NEARLY_ALL = 0.9;
    private static final int SAMPLE = 200;
    /** What has so many times fewer values than another names no customers: the address of the shop. */
    private static final int FEW = 5;
    /** Orders without a number are of a day. */
    private static final double HALF = 0.5;
    private static final Pattern NUMBERED = Pattern.compile("[^\\d\\s@]{0,10}\\d[\\p{L}\\d/_.-]{0,24}");
    private static final Pattern HASH = Pattern.compile("#\\d+");
    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    private final Table table;
    private final Schema schema;
    private final Orders settings;
    private final HeadCells heads;

    /** A column that may name the customer; the less the rank, the better. */
    private record Candidate(Column column, Keys keys, int rank) {}

    OrderColumns(Table table, Schema schema, Orders settings, HeadCells heads) {
        this.table = table;
        this.schema = schema;
        this.settings = settings;
        this.heads = heads;
    }

    /** The date of the purchase: no date of birth, delivery or change if there is another. */
    static Optional<Column> date(Table table, Schema schema, Orders settings) {
        if (!settings.date().equals(AUTO)) {
            return Optional.of(table.require(settings.date()));
        }
        List<ColumnSchema> dates = schema.columns().stream().filter(column -> column.role() == Role.DATE).toList();
        int most = dates.stream().mapToInt(date -> present(table.require(date.name()))).max().orElse(0);
        return dates.stream().filter(date -> present(table.require(date.name())) * 2 >= most)
                .min(Comparator.comparingInt(date -> rank(date.name())))
                .filter(date -> rank(date.name()) < rank(Event.OTHER) || !isBirth(date)).map(ColumnSchema::name)
                .map(table::require);
    }

    private static boolean isBirth(ColumnSchema date) {
        return Pattern.compile("(?i).*(birth|dob|geburt).*").matcher(date.name()).matches();
    }

    private static int rank(String date) {
        return OrderWords.event(date).map(OrderColumns::rank).orElse(1);
    }

    private static int rank(Event event) {
        return switch (event) {
            case PURCHASE -> 0;
            case PAID -> 2;
            case OTHER -> 3;
            case CANCELLED, REFUNDED -> 4;
        };
    }

    private static int present(Column column) {
        return column.rows() - column.missing();
    }

    /** The column that names the order, as the settings or its name say. */
    @Nullable
    Column namedOrder() {
        if (!settings.order().equals(AUTO)) {
            return table.require(settings.order());
        }
        return mayBeKeys(Meaning.ORDER).or(() -> mayBeKeys(Meaning.TRANSACTION)).orElse(null);
    }

    private Optional<Column> mayBeKeys(Meaning key) {
        return schema.columns().stream().filter(column -> mayBeKey(column) && says(column, key))
                .map(column -> table.require(column.name())).filter(this::isMostlyThere)
                .max(Comparator.comparingInt(OrderColumns::present));
    }

    private boolean isMostlyThere(Column column) {
        return present(column) + heads.lines() >= HALF * table.rows();
    }

    private static boolean says(ColumnSchema column, Meaning key) {
        return OrderWords.key(column.name()).filter(key::equals).isPresent()
                && OrderWords.money(column.name()).isEmpty();
    }

    /** Whether values of the column can stand for something: no date, no truth, no prose, no fractions. */
    private boolean mayBeKey(ColumnSchema column) {
        boolean role = switch (column.role()) {
            case IDENTIFIER, CODE, CATEGORICAL, PERSONAL, FREE_TEXT -> true;
            case NUMERIC, ORDINAL -> true;
            case BOOLEAN, DATE, PROTECTED, CONSTANT, IGNORED -> false;
        };
        return role && table.column(column.name()).filter(OrderColumns::isWhole).isPresent();
    }

    private static boolean isWhole(Column column) {
        if (column instanceof NumericColumn numbers) {
            for (double value : numbers.values()) {
                if (value != Math.rint(value) && !Double.isNaN(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether some column is said to name customers, or holds their addresses, whether it serves or not. */
    boolean hasCustomers() {
        return schema.columns().stream().anyMatch(column -> rankOfCustomer(column) >= 0);
    }

    /**
     * The column that names the customer.
     *
     * @param order numbers of the orders, null when there are none
     */
    @Nullable
    Column customer(@Nullable Keys order) {
        if (!settings.customer().equals(AUTO)) {
            return table.require(settings.customer());
        }
        List<Candidate> candidates = new ArrayList<>();
        for (ColumnSchema column : schema.columns()) {
            int rank = rankOfCustomer(column);
            if (rank >= 0 && mayBeKey(column)) {
                Column filled = heads.fill(table.require(column.name()));
                Keys keys = Keys.of(filled);
                boolean one = order == null || !(order.tells(keys) < SAME);
                if (one) {
                    candidates.add(new Candidate(filled, keys, rank));
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::rank));
        int most = candidates.stream().mapToInt(one -> one.keys().present()).max().orElse(0);
        int different = candidates.stream().mapToInt(one -> one.keys().distinct()).max().orElse(0);
        for (Candidate candidate : candidates) {
            if (candidate.keys().present() >= NEARLY_ALL * most && candidate.keys().distinct() * FEW >= different
                    && !isGuests(candidate, candidates)) {
                return candidate.column();
            }
        }
        return null;
    }

    /** Whether one value of the column stands for many customers, whom an address tells apart: 0 for guests. */
    private static boolean isGuests(Candidate candidate, List<Candidate> others) {
        int[] counts = new int[candidate.keys().count()];
        for (int code : candidate.keys().codes()) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        int top = 0;
        for (int code = 1; code < counts.length; code++) {
            top = counts[code] > counts[top] ? code : top;
        }
        int most = top;
        return counts.length > 0 && others.stream().filter(other -> other.rank() > candidate.rank()).anyMatch(other -> {
            Pairs behind = new Pairs();
            for (int i = 0; i < candidate.keys().codes().length; i++) {
                if (candidate.keys().codes()[i] == most && other.keys().codes()[i] >= 0) {
                    behind.number(other.keys().codes()[i]);
                }
            }
            return behind.size() >= 10 && behind.size() * 5 >= other.keys().distinct();
        });
    }

    /** How well the column names customers, 0 best; -1 when it does not. */
    private int rankOfCustomer(ColumnSchema column) {
        Column values = table.require(column.name());
        Optional<Meaning> said = OrderWords.key(column.name());
        if (said.filter(Meaning.CUSTOMER_ID::equals).isPresent()) {
            return 0;
        }
        if (values instanceof TextColumn text && matching(text, MAIL) >= SAME) {
            return said.isEmpty() || said.get() == Meaning.CUSTOMER || said.get() == Meaning.CUSTOMER_NAME ? 1 : -1;
        }
        if (said.filter(Meaning.CUSTOMER::equals).isPresent() && OrderWords.money(column.name()).isEmpty()) {
            return 2;
        }
        if (said.filter(Meaning.CUSTOMER_NAME::equals).isPresent() && values instanceof TextColumn) {
            return 3;
        }
        return -1;
    }

    /**
     * The column that names the order by what it holds: numbers that repeat on the lines of one customer and day, and
     * on no others; or different in each row where hardly a customer has two rows of a day.
     *
     * @return null when there is none
     */
    @Nullable
    Column orderByValues(Keys customer, Keys date, List<Column> taken) {
        boolean rowsAreOrders = customer.pairs(date) >= NEARLY_ALL * customer.present();
        Column best = null;
        int most = 0;
        for (ColumnSchema described : schema.columns()) {
            Column column = table.require(described.name());
            boolean other = OrderWords.key(described.name()).isPresent()
                    || OrderWords.money(described.name()).isPresent()
                    || taken.stream().anyMatch(one -> one.name().equals(column.name()));
            if (other || !mayBeKey(described)
                    || (column instanceof TextColumn text && matching(text, NUMBERED) < SAME)) {
                continue;
            }
            Keys keys = Keys.of(column);
            int distinct = keys.distinct();
            boolean single = (rowsAreOrders && described.role() == Role.IDENTIFIER)
                    || (column instanceof TextColumn text && matching(text, HASH) >= SAME);
            if (distinct > most && distinct >= ORDERS_PER_CUSTOMER * customer.distinct()
                    && (keys.repeated() > 0 || single) && !(keys.tells(customer) < SAME)
                    && !(keys.tells(date) < SAME)) {
                best = column;
                most = distinct;
            }
        }
        return best;
    }

    /** Whether order numbers are what they are called: each of one customer, and at least as many as customers. */
    static boolean areOrders(Keys order, Keys customer) {
        return !(order.tells(customer) < SAME) && order.distinct() >= ORDERS_PER_CUSTOMER * customer.distinct();
    }

    /** Whether a column names what was bought, other than in prose. */
    boolean hasProducts() {
        return schema.columns().stream()
                .anyMatch(column -> column.role() != Role.FREE_TEXT && says(column, Meaning.PRODUCT));
    }

    @Nullable
    Column product() {
        return schema.columns().stream().filter(column -> says(column, Meaning.PRODUCT))
                .map(column -> table.require(column.name())).findFirst().orElse(null);
    }

    /** The share of the levels, of some of many, that the pattern matches. */
    private static double matching(TextColumn column, Pattern pattern) {
        List<String> levels = column.levels();
        int step = Math.max(1, levels.size() / SAMPLE);
        int seen = 0;
        int hits = 0;
        for (int i = 0; i < levels.size(); i += step) {
            seen++;
            hits += pattern.matcher(levels.get(i)).matches() ? 1 : 0;
        }
        return seen == 0 ? 0 : (double) hits / seen;
    }
}
