package io.segmenta.model.predict;

import io.segmenta.model.data.TotalLabels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table below its header, without those that training leaves out as well: rows of empty cells, the header
 * again, and at the end remarks of one cell and the rows that sum up the others. For one thread.
 */
final class CsvRows {
    /** Rows that are held back at once; more are no remarks. */
    private static final int MOST_HELD = 30;
    private static final int LEAST_COLUMNS = 3;
    private static final int MOST_HEADERS = 2;
    private static final String RULE = "-=_+─━═";
    private static final int SHORTEST_RULE = 4;

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

    /**
     * Leaves out at most two rows below the names that hold nothing that their columns may hold, above one that does:
     * the questions in full and the codes of a survey tool.
     *
     * @param understood whether some cell of a row is what its column may hold
     */
    void skipHeaders(Predicate<List<String>> understood) {
        List<List<String>> first = new ArrayList<>();
        List<String> row = read();
        while (row != null && first.size() < MOST_HEADERS && !understood.test(row)) {
            first.add(List.copyOf(row));
            row = read();
        }
        if (row == null || !understood.test(row)) {
            ready.addAll(first);
        }
        if (row != null) {
            if (mayStandBelow(row)) {
                readAhead(row);
            } else {
                ready.add(List.copyOf(row));
            }
        }
    }

    private @Nullable List<String> read() {
        List<String> row = records.next();
        while (row != null && (isEmpty(row) || isRule(row) || row.equals(header))) {
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

    /** A line that is drawn across a printed table. */
    private boolean isRule(List<String> row) {
        return isRemark(row) && row.get(0).length() >= SHORTEST_RULE
                && row.get(0).chars().allMatch(c -> RULE.indexOf(c) >= 0);
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
