package io.segmenta.model.rows;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model read of each row of a run's file: the values of its source columns, but for those that are computed
 * from others. The file lies in blocks beside that of the assigned rows, with an index of the same form, and the same
 * rows in the same order. Numbers stand without quotes, texts within them, dates as texts ({@code "2024-05-31"}); a
 * value that is not there is an empty cell. A block that was read is kept for the rows after it. Not for several
 * threads at once.
 */
public final class RowValues {
    /** The most columns of such a file: a block has so many times {@value RowBlocks#ROWS} values. */
    public static final int MOST_COLUMNS = 256;

    /** The first cell of a line is the number of the row. */
    private static final int NUMBER = 1;

    private final RowBlocks index;
    private final AssignedRows.Source source;
    private final List<String> columns;
    private @Nullable List<List<String>> block;
    private int place = -1;

    /** The values that an index tells of. */
    public RowValues(RowBlocks index, AssignedRows.Source source) {
        this.index = index;
        this.source = source;
        List<String> all = index.columns();
        this.columns = List.copyOf(all.subList(NUMBER, all.size()));
    }

    /** The names of the columns, in the order of the cells. */
    public List<String> columns() {
        return columns;
    }

    /** How many rows there are. */
    public int rows() {
        return index.rows();
    }

    /**
     * Returns the cells of a row as they are written in a file of comma-separated values; no spreadsheet takes one for
     * a formula.
     *
     * @param number of the row, from 1
     * @throws ContractException when the file is broken, or has no such row
     */
    public List<String> cells(int number) {
        if (number < 1 || number > index.rows()) {
            throw new ContractException(RunFile.VALUES.path() + ": it has " + index.rows() + " rows, and no row "
                    + number);
        }
        int wanted = (number - 1) / RowBlocks.ROWS;
        List<List<String>> lines = block;
        if (lines == null || place != wanted) {
            lines = read(wanted);
            block = lines;
            place = wanted;
        }
        return lines.get((number - 1) % RowBlocks.ROWS);
    }

    /**
     * Returns the values of a row by the names of their columns: numbers as {@link Double}, texts as {@link String},
     * none where the row has none.
     *
     * @param number of the row, from 1
     * @throws ContractException when the file is broken, or has no such row
     */
    public Map<String, Object> find(int number) {
        List<String> cells = cells(number);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            String cell = cells.get(c);
            if (cell.startsWith("\"")) {
                values.put(columns.get(c), SafeCsv.original(RowLines.cells(cell).get(0)));
            } else if (!cell.isEmpty()) {
                values.put(columns.get(c), number(cell));
            }
        }
        return values;
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException noNumber) {
            throw new ContractException(RunFile.VALUES.path() + ": a cell has text where a number is expected",
                    noNumber);
        }
    }

    private List<List<String>> read(int wanted) {
        int length = Math.toIntExact(index.offset(wanted + 1) - index.offset(wanted));
        byte[] bytes = source.ofRows(index.offset(wanted), length);
        List<List<String>> lines = RowLines.written(bytes, index.header(), NUMBER + columns.size());
        if (lines.size() != index.rows(wanted)) {
            throw new ContractException(RunFile.VALUES.path() + ": block " + wanted + " has " + lines.size()
                    + " rows, expected " + index.rows(wanted));
        }
        return lines;
    }
}
