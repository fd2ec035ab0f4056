package io.segmenta.model.monitor;

import io.segmenta.model.base.Check;
import java.util.Arrays;
import java.util.List;

/** What baselines and counts share: bins by edges, and sums that do not overflow. */
final class Cells {

    /** The most that anything is counted to: the sum of a thousand such numbers is a long. */
    static final long MOST = 1L << 53;

    private Cells() {}

    /** Returns how many of the rising edges are not above a value. */
    static int bin(double[] edges, double value) {
        int bin = 0;
        while (bin < edges.length && value >= edges[bin]) {
            bin++;
        }
        return bin;
    }

    static long[] of(List<Long> counts, int length) {
        long[] cells = new long[length];
        for (int i = 0; i < counts.size(); i++) {
            cells[i] = counts.get(i);
        }
        return cells;
    }

    static List<Long> list(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }

    /** Sums counts, each of which must be in [0, {@link #MOST}]. */
    static long sum(List<Long> counts) {
        long sum = 0;
        for (long count : counts) {
            sum += Check.range("a count", count, 0, MOST);
        }
        return Check.range("a sum of counts", sum, 0, MOST);
    }

    static void checkEdges(String what, List<Double> edges, int most) {
        Check.argument(edges.size() <= most, "%s: %d edges, the limit is %d", what, edges.size(), most);
        for (int i = 0; i < edges.size(); i++) {
            Check.finite(what + ": an edge", edges.get(i));
            Check.argument(i == 0 || edges.get(i) > edges.get(i - 1), "%s: edge %d does not rise", what, i);
        }
    }

    static void checkBins(String what, List<Double> edges, List<Long> bins) {
        Check.argument(bins.size() == edges.size() + 1, "%s: %d bins for %d edges; there must be one more", what,
                bins.size(), edges.size());
    }
}
