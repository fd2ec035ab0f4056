package io.segmenta.model;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Quantiles;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.privacy.SmallCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the training data looked, column by column: what later data is compared with. Holds no single row, and nothing of
 * identifiers, free text, personal or ignored columns.
 *
 * @param rows of the training data
 * @param numbers the columns of numbers
 * @param levels the columns of text
 */
public record Baseline(long rows, List<Numbers> numbers, List<Levels> levels) {

    /** No columns at all. */
    public static final Baseline EMPTY = new Baseline(0, List.of(), List.of());

    /** The orders of the stored quantiles. */
    public static final List<Double> QUANTILES = List.of(0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95,
            0.99);

    private static final int MAX_LEVELS = 50;
    /** The share of rows beyond either end of the range. */
    private static final double EXTREME = 0.001;
    private static final Set<Role> LEFT_OUT = Set.of(Role.IDENTIFIER, Role.CODE, Role.FREE_TEXT, Role.PERSONAL,
            Role.IGNORED);

    /**
     * A column of numbers, in its own units. No figure is the value of one of a few: so many rows as {@link #of} says
     * lie at or beyond the ends of the range, and quantiles lie within it.
     *
     * @param min where the range begins: the value of 0.1 % of the rows, or of more where those are few
     * @param max where it ends
     * @param missing rows without a value
     * @param sd population standard deviation (divisor n)
     * @param quantiles in the order of {@link Baseline#QUANTILES}, linearly interpolated
     */
    public record Numbers(String column, long missing, double min, double max, double mean, double sd,
            List<Double> quantiles) {

        public Numbers {
            Check.notNull(column, "column");
            quantiles = List.copyOf(quantiles);
            Check.argument(quantiles.size() == QUANTILES.size(), "%d quantiles, expected %d", quantiles.size(),
                    QUANTILES.size());
        }

        /** Returns the median. */
        public double median() {
            return quantiles.get(QUANTILES.indexOf(0.5));
        }
    }

    /**
     * A column of text.
     *
     * @param missing rows without a value
     * @param shares the most frequent levels, at most 50, none of few rows, and their share of the rows that have a
     * value
     */
    public record Levels(String column, long missing, Map<String, Double> shares) {

        public Levels {
            Check.notNull(column, "column");
            shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        }
    }

    public Baseline {
        numbers = List.copyOf(numbers);
        levels = List.copyOf(levels);
    }

    /** Returns the column of numbers of this name; empty when there is none. */
    public Optional<Numbers> numbers(String column) {
        return numbers.stream().filter(n -> n.column().equals(column)).findFirst();
    }

    /** Returns the column of text of this name; empty when there is none. */
    public Optional<Levels> levels(String column) {
        return levels.stream().filter(l -> l.column().equals(column)).findFirst();
    }

    /** Summarises a table, whoever is in it: the range of a column is that of all its values. */
    public static Baseline of(Table table, Schema schema) {
        return of(table, schema, new SmallCells(0));
    }

    /**
     * Summarises a table. Columns with no value at all are left out. Time O(n) per column of numbers.
     *
     * @param cells how many rows are so few that they are not told of; of fewer than twice as many a column tells its
     * median alone
     */
    public static Baseline of(Table table, Schema schema, SmallCells cells) {
        List<Numbers> numbers = new ArrayList<>();
        List<Levels> levels = new ArrayList<>();
        for (Column column : table.columns()) {
            Optional<ColumnSchema> known = schema.column(column.name());
            if (known.isEmpty() || LEFT_OUT.contains(known.get().role()) || column.missing() == column.rows()) {
                continue;
            }
            if (column instanceof NumericColumn numeric) {
                numbers.add(summary(numeric, cells));
            } else {
                levels.add(summary((TextColumn) column, cells));
            }
        }
        return new Baseline(table.rows(), numbers, levels);
    }

    private static Numbers summary(NumericColumn column, SmallCells cells) {
        double[] values = column.missing() == 0 ? column.values()
                : Arrays.stream(column.values()).filter(value -> !Double.isNaN(value)).toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double[] quantiles = Quantiles.of(values, QUANTILES.stream().mapToDouble(order -> order).toArray());
        double[] range = range(values, cells.k());
        return new Numbers(column.name(), column.missing(), range[0], range[1], mean,
                Math.sqrt(squares / values.length), Arrays.stream(quantiles)
                        .map(quantile -> Math.max(range[0], Math.min(range[1], quantile))).boxed().toList());
    }

    /** The values of rows, so that whole numbers stay whole. */
    private static double[] range(double[] values, int k) {
        if (k < 2) {
            return new double[] {Quantiles.min(values), Quantiles.max(values)};
        }
        int last = values.length - 1;
        int beyond = Math.min(last / 2, Math.max(k - 1, (int) (EXTREME * last)));
        return Quantiles.atRanks(values, beyond, last - beyond);
    }

    private static Levels summary(TextColumn column, SmallCells cells) {
        long[] counts = new long[column.levels().size()];
        for (int code : column.codes()) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0 && !cells.isSmall(counts[code])) {
                order.add(code);
            }
        }
        order.sort(Comparator.<Integer>comparingLong(code -> -counts[code]).thenComparing(column.levels()::get));
        double present = (double) column.rows() - column.missing();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int code : order.subList(0, Math.min(MAX_LEVELS, order.size()))) {
            shares.put(column.levels().get(code), counts[code] / present);
        }
        return new Levels(column.name(), column.missing(), shares);
    }
}
