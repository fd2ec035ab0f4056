package io.segmenta.model.monitor;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Of fewer rows no deciles are told. */
    private static final int FEWEST_ROWS = 50;
    private static final double[] DECILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    public WatchedSegment {
        edges = List.copyOf(edges);
        bins = List.copyOf(bins);
        Cells.checkEdges("distance", edges, MOST_EDGES);
        Cells.checkBins("distance", edges, bins);
        Check.range("rows", rows, 0, Cells.MOST);
        Check.range("outside", outside, 0, Cells.sum(bins));
        Check.range("between", between, 0, Cells.sum(bins));
    }

    /**
     * Counts distances into their deciles.
     *
     * @param rows of training in the segment
     * @param distances of rows held out of a fit; none where there are none
     */
    public static WatchedSegment of(long rows, double[] distances, long outside, long between) {
        List<Double> edges = new ArrayList<>();
        if (distances.length >= FEWEST_ROWS) {
            for (double decile : Quantiles.of(distances, DECILES)) {
                if (edges.isEmpty() || decile > edges.get(edges.size() - 1)) {
                    edges.add(decile);
                }
            }
        }
        Long[] bins = new Long[edges.size() + 1];
        Arrays.fill(bins, 0L);
        double[] sorted = edges.stream().mapToDouble(edge -> edge).toArray();
        for (double distance : distances) {
            bins[Cells.bin(sorted, distance)]++;
        }
        return new WatchedSegment(rows, edges, List.of(bins), outside, between);
    }

    /** Returns how many rows held out of a fit lie in it; 0 where that is not known. */
    public long heldOut() {
        return Cells.sum(bins);
    }
}
