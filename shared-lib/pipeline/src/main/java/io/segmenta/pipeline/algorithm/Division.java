package io.segmenta.pipeline.algorithm;

import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * Rows divided into one number of segments.
 *
 * @param partition the segments, lastingly numbered; of the rows in segments where some are outside
 * @param solution what the fit leaves beside
 * @param notes what must be told of how it was made, one sentence each
 */
public record Division(Partition partition, Solution solution, List<String> notes) {
    /** Copies the list. */
    public Division {
        notes = List.copyOf(notes);
    }

    /** Segments that their centroids describe. */
    public static Division of(Partition partition, String... notes) {
        return new Division(partition, new Solution.Centroids(), List.of(notes));
    }

    /**
     * Segments found by density.
     *
     * @param x every row, n x d
     */
    public static Division of(Matrix x, Density found, String... notes) {
        int[] labels = Arrays.stream(found.members()).map(row -> found.labels()[row]).toArray();
        Partition partition = Partition.of(found.inside(x), labels, found.reach().length);
        return new Division(partition, new Solution.Dense(found.numberedAs(partition)), List.of(notes));
    }

    /** The segment of each row, -1 outside of all. */
    public int[] labels() {
        return solution instanceof Solution.Dense(Density density) ? density.labels() : partition.labels();
    }

    /** The rows that are in a segment. */
    public Matrix inside(Matrix x) {
        return solution instanceof Solution.Dense(Density density) ? density.inside(x) : x;
    }

    Density dense() {
        return switch (solution) {
            case Solution.Dense(Density density) -> density;
            case Solution.Centroids _,Solution.Merges _,Solution.Units _,Solution.Mixture _ ->
                throw new IllegalStateException("segments found by density leave a density, not " + solution);
        };
    }
}
