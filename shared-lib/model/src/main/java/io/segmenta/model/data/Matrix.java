package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.RowNumber;
import java.util.List;

/**
 * A dense matrix of single-precision features, n rows by d named columns, stored by column. Immutable by contract: the
 * arrays are shared, not copied, and must not be written to once the matrix exists.
 */
public final class Matrix {

    private final List<String> names;
    private final float[][] columns;
    private final int rows;

    private Matrix(List<String> names, float[][] columns, int rows) {
        this.names = names;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Makes a matrix of columns and takes ownership of them.
     *
     * @param names d names
     * @param columns d arrays of equal length
     */
    public static Matrix ofColumns(List<String> names, float[][] columns) {
        Check.argument(names.size() == columns.length, "%d names for %d columns; there must be as many", names.size(),
                columns.length);
        int rows = columns.length == 0 ? 0 : columns[0].length;
        for (int j = 0; j < columns.length; j++) {
            Check.argument(columns[j].length == rows, "column \"%s\" has %d rows, the first has %d", names.get(j),
                    columns[j].length, rows);
        }
        return new Matrix(List.copyOf(names), columns.clone(), rows);
    }

    /**
     * Makes a matrix of rows, copying them.
     *
     * @param names d names
     * @param rows n arrays of length d
     */
    public static Matrix ofRows(List<String> names, float[][] rows) {
        int d = names.size();
        float[][] columns = new float[d][rows.length];
        for (int i = 0; i < rows.length; i++) {
            Check.argument(rows[i].length == d, "row %d has %d values, expected %d", RowNumber.of(i), rows[i].length,
                    d);
            for (int j = 0; j < d; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return new Matrix(List.copyOf(names), columns, rows.length);
    }

    /** Returns the number of rows, n. */
    public int rows() {
        return rows;
    }

    /** Returns the number of columns, d. */
    public int columns() {
        return columns.length;
    }

    /** Returns the names of the d columns. */
    public List<String> names() {
        return names;
    }

    /** Returns one value; neither index is checked beyond what the arrays do. */
    public float get(int row, int column) {
        return columns[column][row];
    }

    /** Returns the column itself, never to be written to. */
    public float[] column(int column) {
        return columns[column];
    }

    /** Copies row {@code row} into the first d places of {@code into}. */
    public void row(int row, float[] into) {
        for (int j = 0; j < columns.length; j++) {
            into[j] = columns[j][row];
        }
    }

    /** Returns the given rows, in the given order; a row may be named more than once. */
    public Matrix selectRows(int[] selected) {
        float[][] chosen = new float[columns.length][selected.length];
        for (int j = 0; j < columns.length; j++) {
            float[] from = columns[j];
            float[] to = chosen[j];
            for (int i = 0; i < selected.length; i++) {
                to[i] = from[selected[i]];
            }
        }
        return new Matrix(names, chosen, selected.length);
    }
}
