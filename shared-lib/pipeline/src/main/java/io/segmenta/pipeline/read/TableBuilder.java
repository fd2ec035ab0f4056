package io.segmenta.pipeline.read;

import io.segmenta.model.base.DataException;
import io.segmenta.model.data.TotalLabels;
import io.segmenta.pipeline.schema.RawColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts records into columns: leaves out blank lines, comments, notes, repeated headers and the last rows when they sum
 * up the others, fills up short rows and cuts long ones, and counts all of it.
 */
final class TableBuilder {
    private static final int LONG_CELL = 100;
    private static final int LONG_LINES = 20;

    private final String source;
    private final TableLayout layout;
    private final int maxRows;
    private final @Nullable RowRepair repair;
    private final ColumnBuilder[] columns;
    private final LineMap lines = new LineMap();
    private final Counts counts = new Counts();
    private final SpecialRows special;
    /** Rows that may sum up the others if none follows them, by their labels. */
    private final LinkedHashMap<String, RowBuffer> held = new LinkedHashMap<>();
    /** Whether a blank line stands before what is held. */
    private boolean heldApart;
    /** Whether such rows stood among the others, so that the last ones are like them. */
    private boolean totalsAreRows;
    /** Whether the last record was a blank line. */
    private boolean afterBlank;
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
        long longCells;
        long firstLongCell;
        long totals;
        long firstTotal;
        long lone;
        long firstLone;
        long repaired;
        long firstRepaired;
    }

    TableBuilder(String source, TableLayout layout, int maxRows) {
        this(source, layout, maxRows, null);
    }

    /** @param repair mends rows that are too long; null leaves their last cells out */
    TableBuilder(String source, TableLayout layout, int maxRows, @Nullable RowRepair repair) {
        this.source = source;
        this.repair = repair;
        this.layout = layout;
        this.maxRows = maxRows;
        this.special = new SpecialRows(layout.header());
        this.columns = new ColumnBuilder[layout.width()];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = new ColumnBuilder();
        }
    }

    int rows() {
        return rows;
    }

    /** Ends the table; what was met on the way. Last rows that sum up the others are left out. */
    Counts finish() {
        if (rows == 0 || totalsAreRows || !TotalLabels.sumUp(held.keySet(), heldApart)) {
            release();
        } else {
            counts.totals = held.size();
            counts.firstTotal = held.firstEntry().getValue().line;
        }
        return counts;
    }

    SpecialRows special() {
        return special;
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
            afterBlank = true;
            return;
        }
        int width = columns.length;
        if (row.isComment() && (row.cells != width || (filled == 1 && width > 1))) {
            counts.comments++;
            return;
        }
        if (filled == 1 && width > 2) {
            if (!row.isEmpty(0) && columns[0].isLikeIdentifiers(row.chars, row.starts[0], row.ends[0])) {
                counts.lone++;
                counts.firstLone = counts.firstLone == 0 ? row.line : counts.firstLone;
            } else if (row.cells == 1 || width > 3) {
                counts.notes++;
                return;
            }
        }
        if (special.isHeader(row, rows > 0)) {
            counts.repeatedHeaders++;
            return;
        }
        if (rows > 0 && special.isOtherHeader(row)) {
            throw DataException.of(DataException.Reason.MALFORMED,
                    "%s: line %d is a header again, with the columns in another order; files that are joined need "
                            + "the same "
                            + "order of columns",
                    source, row.line);
        }
        String label = SpecialRows.label(row);
        boolean name = held.isEmpty() && !afterBlank && TotalLabels.areNames(Set.of(label));
        if (label.isEmpty() || held.containsKey(label) || name) {
            release();
            append(row);
        } else {
            heldApart |= held.isEmpty() && afterBlank;
            held.put(label, row.copy());
        }
    }

    /**
     * Takes a record of a format in which every record with a value is a row: no titles, notes or totals among them.
     */
    void acceptRow(RowBuffer row) {
        if (row.filled() == 0) {
            counts.blank++;
        } else {
            append(row);
        }
    }

    /** Puts what was held back into the table: it is not the last. */
    private void release() {
        if (!held.isEmpty()) {
            List<RowBuffer> released = List.copyOf(held.values());
            totalsAreRows |= !TotalLabels.areNames(held.keySet());
            held.clear();
            heldApart = false;
            released.forEach(this::append);
        }
    }

    private void append(RowBuffer read) {
        int width = columns.length;
        RowBuffer row = read;
        if (row.cells > width) {
            row = mended(row, width);
        } else if (row.cells < width) {
            counts.shortRows++;
            counts.firstShort = counts.firstShort == 0 ? row.line : counts.firstShort;
        }
        beginRow(row.line);
        int cells = Math.min(row.cells, width);
        noteLongCells(row, cells);
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

    /** A cell of many lines may be a quote that was never closed, with other rows in it. */
    private void noteLongCells(RowBuffer row, int cells) {
        for (int j = 0; j < cells; j++) {
            if (row.quoted[j] && row.ends[j] - row.starts[j] > LONG_CELL) {
                int lines = 1;
                for (int i = row.starts[j]; i < row.ends[j]; i++) {
                    lines += row.chars[i] == '\n' || row.chars[i] == '\r' ? 1 : 0;
                }
                if (lines > LONG_LINES) {
                    counts.longCells++;
                    counts.firstLongCell = counts.firstLongCell == 0 ? row.line : counts.firstLongCell;
                }
            }
        }
    }

    /** Counts rows, on lines one after another, whose cells the caller is about to put into the columns by itself. */
    void beginRows(long line, int count) {
        release();
        if (rows > maxRows - count) {
            throw DataException.of(DataException.Reason.TOO_MANY_ROWS,
                    "%s: more than %d rows, the limit (read.max_rows)",
                    source, maxRows);
        }
        afterBlank = false;
        lines.add(rows, line, count);
        rows += count;
    }

    private RowBuffer mended(RowBuffer row, int width) {
        int beyond = width;
        while (beyond < row.cells && row.isEmpty(beyond)) {
            beyond++;
        }
        if (beyond == row.cells) {
            return row;
        }
        Optional<RowBuffer> mended = repair == null ? Optional.empty() : repair.repair(row);
        if (mended.isPresent()) {
            counts.repaired++;
            counts.firstRepaired = counts.firstRepaired == 0 ? row.line : counts.firstRepaired;
        } else {
            counts.longRows++;
            counts.firstLong = counts.firstLong == 0 ? row.line : counts.firstLong;
        }
        return mended.orElse(row);
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
