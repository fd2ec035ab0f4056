package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.KnnReference;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Puts the mean of similar reference rows in place of the missing values of several columns at once. What is there
 * stays as it is. A row that has none of the columns, or whose neighbours lack one too, gets the fallback of the
 * column. A part in an explanation goes to the column that was filled, not to those it was filled from.
 *
 * <p>
 * The reference rows are numbers of customers, and so become part of the model file: at most {@value #MAX_ROWS} rows,
 * without a name, an identifier or any column that is not filled here. Whoever must not keep them fills by another
 * method.
 *
 * <p>
 * Time O(r d + r log k) per row with a gap, for r reference rows of d columns.
 *
 * @param columns d columns of numbers, none of them twice
 * @param reference in the columns' own units at this place of the pipeline
 * @param imputed how many values of the training rows were filled
 */
public record ImputeNeighbors(List<String> columns, KnnReference reference, long imputed) implements FeatureStep {

    /** The most reference rows. */
    public static final int MAX_ROWS = 1_000;

    /** The most numbers in all reference rows: of more than 250 columns, fewer rows are kept. */
    public static final int MAX_VALUES = 250_000;

    /** The most neighbours. */
    public static final int MAX_NEIGHBORS = 100;

    public ImputeNeighbors {
        columns = List.copyOf(columns);
        int d = columns.size();
        Check.argument(d > 0, "imputation from neighbors needs at least one column");
        Check.argument(new HashSet<>(columns).size() == d, "a column is to be filled twice from neighbors: %s",
                columns);
        Check.argument(reference.fallback().length == d,
                "%d values to fall back on for %d columns; there must be as many",
                reference.fallback().length, d);
        Check.range("k", reference.k(), 1, MAX_NEIGHBORS);
        Check.range("reference rows", reference.rows().length, 1, maxRows(d));
        Check.argument(imputed >= 0, "imputed must not be negative, got %d", imputed);
    }

    /** Returns how many reference rows of d columns may be kept, at least one. */
    public static int maxRows(int d) {
        return Math.max(1, Math.min(MAX_ROWS, MAX_VALUES / Math.max(1, d)));
    }

    @Override
    public List<String> inputs() {
        return columns;
    }

    @Override
    public List<String> outputs() {
        return columns;
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "%s: %s filled with the mean of the %d most similar of %d rows",
                String.join("; ", columns), imputed == 0 ? "none missing, later ones" : imputed + " missing",
                Math.min(reference.k(), reference.rows().length), reference.rows().length);
    }
}
