package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An algorithm that finds the number of segments. */
public non-sealed interface FoundNumber extends Clusterer {
    /**
     * Divides the rows.
     *
     * @param rows n x d
     * @param of how many rows they were drawn from: a least size given in rows is scaled by n over it
     * @param seed of every random choice
     * @throws DataException when fewer than two segments are found
     */
    Division fit(Rows rows, int of, long seed, Workers workers);

    @Override
    default Assigner retrained(Rows rows, int of, int k, long seed, Workers workers) {
        return assigner(rows.x(), fit(rows, of, seed, workers), seed);
    }

    /**
     * One way to set its parameters within the space of a search.
     *
     * @param told those that differ within the space, for people; may be empty
     * @param settings what is set, by dotted key
     */
    record Variant(String told, Map<String, String> settings) {}

    /** The ways that a search tries. */
    default List<Variant> variants() {
        return List.of(new Variant("", Map.of()));
    }

    @Override
    default int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        try {
            return fit(rows, of, seed, workers).labels();
        } catch (DataException nothing) {
            int[] none = new int[rows.count()];
            Arrays.fill(none, -1);
            return none;
        }
    }
}
