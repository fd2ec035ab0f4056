package io.segmenta.pipeline.aggregate;

import io.segmenta.config.PanelConfig.Summary;
import io.segmenta.config.PanelConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.schema.Periods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Summarises a panel, one row for each entity and time, into one row for each entity. Of each measure
 * <ul>
 * <li>mean: the mean over the times that have a value;</li>
 * <li>last: the value of the latest such time;</li>
 * <li>growth: the mean change from one time to the next, in percent of the former;</li>
 * <li>volatility: the standard deviation (divisor n - 1) of those changes, in percent points.</li>
 * </ul>
 * A summary that needs more values than there are is missing. A column of levels stays where each entity has the same
 * at all times.
 */
final class Panel {
    private Panel() {}

    static Shaping.Shaped summarise(Table table, Schema schema, PanelConfig settings, List<String> notes) {
        Column entity = table.require(settings.entity());
        NumericColumn time = times(table.require(settings.time()))
                .orElseThrow(() -> DataException.of(Reason.UNPARSEABLE_VALUE,
                        "column \"%s\": panel.time must hold numbers, dates or periods such as 2024-Q1 (file %s)",
                        settings.time(), table.source()));
        boolean written = table.require(settings.time()) instanceof TextColumn;
        boolean dates = schema.column(settings.time()).filter(column -> column.role() == Role.DATE).isPresent();
        Map<String, List<Integer>> rows = new TreeMap<>();
        Set<Double> times = new TreeSet<>();
        for (int i = 0; i < table.rows(); i++) {
            double at = time.value(i);
            double compared = written ? Math.floor(at)
                    : dates && !Double.isNaN(at) ? LocalDate.ofEpochDay((long) Math.floor(at)).getYear() : at;
            if (!entity.isMissing(i) && compared >= settings.from() && compared <= settings.to()) {
                rows.computeIfAbsent(entity.text(i), k -> new ArrayList<>()).add(i);
                times.add(at);
            }
        }
        int all = rows.size();
        if (settings.complete()) {
            rows.values().removeIf(list -> list.stream().map(time::value).distinct().count() < times.size());
        }
        if (rows.size() < 2) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "%s: the panel leaves %d of %d values of \"%s\"",
                    table.source(),
                    rows.size(), all, settings.entity());
        }
        rows.values().forEach(list -> list.sort(Comparator.comparingDouble(time::value)));
        notes.add(String.format(Locale.ROOT, "a panel: %,d rows became %,d values of \"%s\" over %d times%s",
                table.rows(), rows.size(), settings.entity(), times.size(),
                settings.complete() ? " (" + (all - rows.size()) + " without all of them were left out)" : ""));
        long again = rows.values().stream().mapToLong(list -> again(list, time)).sum();
        if (again > 0) {
            notes.add(String.format(Locale.ROOT,
                    "%,d rows have the \"%s\" and the \"%s\" of another row; each counts as a time of its own", again,
                    settings.entity(), settings.time()));
        }
        List<Column> columns = new ArrayList<>();
        List<ColumnSchema> schemas = new ArrayList<>();
        columns.add(entity.selectRows(rows.values().stream().mapToInt(List::getFirst).toArray()));
        schemas.add(ColumnSchema.of(entity.name(), Role.IDENTIFIER, "the entity of a panel"));
        for (ColumnSchema kept : schema.columns()) {
            if (isOfEntity(kept, table.require(kept.name()), rows.values()) && !kept.name().equals(settings.time())
                    && !kept.name().equals(settings.entity())) {
                columns.add(table.require(kept.name())
                        .selectRows(rows.values().stream().mapToInt(List::getFirst).toArray()));
                schemas.add(kept);
            }
        }
        for (NumericColumn measure : measures(table, schema, settings)) {
            for (Summary summary : settings.summaries()) {
                String name = measure.name() + "_" + summary.name().toLowerCase(Locale.ROOT);
                double[] values = rows.values().stream().mapToDouble(list -> value(summary, measure, list)).toArray();
                columns.add(new NumericColumn(name, values));
                String meaning = summary.name().toLowerCase(Locale.ROOT) + " of " + measure.name();
                schemas.add(Ranges.numeric(name, meaning, values).withDescription(meaning));
            }
        }
        return new Shaping.Shaped(new Table(table.source(), columns), new Schema(schemas), notes);
    }

    /** The times of a column in numbers that rise with them; empty where it holds something else. */
    static Optional<NumericColumn> times(Column column) {
        return switch (column) {
            case NumericColumn numbers -> Optional.of(numbers);
            case TextColumn text -> {
                List<OptionalDouble> periods = text.levels().stream().map(Periods::of).toList();
                yield periods.isEmpty() || periods.stream().anyMatch(OptionalDouble::isEmpty) ? Optional.empty()
                        : Optional.of(new NumericColumn(text.name(), IntStream.range(0, text.rows())
                                .mapToDouble(i -> text.isMissing(i) ? Double.NaN
                                        : periods.get(text.code(i)).getAsDouble())
                                .toArray()));
            }
        };
    }

    /** Whether a column of levels has the same at all times of each entity, so that it tells of the entity. */
    private static boolean isOfEntity(ColumnSchema schema, Column column, Collection<List<Integer>> entities) {
        return switch (schema.role()) {
            case CATEGORICAL, ORDINAL, BOOLEAN, PROTECTED, CODE -> entities.stream().allMatch(list -> list.stream()
                    .allMatch(row -> Objects.equals(column.isMissing(row) ? null : column.text(row),
                            column.isMissing(list.getFirst()) ? null : column.text(list.getFirst()))));
            default -> false;
        };
    }

    /** Rows, in the order of their times, that have the time of the one before. */
    private static long again(List<Integer> rows, NumericColumn time) {
        long again = 0;
        for (int i = 1; i < rows.size(); i++) {
            again += time.value(rows.get(i)) == time.value(rows.get(i - 1)) ? 1 : 0;
        }
        return again;
    }

    private static List<NumericColumn> measures(Table table, Schema schema, PanelConfig settings) {
        List<NumericColumn> measures = new ArrayList<>();
        for (ColumnSchema column : schema.columns()) {
            boolean wanted = settings.measures().isEmpty()
                    ? column.role() == Role.NUMERIC && !column.name().equals(settings.time())
                            && !column.name().equals(settings.entity())
                    : settings.measures().contains(column.name());
            if (wanted && table.require(column.name()) instanceof NumericColumn numbers) {
                measures.add(numbers);
            }
        }
        for (String name : settings.measures()) {
            if (!(table.require(name) instanceof NumericColumn)) {
                throw DataException.of(Reason.UNPARSEABLE_VALUE,
                        "column \"%s\": panel.measures must hold numbers (file %s)", name, table.source());
            }
        }
        return measures;
    }

    private static double value(Summary summary, NumericColumn measure, List<Integer> rows) {
        double[] x = rows.stream().mapToDouble(measure::value).filter(v -> !Double.isNaN(v)).toArray();
        if (x.length == 0) {
            return Double.NaN;
        }
        return switch (summary) {
            case MEAN -> mean(x);
            case LAST -> x[x.length - 1];
            case GROWTH -> x.length < 2 ? Double.NaN : mean(changes(x));
            case VOLATILITY -> x.length < 3 ? Double.NaN : deviation(changes(x));
        };
    }

    private static double[] changes(double[] x) {
        double[] changes = new double[x.length - 1];
        int n = 0;
        for (int i = 1; i < x.length; i++) {
            if (x[i - 1] != 0) {
                changes[n++] = 100 * (x[i] - x[i - 1]) / Math.abs(x[i - 1]);
            }
        }
        return java.util.Arrays.copyOf(changes, n);
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return x.length == 0 ? Double.NaN : sum / x.length;
    }

    private static double deviation(double[] x) {
        double mean = mean(x);
        double squares = 0;
        for (double value : x) {
            squares += (value - mean) * (value - mean);
        }
        return x.length < 2 ? Double.NaN : Math.sqrt(squares / (x.length - 1));
    }
}
