package io.segmenta.pipeline.view;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Gzipped;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.features.FeatureCells;
import io.segmenta.model.rows.SafeCsv;
import io.segmenta.pipeline.read.ReadResult;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a view as they are joined to the rows of a file, by customer; and the file of a run that keeps what
 * was joined, from which the run can be repeated when the view knows more. Immutable.
 *
 * @param schema what the columns are, each with the view it comes from
 * @param rows by identifier
 */
public record JoinedColumns(Schema schema, Map<String, Known> rows) {
    private static final String TIME = "event_time";
    /** More than the customers of one function's table can have. */
    private static final int MOST_BYTES = 1 << 30;

    /**
     * What was known of a customer.
     *
     * @param at from when on
     * @param values in the order of the columns
     */
    public record Known(Instant at, List<@Nullable Object> values) {}

    public JoinedColumns {
        rows = new TreeMap<>(rows);
    }

    /**
     * The identifiers of a file's rows, as they are joined by.
     *
     * @throws DataException when no column names the customers
     */
    public static Column customers(ReadResult file) {
        return file.schema().identifier(file.table()).orElseThrow(() -> DataException.of(Reason.MISSING_COLUMN,
                "%s: features.view: no column names the customers, by which a view is joined; give one the role "
                        + "identifier in columns.roles",
                file.table().source()));
    }

    /**
     * The file with these columns; a customer that is not known has no values.
     *
     * @throws DataException when the file has a column of the same name
     */
    public ReadResult to(ReadResult file) {
        Column customers = customers(file);
        List<Column> columns = new ArrayList<>(file.table().columns());
        List<ColumnSchema> schemas = new ArrayList<>(file.schema().columns());
        for (int c = 0; c < schema.columns().size(); c++) {
            ColumnSchema column = schema.columns().get(c);
            if (file.table().column(column.name()).isPresent() || file.schema().column(column.name()).isPresent()) {
                throw DataException.of(Reason.DUPLICATE_COLUMN, "%s: features.view: the file and %s both have a column "
                        + "\"%s\"; call the feature otherwise in a new version of the view",
                        file.table().source(), column.view().orElse("the view"), column.name());
            }
            columns.add(column(column, values(customers, c)));
            schemas.add(column);
        }
        long found = IntStream.range(0, customers.rows()).filter(row -> known(customers, row) != null).count();
        String note = String.format(Locale.ROOT, "%,d of %,d rows have features of %s", found, customers.rows(),
                schema.columns().get(0).view().orElse("a view"));
        return new ReadResult(new Table(file.table().source(), columns), new Schema(schemas),
                file.report().noting(note));
    }

    /** The table of a file with these columns, for whoever needs no schema. */
    public Table to(Table table, String identifier) {
        Column customers = table.require(identifier);
        List<Column> columns = new ArrayList<>(table.columns());
        for (int c = 0; c < schema.columns().size(); c++) {
            columns.add(column(schema.columns().get(c), values(customers, c)));
        }
        return new Table(table.source(), columns);
    }

    private @Nullable Known known(Column customers, int row) {
        return rows.get(customers.text(row).strip());
    }

    private List<@Nullable Object> values(Column customers, int column) {
        List<@Nullable Object> values = new ArrayList<>(customers.rows());
        for (int row = 0; row < customers.rows(); row++) {
            Known known = known(customers, row);
            values.add(known == null ? null : known.values.get(column));
        }
        return values;
    }

    private static Column column(ColumnSchema column, List<@Nullable Object> values) {
        boolean texts = values.stream().anyMatch(value -> value instanceof String)
                || (column.role() == Role.CATEGORICAL && values.stream().allMatch(Objects::isNull));
        if (texts && column.role() != Role.DATE) {
            List<@Nullable String> cells = new ArrayList<>(values.size());
            values.forEach(value -> cells.add(value == null ? null : FeatureCells.plain(value)));
            return TextColumn.of(column.name(), cells);
        }
        return new NumericColumn(column.name(), values.stream().mapToDouble(JoinedColumns::number).toArray());
    }

    private static double number(@Nullable Object value) {
        if (value == null) {
            return Double.NaN;
        }
        return value instanceof Double number ? number
                : LocalDate.parse(value.toString()).toEpochDay();
    }

    /**
     * The file that keeps these rows: gzipped CSV of the identifier, the time and the values, in the order of the
     * identifiers. The same rows give the same bytes.
     *
     * @param identifier the name of the column that names the customers, by which an erasure finds their lines
     */
    public byte[] write(String identifier) {
        StringBuilder lines = new StringBuilder(SafeCsv.cell(identifier)).append(',').append(TIME);
        schema.columns().forEach(column -> lines.append(',').append(SafeCsv.cell(column.name())));
        lines.append('\n');
        rows.forEach((customer, known) -> {
            lines.append(FeatureCells.cell(customer)).append(',').append(FeatureCells.cell(known.at.toString()));
            known.values.forEach(value -> lines.append(',').append(FeatureCells.cell(value)));
            lines.append('\n');
        });
        return Gzipped.pack(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param whole the schema of the run, of which the columns of a view are taken
     * @throws ContractException when it is none
     */
    public static JoinedColumns read(byte[] file, Schema whole) {
        Schema schema = new Schema(whole.columns().stream().filter(column -> column.view().isPresent()).toList());
        Map<String, Known> rows = new HashMap<>();
        try {
            String text = new String(Gzipped.unpack(file, MOST_BYTES, "what a run joined"), StandardCharsets.UTF_8);
            for (String line : FeatureCells.lines(text).stream().skip(1).toList()) {
                List<@Nullable Object> cells = FeatureCells.values(line);
                if (cells.size() != 2 + schema.columns().size()) {
                    throw new ContractException("what a run joined has a line of " + cells.size() + " cells");
                }
                rows.put(String.valueOf(cells.get(0)), new Known(Instant.parse(String.valueOf(cells.get(1))),
                        cells.subList(2, cells.size())));
            }
        } catch (DataException | DateTimeException damaged) {
            throw new ContractException("what a run joined cannot be read", damaged);
        }
        return new JoinedColumns(schema, rows);
    }
}
