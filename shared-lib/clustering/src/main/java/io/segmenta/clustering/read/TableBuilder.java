package io.segmenta.clustering.read;

import io.segmenta.clustering.infer.RawColumn;
import io.segmenta.model.DataException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts records into columns: leaves out blank lines, comments, notes and repeated headers, fills up short rows and cuts
 * long ones, and counts all of it.
 */
final class TableBuilder {
    private final String source;
    private final TableLayout layout;
    private final int maxRows;
    private final ColumnBuilder[] columns;
    private final LineMap lines = new LineMap();
    private final Counts counts = new Counts();
    private int rows;
    private long records;

    /** What was met on the way and is told in the report. */
    static final class Counts {
        long blank;
        long comments;
        long notes;
        long repeatedHeaders;
        long shortRows;
        long longRows;
        long firstShort;
        long firstLong;
    }

    TableBuilder(String source, TableLayout layout, int maxRows) {
        this.source = source;
        this.layout = layout;
        this.maxRows = maxRows;
        this.columns = new ColumnBuilder[layout.width()];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = new ColumnBuilder(columns.length);
        }
    }

    int rows() {
        return rows;
    }

    Counts counts() {
        return counts;
    }

    ColumnBuilder column(int index) {
        return columns[index];
    }

    /** Takes the next record of the file, its header included. */
    void accept(RowBuffer row) {
        if (records++ < layout.skip()) {
            return;
        }
        int filled = row.filled();
        if (filled == 0) {
            counts.blank++;
            return;
        }
        int width = columns.length;
        if (row.isComment() && (row.cells != width || filled == 1 && width > 1)) {
            counts.comments++;
            return;
        }
        if (filled == 1 && width > 1 && (row.cells == 1 && width > 2 || width > 3)) {
            counts.notes++;
            return;
        }
        if (isHeader(row)) {
            counts.repeatedHeaders++;
            return;
        }
        if (row.cells > width) {
            cut(row, width);
        } else if (row.cells < width) {
            counts.shortRows++;
            counts.firstShort = counts.firstShort == 0 ? row.line : counts.firstShort;
        }
        beginRow(row.line);
        int cells = Math.min(row.cells, width);
        for (int j = 0; j < cells; j++) {
            columns[j].add(row.chars, row.starts[j], row.ends[j]);
        }
        for (int j = cells; j < width; j++) {
            columns[j].addMissing();
        }
    }

    private void beginRow(long line) {
        beginRows(line, 1);
    }

    /** Counts rows, on lines one after another, whose cells the caller is about to put into the columns by itself. */
    void beginRows(long line, int count) {
        if (rows > maxRows - count) {
            throw DataException.of(DataException.Reason.TOO_MANY_ROWS,
                    "%s: more than %d rows, the limit (read.max_rows)",
                    source, maxRows);
        }
        lines.add(rows, line, count);
        rows += count;
    }

    private void cut(RowBuffer row, int width) {
        for (int j = width; j < row.cells; j++) {
            if (!row.isEmpty(j)) {
                counts.longRows++;
                counts.firstLong = counts.firstLong == 0 ? row.line : counts.firstLong;
                return;
            }
        }
    }

    private boolean isHeader(RowBuffer row) {
        List<String> header = layout.header();
        if (header.size() < 2 || row.cells != header.size()) {
            return false;
        }
        for (int j = 0; j < header.size(); j++) {
            String name = header.get(j);
            if (row.ends[j] - row.starts[j] != name.length() || !row.text(j).equals(name)) {
                return false;
            }
        }
        return true;
    }

    /** The columns; those with neither a name in the header nor a value are left out. */
    List<RawColumn> build() {
        List<RawColumn> result = new ArrayList<>();
        for (int j = 0; j < columns.length; j++) {
            boolean named = layout.headerRows() > 0 && !layout.names().get(j).equals("c" + (j + 1));
            RawColumn column = columns[j].build(layout.names().get(j), lines);
            if (named || hasValue(column)) {
                result.add(column);
            }
            columns[j] = null;
        }
        return result;
    }

    private static boolean hasValue(RawColumn column) {
        if (!column.levels().isEmpty()) {
            return true;
        }
        if (column.isNumeric()) {
            for (double value : column.values()) {
                if (!Double.isNaN(value)) {
                    return true;
                }
            }
        }
        return false;
    }
}
