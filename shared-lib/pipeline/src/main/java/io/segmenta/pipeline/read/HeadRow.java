package io.segmenta.pipeline.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One record of the head of a file. Not a value type: its arrays are shared within the package.
 *
 * @param comment whether the record begins with an unquoted #
 */
record HeadRow(String[] cells, boolean[] quoted, boolean comment, long line) {

    private static final int MOST_SHIFTED = 3;
    private static final double FEW_ROWS = 0.05;
    private static final String RULE = "-=_+─━═";
    private static final int SHORTEST_RULE = 4;

    static HeadRow of(RowBuffer row) {
        String[] cells = new String[row.cells];
        boolean[] quoted = new boolean[row.cells];
        for (int j = 0; j < cells.length; j++) {
            cells[j] = row.text(j);
            quoted[j] = row.quoted[j];
        }
        return new HeadRow(cells, quoted, row.isComment(), row.line);
    }

    /** How many cells hold anything; a line that is drawn across a printed table holds nothing. */
    int filled() {
        int count = 0;
        for (String cell : cells) {
            count += cell.isEmpty() || isRule(cell) ? 0 : 1;
        }
        return count;
    }

    private static boolean isRule(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (RULE.indexOf(cell.charAt(i)) < 0) {
                return false;
            }
        }
        return cell.length() >= SHORTEST_RULE;
    }

    /** The cell, or "" beyond the end of the row. */
    String cell(int column) {
        return column < cells.length ? cells[column] : "";
    }

    /**
     * The number of columns: the cells of most rows, but those of the first row where others have as many and most have
     * one to three more, which a delimiter inside a value makes of them.
     */
    static int width(List<HeadRow> rows) {
        int most = modalWidth(rows);
        Optional<HeadRow> first = rows.stream().filter(row -> !row.comment && row.cells.length > 1).findFirst();
        if (first.isEmpty() || first.get().cells.length >= most || first.get().filled() < first.get().cells.length) {
            return most;
        }
        int named = first.get().cells.length;
        long asNamed = rows.stream().filter(row -> row.cells.length == named).count() - 1;
        boolean near = rows.stream().filter(row -> row.filled() > 1)
                .allMatch(row -> row.cells.length >= named && row.cells.length <= named + MOST_SHIFTED);
        return near && asNamed > FEW_ROWS * rows.size() ? named : most;
    }

    /**
     * The number of cells most rows have; of two as frequent ones the greater. One-cell rows count only among
     * themselves.
     */
    static int modalWidth(List<HeadRow> rows) {
        Map<Integer, Integer> counts = new TreeMap<>();
        int plain = 0;
        for (HeadRow row : rows) {
            if (row.cells.length > 1 && row.filled() > 0) {
                counts.merge(row.cells.length, 1, Integer::sum);
            } else if (row.cells.length == 1 && !row.comment) {
                plain++;
            }
        }
        int best = 1;
        int most = plain > 3 * counts.values().stream().mapToInt(Integer::intValue).sum() ? plain : 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getValue() >= most) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }
}
