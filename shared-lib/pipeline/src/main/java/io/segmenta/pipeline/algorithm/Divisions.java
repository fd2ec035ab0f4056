package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.util.List;

/** What algorithms that divide rows once for each k have in common. */
final class Divisions {
    private Divisions() {}

    static void report(Progress progress, List<Integer> ks, int k) {
        progress.report("clustering", ks.indexOf(k) / (double) ks.size(), "k = " + k);
    }

    /**
     * The divisions, if there are any.
     *
     * @param why what left a segment empty
     * @throws DataException when there is none
     */
    static List<Division> some(List<Division> divisions, List<Integer> ks, String why) {
        if (divisions.isEmpty()) {
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                    "k must leave no segment empty: some %s for every k in [%d, %d]; choose a smaller k or kmeans", why,
                    ks.getFirst(), ks.getLast());
        }
        return divisions;
    }
}
