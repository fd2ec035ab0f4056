package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read from one source: columns of equal length with unique names. Immutable. */
public final class Table {

    private final String source;
    private final List<Column> columns;
    private final Map<String, Column> byName;
    private final int rows;

    /** @param source where the data came from, as messages name it */
    public Table(String source, List<Column> columns) {
        this.source = Check.notNull(source, "source");
        this.columns = List.copyOf(columns);
        this.rows = columns.isEmpty() ? 0 : columns.get(0).rows();
        this.byName = new LinkedHashMap<>();
        for (Column column : this.columns) {
            Check.argument(column.rows() == rows, "column \"%s\" has %d rows, the first has %d", column.name(),
                    column.rows(), rows);
            Check.argument(byName.put(column.name(), column) == null, "two columns are named \"%s\"", column.name());
        }
    }

    /** Returns where the table comes from, for messages. */
    public String source() {
        return source;
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the columns in the table's order. */
    public List<Column> columns() {
        return columns;
    }

    /** Returns the column of this name; empty when there is none. */
    public Optional<Column> column(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns the column of that name.
     *
     * @throws DataException when there is none
     */
    public Column require(String name) {
        Column column = byName.get(name);
        if (column == null) {
            throw DataException.of(DataException.Reason.MISSING_COLUMN, "column \"%s\" is missing (file %s)", name,
                    source);
        }
        return column;
    }

    /**
     * Returns the named columns, in the given order.
     *
     * @throws DataException when one is missing
     */
    public Table select(List<String> names) {
        List<Column> chosen = new ArrayList<>(names.size());
        for (String name : names) {
            chosen.add(require(name));
        }
        return new Table(source, chosen);
    }

    /** Returns the given rows, in the given order. */
    public Table selectRows(int[] selected) {
        List<Column> chosen = new ArrayList<>(columns.size());
        for (Column column : columns) {
            chosen.add(column.selectRows(selected));
        }
        return new Table(source, chosen);
    }
}
