package io.segmenta.pipeline.algorithm;

import io.segmenta.model.data.Matrix;
import java.util.List;

/**
 * Rows as clusterers take them.
 *
 * @param x n x d
 * @param categories the columns of each category, for k-prototypes; empty for all others
 */
public record Rows(Matrix x, List<int[]> categories) {
    /** Copies the list; the arrays are shared, never to be written to. */
    public Rows {
        categories = List.copyOf(categories);
    }

    /** Rows of numbers alone. */
    public static Rows of(Matrix x) {
        return new Rows(x, List.of());
    }

    /** Other rows with the same columns. */
    public Rows with(Matrix others) {
        return new Rows(others, categories);
    }

    /** How many there are. */
    public int count() {
        return x.rows();
    }
}
