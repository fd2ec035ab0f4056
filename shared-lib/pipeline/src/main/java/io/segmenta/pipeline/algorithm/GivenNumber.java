package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.DataException;
import java.util.List;

/** An algorithm that is told the number of segments. */
public non-sealed interface GivenNumber extends Clusterer {
    /**
     * Divides the rows into each number of segments asked for.
     *
     * @param ks the numbers of segments, ascending, none above the number of distinct rows
     * @param seed of every random choice
     * @param progress hears of the stage "clustering"
     * @return ascending k; a k that the algorithm could not fill is left out
     * @throws DataException when it could fill none
     */
    List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress);

    /**
     * On how many rows it is enough to search the number of segments, when all rows are then divided into the one that
     * was taken.
     *
     * @param n number of rows
     * @param most the greatest number that is tried
     * @return at most n; n where each number must be tried on all rows
     */
    default int searchedOn(int n, int most) {
        return n;
    }

    @Override
    default Assigner retrained(Rows rows, int of, int k, long seed, Workers workers) {
        return assigner(rows.x(), divide(rows, List.of(k), seed, workers, Progress.NONE).getFirst(), seed);
    }

    /** The numbers of segments that can be tried. */
    record Range(int least, int most) {}

    /**
     * Which of several numbers of segments its settings allow.
     *
     * @param n number of rows
     * @throws io.segmenta.model.base.ConfigException when none
     */
    default Range possible(Range wanted, int n) {
        return wanted;
    }
}
