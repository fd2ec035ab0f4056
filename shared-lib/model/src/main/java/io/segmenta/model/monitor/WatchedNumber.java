package io.segmenta.model.monitor;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How the values of a column of numbers lay in training.
 *
 * @param edges of the bins, rising, at most {@value #MOST_EDGES}: bin j holds the values in [edge j-1, edge j), the
 * first and the last one all values below and above. A value of its own, v, is the bin between v and the next double
 * @param low the value below which a record counts as below what was usual, in the column's units
 * @param high the value above which a record counts as above what was usual
 * @param bins rows in each bin, one more than edges
 * @param below rows below {@code low}; they are in a bin as well
 * @param above rows above {@code high}; they are in a bin as well
 * @param missing rows without a value
 */
public record WatchedNumber(String column, List<Double> edges, double low, double high, List<Long> bins, long below,
        long above, long missing) {

    /** The most edges: there are at most 14 bins. */
    public static final int MOST_EDGES = 13;

    /** A value that so large a share of the rows has is a bin of its own. */
    private static final double OWN = 0.1;
    private static final double LOW = 0.001;
    private static final double HIGH = 0.999;

    public WatchedNumber {
        Check.notNull(column, "column");
        edges = List.copyOf(edges);
        bins = List.copyOf(bins);
        Cells.checkEdges(column, edges, MOST_EDGES);
        Cells.checkBins(column, edges, bins);
        Check.argument(low <= high, "column \"%s\": low %s is above high %s", column, low, high);
        long present = Cells.sum(bins);
        Check.range("below", below, 0, present);
        Check.range("above", above, 0, present);
        Check.range("missing", missing, 0, Cells.MOST);
    }

    /** Returns the bin of a value that is not NaN. */
    public int bin(double value) {
        int bin = 0;
        while (bin < edges.size() && value >= edges.get(bin)) {
            bin++;
        }
        return bin;
    }

    /**
     * Returns the rows as {@link Counts#column} has them: one number per bin, then below, above and missing.
     */
    public long[] counts() {
        long[] counts = Cells.of(bins, bins.size() + 3);
        counts[bins.size()] = below;
        counts[bins.size() + 1] = above;
        counts[bins.size() + 2] = missing;
        return counts;
    }

    /**
     * Counts values into bins: their edges are quantiles, equal ones once; a value that a tenth of the values or more
     * have is a bin of its own; no bin is empty. Time O(n).
     *
     * @param values at least one, none of them NaN
     * @param orders of the quantiles, in (0, 1)
     * @param missing rows without a value
     */
    public static WatchedNumber of(String column, double[] values, double[] orders, long missing) {
        double[] wanted = Arrays.copyOf(orders, orders.length + 2);
        wanted[orders.length] = LOW;
        wanted[orders.length + 1] = HIGH;
        double[] quantiles = Quantiles.of(values, wanted);
        double low = quantiles[orders.length];
        double high = quantiles[orders.length + 1];
        double[] places = DoubleStream.of(quantiles).map(WatchedNumber::plain)
                .flatMap(quantile -> DoubleStream.of(quantile, Math.nextUp(quantile))).sorted().distinct().toArray();
        long[] upTo = upTo(values, places);

        List<Double> edges = edges(Arrays.copyOf(quantiles, orders.length), places, upTo);
        long[] bins = bins(edges, places, upTo);
        while (edges.size() > MOST_EDGES || least(bins) == 0) {
            edges.remove(lightest(bins));
            bins = bins(edges, places, upTo);
        }
        return new WatchedNumber(column, edges, low, high, Arrays.stream(bins).boxed().toList(),
                below(plain(low), places, upTo), values.length - below(Math.nextUp(plain(high)), places, upTo),
                missing);
    }

    /** Both zeros are one value. */
    private static double plain(double value) {
        return value == 0 ? 0 : value;
    }

    /** Counts once for all that is asked: how many values are below each of the rising places. */
    private static long[] upTo(double[] values, double[] places) {
        long[] counts = new long[places.length + 1];
        for (double value : values) {
            counts[Cells.bin(places, value)]++;
        }
        for (int place = 1; place < counts.length; place++) {
            counts[place] += counts[place - 1];
        }
        return counts;
    }

    private static long below(double place, double[] places, long[] upTo) {
        return upTo[Arrays.binarySearch(places, place)];
    }

    private static List<Double> edges(double[] quantiles, double[] places, long[] upTo) {
        long rows = upTo[places.length];
        List<Double> edges = new ArrayList<>();
        for (double quantile : quantiles) {
            double edge = plain(quantile);
            if (!edges.isEmpty() && edges.get(edges.size() - 1) >= edge) {
                continue;
            }
            edges.add(edge);
            double next = Math.nextUp(edge);
            if (below(next, places, upTo) - below(edge, places, upTo) >= OWN * rows) {
                edges.add(next);
            }
        }
        return edges;
    }

    private static long[] bins(List<Double> edges, double[] places, long[] upTo) {
        long[] bins = new long[edges.size() + 1];
        long before = 0;
        for (int edge = 0; edge < edges.size(); edge++) {
            long below = below(edges.get(edge), places, upTo);
            bins[edge] = below - before;
            before = below;
        }
        bins[edges.size()] = upTo[places.length] - before;
        return bins;
    }

    private static long least(long[] bins) {
        return bins.length == 1 ? 1 : Arrays.stream(bins).min().orElse(1);
    }

    /**
     * Returns the edge to leave out: of an empty bin the upper one, so that a value's own bin ends right behind it;
     * else the one whose two bins hold the fewest rows.
     */
    private static int lightest(long[] bins) {
        int lightest = 0;
        for (int edge = 0; edge < bins.length - 1; edge++) {
            if (bins[edge] == 0) {
                return edge;
            }
            if (bins[edge] + bins[edge + 1] < bins[lightest] + bins[lightest + 1]) {
                lightest = edge;
            }
        }
        return bins[bins.length - 1] == 0 ? bins.length - 2 : lightest;
    }
}
