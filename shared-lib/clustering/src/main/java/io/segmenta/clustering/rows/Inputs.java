package io.segmenta.clustering.rows;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Matrix;

/** The checks that every algorithm makes of its data before it starts. */
public final class Inputs {

    /** Values beyond this magnitude are refused: their squares leave the range of single precision. */
    public static final float MAX_MAGNITUDE = 1e15f;

    private Inputs() {}

    /** Refuses a matrix without columns or with fewer rows than {@code least}. */
    public static void atLeastRows(Matrix x, int least) {
        Check.notNull(x, "x");
        if (x.columns() == 0) {
            throw DataException.of(Reason.NO_FEATURES, "columns must be >= 1, got 0");
        }
        if (x.rows() < least) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "rows must be >= %d, got %d", least, x.rows());
        }
    }

    /**
     * Refuses what cannot be clustered, naming the first by column and row.
     *
     * @throws IllegalArgumentException for NaN and infinities, which no pipeline of features yields
     * @throws DataException for values beyond {@link #MAX_MAGNITUDE}
     */
    public static void finite(Matrix x) {
        for (int j = 0; j < x.columns(); j++) {
            float[] column = x.column(j);
            if (!allFinite(column)) {
                refuse(x.names().get(j), column);
            }
        }
    }

    private static boolean allFinite(float[] values) {
        float high = 0f;
        float low = 0f;
        boolean ordered = true;
        for (float value : values) {
            high = value > high ? value : high;
            low = value < low ? value : low;
            ordered &= !Float.isNaN(value);
        }
        return ordered && high <= MAX_MAGNITUDE && low >= -MAX_MAGNITUDE;
    }

    private static void refuse(String name, float[] column) {
        for (int i = 0; i < column.length; i++) {
            float value = column[i];
            Check.argument(!Float.isNaN(value) && !Float.isInfinite(value),
                    "column \"%s\": expected a finite value, got %s at row %d", name, value, RowNumber.of(i));
            if (Math.abs(value) > MAX_MAGNITUDE) {
                throw DataException.of(Reason.OUT_OF_RANGE,
                        "column \"%s\": expected a magnitude of at most %s, got %s at row %d", name, MAX_MAGNITUDE,
                        value, RowNumber.of(i));
            }
        }
    }

    /**
     * Refuses labels that do not belong to the rows or are negative.
     *
     * @return one more than the largest label
     */
    public static int labels(int[] labels, int rows) {
        Check.argument(labels.length == rows, "%d labels for %d rows; there must be as many", labels.length, rows);
        int lowest = 0;
        int highest = -1;
        for (int label : labels) {
            lowest = Math.min(lowest, label);
            highest = Math.max(highest, label);
        }
        for (int i = 0; lowest < 0 && i < rows; i++) {
            Check.argument(labels[i] >= 0, "label must be >= 0, got %d at row %d", labels[i], RowNumber.of(i));
        }
        return highest + 1;
    }
}
