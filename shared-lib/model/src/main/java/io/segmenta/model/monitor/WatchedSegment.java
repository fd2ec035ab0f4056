package io.segmenta.model.monitor;

import io.segmenta.model.base.Check;
import java.util.List;

/**
 * What a segment looked like in training.
 *
 * @param rows of training in it
 * @param edges of the bins of distance, rising, at most {@value #MOST_EDGES}: the deciles of the rows held out of a
 * fit, equal ones once; bin j holds the distances in [edge j-1, edge j)
 * @param bins rows held out of a fit by their distance to it, one more than edges; all 0 where none were held out
 * @param outside held-out rows that would be told to lie outside
 * @param between held-out rows that would be told to lie between it and another
 */
public record WatchedSegment(long rows, List<Double> edges, List<Long> bins, long outside, long between) {

    /** The most edges: there are at most 10 bins. */
    public static final int MOST_EDGES = 9;

    public WatchedSegment {
        edges = List.copyOf(edges);
        bins = List.copyOf(bins);
        Cells.checkEdges("distance", edges, MOST_EDGES);
        Cells.checkBins("distance", edges, bins);
        Check.range("rows", rows, 0, Cells.MOST);
        Check.range("outside", outside, 0, Cells.sum(bins));
        Check.range("between", between, 0, Cells.sum(bins));
    }

    /** Returns how many rows held out of a fit lie in it; 0 where that is not known. */
    public long heldOut() {
        return Cells.sum(bins);
    }
}
