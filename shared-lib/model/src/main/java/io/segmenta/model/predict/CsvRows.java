package io.segmenta.model.predict;

import io.segmenta.model.data.TotalLabels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table below its header, without those that training leaves out as well: rows of empty cells, the header
 * again, and at the end remarks of one cell and the rows that sum up the others. For one thread.
 */
final class CsvRows {
    /** Rows that are held back at once; more are no remarks. */
    private static final int MOST_HELD = 30;
    private static final int LEAST_COLUMNS = 3;

    private final CsvRecords records;
    private final List<String> header;
    /** What was read ahead. */
    private final ArrayDeque<List<String>> ready = new ArrayDeque<>();
    private boolean any;
    /** Whether rows that sum up stood among the others, so that the last ones are like them. */
    private boolean totalsAreRows;

    /**
     * @param records after the header
     * @param header its cells
     */
    CsvRows(CsvRecords records, List<String> header) {
        this.records = records;
        this.header = List.copyOf(header);
    }

    /** The cells of the next row, which the caller may not keep; null at the end. */
    @Nullable
    List<String> next() {
        if (ready.isEmpty()) {
            List<String> row = read();
            if (row == null) {
                return null;
            }
            if (!mayStandBelow(row)) {
                any = true;
                return row;
            }
            readAhead(row);
        }
        any = true;
        return ready.poll();
    }

    private @Nullable List<String> read() {
        List<String> row = records.next();
        while (row != null && (isEmpty(row) || row.equals(header))) {
            row = records.next();
        }
        return row;
    }

    private static boolean isEmpty(List<String> row) {
        for (String cell : row) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return row.size() > 1;
    }

    private boolean mayStandBelow(List<String> row) {
        return isRemark(row) || (row.size() > 1 && !TotalLabels.of(row.get(0).strip()).isEmpty());
    }

    private boolean isRemark(List<String> row) {
        return row.size() == 1 && header.size() >= LEAST_COLUMNS;
    }

    /** Holds rows back until one follows that is like the others, or none. */
    private void readAhead(List<String> first) {
        List<List<String>> held = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        boolean apart = records.isApart();
        boolean twice = false;
        List<String> row = first;
        while (row != null && held.size() < MOST_HELD && mayStandBelow(row)) {
            List<String> kept = List.copyOf(row);
            held.add(kept);
            if (!isRemark(kept)) {
                twice |= !labels.add(TotalLabels.of(kept.get(0).strip()));
            }
            row = read();
        }
        boolean left = row == null && (labels.isEmpty()
                || (any && !totalsAreRows && !twice && TotalLabels.sumUp(labels, apart)));
        totalsAreRows |= !labels.isEmpty() && !TotalLabels.areNames(labels);
        if (!left) {
            ready.addAll(held);
        }
        if (row != null) {
            ready.add(List.copyOf(row));
        }
    }
}
