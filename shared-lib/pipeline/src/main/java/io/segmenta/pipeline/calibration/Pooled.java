package io.segmenta.pipeline.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Values of rows by segment. A segment with too few borrows those of all, in multiples of a typical value: the median,
 * drawn towards that of all by ten rows.
 */
final class Pooled {
    private static final int DRAWN_BY = 10;

    private final double[] values;
    private final int[] segments;
    private final double[] typical;

    /**
     * Prepares.
     *
     * @param values n, finite
     * @param segments n numbers in [0, k)
     */
    Pooled(double[] values, int[] segments, int k) {
        this.values = values;
        this.segments = segments;
        this.typical = new double[k];
        double all = median(values);
        for (int c = 0; c < k; c++) {
            double[] own = own(c);
            double scale = (own.length * (own.length == 0 ? 0 : median(own)) + DRAWN_BY * all)
                    / (own.length + DRAWN_BY);
            typical[c] = scale > 0 ? scale : 1;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] / 2 + sorted[sorted.length / 2] / 2);
    }

    /** The values of a segment's own rows. */
    double[] own(int segment) {
        return IntStream.range(0, values.length).filter(i -> segments[i] == segment).mapToDouble(i -> values[i])
                .toArray();
    }

    /** The rows that a segment goes by: its own, or all when these are fewer than wanted. */
    int[] rows(int segment, int wanted) {
        int[] own = IntStream.range(0, values.length).filter(i -> segments[i] == segment).toArray();
        return own.length >= wanted ? own : IntStream.range(0, values.length).toArray();
    }

    /** The values of those rows, as a row of the segment would have them. */
    double[] values(int segment, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> segments[i] == segment ? values[i]
                : Math.clamp(values[i] / typical[segments[i]] * typical[segment], -Double.MAX_VALUE,
                        Double.MAX_VALUE))
                .toArray();
    }
}
