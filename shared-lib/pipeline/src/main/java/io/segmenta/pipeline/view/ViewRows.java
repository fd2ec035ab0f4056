package io.segmenta.pipeline.view;

import io.segmenta.config.FeatureView;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Nearest;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.Expression;
import io.segmenta.pipeline.read.ReadResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a view makes of a file of its source: for each row the customer, the time from which on it is known, and the
 * features. Computed columns have the same bits on every machine. Time and memory O(rows x columns). Immutable.
 */
public final class ViewRows {
    private static final String ISO_DAY = "yyyy-MM-dd";

    private final Column entity;
    private final Optional<NumericColumn> times;
    private final Instant began;
    private final List<Column> columns;
    private final Schema schema;

    private ViewRows(Column entity, Optional<NumericColumn> times, Instant began, List<Column> columns,
            Schema schema) {
        this.entity = entity;
        this.times = times;
        this.began = began;
        this.columns = columns;
        this.schema = schema;
    }

    /**
     * Computes the features.
     *
     * @param began when the run of the file began: the time of rows that have no other
     * @throws DataException when the file lacks a column, or an expression cannot be computed from it; holds no value
     */
    public static ViewRows of(ReadResult file, FeatureView view, Instant began) {
        Table table = file.table();
        Column entity = require(table, "entity", view.entity());
        Optional<NumericColumn> times = view.timeColumn().map(name -> time(file, name));
        List<Column> columns = new ArrayList<>();
        List<ColumnSchema> schemas = new ArrayList<>();
        view.columns().forEach((name, text) -> {
            Expression expression = parsed(name, text);
            Optional<Column> plain = plain(expression, text).map(one -> require(table, "columns." + name, one));
            Column column = plain.map(one -> one.renamed(name))
                    .orElseGet(() -> computed(table, name, expression));
            columns.add(column);
            schemas.add(plain.isPresent() ? as(name, described(file.schema(), plain.get().name()))
                    : guarded(range(name, text, (NumericColumn) column), expression, file.schema()));
        });
        return new ViewRows(entity, times, began, List.copyOf(columns), new Schema(schemas));
    }

    private static Column require(Table table, String key, String name) {
        return table.column(name).orElseThrow(() -> missing(table, key, name));
    }

    private static DataException missing(Table table, String key, String name) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        return DataException.of(Reason.MISSING_COLUMN, "%s: %s: there is no column \"%s\"%s; columns are %s",
                table.source(), key, name,
                Nearest.to(name, names).map(near -> "; did you mean \"" + near + "\"?").orElse(""),
                String.join(", ", names.subList(0, Math.min(20, names.size()))));
    }

    private static NumericColumn time(ReadResult file, String name) {
        Column column = require(file.table(), "event_time", name);
        Role role = described(file.schema(), name).role();
        if (!(column instanceof NumericColumn numbers) || role != Role.DATE) {
            throw DataException.of(Reason.MALFORMED, "%s: event_time: \"%s\" must be a column of dates, it was read as "
                    + "%s", file.table().source(), name, role.name().toLowerCase(java.util.Locale.ROOT));
        }
        return numbers;
    }

    private static ColumnSchema described(Schema schema, String name) {
        return schema.column(name).orElseGet(() -> ColumnSchema.of(name, Role.NUMERIC, "made of the file"));
    }

    /** Values lie in tables as they were understood, whatever they were in the file. */
    private static ColumnSchema as(String name, ColumnSchema column) {
        return new ColumnSchema(name, column.role(), false, column.min(), column.max(), column.categories(),
                column.role() == Role.DATE ? Optional.of(ISO_DAY) : Optional.empty(), Optional.empty(), List.of(),
                column.description(), Optional.empty(), column.reason());
    }

    private static Expression parsed(String name, String text) {
        try {
            return Expression.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw DataException.of(Reason.MALFORMED, "columns.%s: %s", name, wrong.getMessage());
        }
    }

    /** The column that an expression is nothing but; it is kept as what it is, a text or a date. */
    private static Optional<String> plain(Expression expression, String text) {
        String name = expression.columns().size() == 1 ? expression.columns().get(0) : "";
        return Optional.of(name).filter(one -> !one.isEmpty()
                && (text.strip().equals(one) || text.strip().equals('"' + one + '"')));
    }

    private static Column computed(Table table, String name, Expression expression) {
        List<double[]> operands = new ArrayList<>();
        for (String operand : expression.columns()) {
            if (!(require(table, "columns." + name, operand) instanceof NumericColumn numbers)) {
                throw DataException.of(Reason.MALFORMED, "columns.%s: the expression uses \"%s\", which is a text "
                        + "column", name, operand);
            }
            operands.add(numbers.values());
        }
        return new NumericColumn(name, expression.values(operands, table.rows()));
    }

    private static ColumnSchema range(String name, String text, NumericColumn column) {
        OptionalDouble min = java.util.Arrays.stream(column.values()).filter(value -> !Double.isNaN(value)).min();
        OptionalDouble max = java.util.Arrays.stream(column.values()).filter(value -> !Double.isNaN(value)).max();
        ColumnSchema plain = ColumnSchema.of(name, min.isEmpty() ? Role.IGNORED : Role.NUMERIC, "computed: " + text);
        return min.isEmpty() ? plain : plain.withRange(min.getAsDouble(), max.orElseThrow());
    }

    /** What is made of a protected or personal column is no less so. */
    private static ColumnSchema guarded(ColumnSchema made, Expression expression, Schema schema) {
        return expression.columns().stream().flatMap(name -> schema.column(name).stream())
                .map(ColumnSchema::role).filter(role -> role == Role.PROTECTED || role == Role.PERSONAL).findFirst()
                .map(role -> made.withRole(role, made.reason() + "; made of a "
                        + role.name().toLowerCase(java.util.Locale.ROOT) + " column"))
                .orElse(made);
    }

    /** What each feature is. */
    public Schema schema() {
        return schema;
    }

    /** How many rows there are. */
    public int count() {
        return entity.rows();
    }

    /** The identifier of a row's customer; empty where it has none. */
    public String customer(int row) {
        return entity.text(row).strip();
    }

    /** From when on a row is known: the beginning of its day in UTC, or when the run began. */
    public Instant at(int row) {
        return times.filter(column -> !column.isMissing(row))
                .map(column -> Instant.ofEpochSecond((long) (column.value(row) * 86_400))).orElse(began);
    }

    /** A feature: a {@link Double}, a {@link String} that is a text or a date, or null where there is none. */
    public @Nullable Object value(int row, int column) {
        Column from = columns.get(column);
        if (from.isMissing(row)) {
            return null;
        }
        if (!(from instanceof NumericColumn numbers)) {
            return from.text(row);
        }
        double value = numbers.value(row);
        boolean day = schema.columns().get(column).role() == Role.DATE && value == Math.rint(value);
        return day ? LocalDate.ofEpochDay((long) value).toString() : (Object) value;
    }
}
