package io.segmenta.pipeline.read;

import io.segmenta.model.data.NumberText;
import io.segmenta.pipeline.schema.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Puts together what a delimiter inside an unquoted value has torn apart, as the comma of $20,000 does: the cells of a
 * longer row are joined so that every column holds what it holds in the rows of the right length.
 */
final class RowRepair {
    private static final double TYPED = 0.9;
    private static final int LEAST_ROWS = 3;
    private static final double FAR = 20;
    private static final double NEARLY_ALL = 0.95;
    private static final int NONE = -1;
    private static final int GROUP = 3;
    private static final int AGAIN = 5;
    private static final int THOUSAND = 1000;

    /**
     * What the values of a column have in common.
     *
     * @param levels all of them, where they are few and each comes again and again, else none
     */
    private record Kind(boolean numbers, double min, double max, boolean dates, Set<String> levels) {
        /**
         * Whether a cell may be one: a number not of another size than the others, without zeros before it.
         *
         * @param joined whether it was torn
         * @param thousands whether the row is torn at the thousands of a number, which are those of greater rows
         */
        boolean fits(String cell, boolean joined, boolean thousands) {
            if (cell.isEmpty() || Cells.isMissing(cell)) {
                return true;
            }
            // Where amounts of a thousand and more are torn none of them is among the rows that are not.
            if (numbers && thousands && (!joined || (max < THOUSAND && min > -THOUSAND))) {
                return !Double.isNaN(value(cell));
            }
            if (numbers) {
                double size = FAR * Math.max(1, Math.max(Math.abs(min), Math.abs(max)));
                return Math.abs(value(cell)) <= size;
            }
            return (!dates || Cells.isDate(cell)) && (joined || levels.isEmpty() || levels.contains(cell));
        }
    }

    private final char delimiter;
    private final List<Kind> kinds;
    /** The column that is torn in nearly all of the first rows that are too long. */
    private final int usual;

    private RowRepair(char delimiter, List<Kind> kinds, List<String[]> torn) {
        this.delimiter = delimiter;
        this.kinds = kinds;
        this.usual = usual(torn);
    }

    /** For a table of which these are the first rows. */
    static RowRepair of(List<HeadRow> head, TableLayout layout, char delimiter) {
        List<HeadRow> rows = head.stream().skip(layout.skip()).filter(row -> row.cells().length == layout.width())
                .toList();
        List<Kind> kinds = new ArrayList<>();
        for (int j = 0; j < layout.width(); j++) {
            kinds.add(kind(rows, j));
        }
        List<String[]> torn = head.stream().skip(layout.skip()).map(HeadRow::cells)
                .filter(cells -> cells.length > layout.width()).toList();
        return new RowRepair(delimiter, kinds, torn);
    }

    /** Of the columns that fit in nearly all torn rows the one with the most numbers torn at their thousands. */
    private int usual(List<String[]> torn) {
        int best = NONE;
        int most = -1;
        for (int at = 0; at < kinds.size(); at++) {
            int fitting = 0;
            int thousands = 0;
            for (String[] cells : torn) {
                int extra = cells.length - kinds.size();
                fitting += fits(cells, at, extra) ? 1 : 0;
                thousands += isThousands(cells, at, extra) ? 1 : 0;
            }
            if (fitting >= NEARLY_ALL * torn.size() && thousands >= most) {
                best = thousands == most ? NONE : at;
                most = thousands;
            }
        }
        return best;
    }

    private static Kind kind(List<HeadRow> rows, int column) {
        int present = 0;
        int numbers = 0;
        int dates = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        Set<String> levels = new HashSet<>();
        for (HeadRow row : rows) {
            String cell = row.cell(column);
            if (!Cells.isMissing(cell)) {
                present++;
                levels.add(cell);
                double value = value(cell);
                numbers += Double.isNaN(value) ? 0 : 1;
                dates += Cells.isDate(cell) ? 1 : 0;
                min = Math.min(min, Double.isNaN(value) ? min : value);
                max = Math.max(max, Double.isNaN(value) ? max : value);
            }
        }
        boolean enough = present >= LEAST_ROWS;
        boolean typed = numbers >= TYPED * present || dates >= TYPED * present;
        return new Kind(enough && numbers >= TYPED * present, min, max, enough && dates >= TYPED * present,
                typed || levels.size() * AGAIN > present ? Set.of() : levels);
    }

    private static double value(String cell) {
        NumberText number = NumberText.of(cell);
        boolean zeros = cell.length() > 1 && cell.charAt(0) == '0' && NumberText.isDigit(cell.charAt(1));
        if (number == null || zeros) {
            return Double.NaN;
        }
        double value = number.value('.');
        return Double.isNaN(value) ? number.value(',') : value;
    }

    /**
     * The row with as many cells as the table has columns, if there is one way to read it so; of several ways the one
     * that fits nearly all such rows of the file, or the only one that joins a number with its thousands.
     */
    Optional<RowBuffer> repair(RowBuffer row) {
        String[] cells = new String[row.cells];
        for (int j = 0; j < cells.length; j++) {
            cells[j] = row.text(j);
        }
        int extra = cells.length - kinds.size();
        List<Integer> fitting = IntStream.range(0, kinds.size()).filter(at -> fits(cells, at, extra)).boxed().toList();
        if (fitting.contains(usual)) {
            return Optional.of(joined(row.line, cells, usual, extra));
        }
        List<Integer> ways = fitting.size() == 1 ? fitting
                : fitting.stream().filter(at -> isThousands(cells, at, extra)).toList();
        return ways.size() == 1 ? Optional.of(joined(row.line, cells, ways.getFirst(), extra)) : Optional.empty();
    }

    private boolean fits(String[] cells, int at, int extra) {
        boolean thousands = isThousands(cells, at, extra);
        for (int j = 0; j < kinds.size(); j++) {
            String cell = j == at ? join(cells, at, extra) : cells[j < at ? j : j + extra];
            if (!kinds.get(j).fits(cell, j == at, thousands)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isThousands(String[] cells, int at, int extra) {
        for (int k = at; k < at + extra; k++) {
            String left = cells[k];
            String right = cells[k + 1];
            boolean digits = right.length() >= GROUP
                    && right.chars().limit(GROUP).allMatch(c -> NumberText.isDigit((char) c))
                    && (right.length() == GROUP || !NumberText.isDigit(right.charAt(GROUP)));
            if (left.isEmpty() || !NumberText.isDigit(left.charAt(left.length() - 1)) || !digits) {
                return false;
            }
        }
        return true;
    }

    private String join(String[] cells, int at, int extra) {
        return String.join(String.valueOf(delimiter), Arrays.asList(cells).subList(at, at + extra + 1));
    }

    private RowBuffer joined(long line, String[] cells, int at, int extra) {
        RowBuffer result = new RowBuffer();
        result.begin(line);
        for (int j = 0; j < kinds.size(); j++) {
            result.add(j == at ? join(cells, at, extra) : cells[j < at ? j : j + extra]);
        }
        return result;
    }
}
