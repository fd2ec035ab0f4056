package io.segmenta.clustering.infer;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import java.util.List;
import java.util.Optional;

/**
 * A column whose text has been given its meaning.
 *
 * @param column the values
 * @param kind what they are
 * @param dateFormat pattern of the dates
 * @param distinct number of different values
 * @param counts for text: rows of each level
 * @param notes how the values were read: marks, units, what was taken for missing
 */
record Resolved(Column column, Kind kind, Optional<String> dateFormat, int distinct, int[] counts, List<String> notes) {
    enum Kind {
        NUMBER, DATE, TEXT
    }

    int present() {
        return column.rows() - column.missing();
    }

    double[] numbers() {
        return ((NumericColumn) column).values();
    }

    boolean isWhole() {
        for (double value : numbers()) {
            if (!Double.isNaN(value) && value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }
}
