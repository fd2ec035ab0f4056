package io.segmenta.pipeline.calibration;

import io.segmenta.model.confidence.StayCurve;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Curves of shares by margin: the means of {@value StayCurve#KNOTS} bins of equally many rows, made to rise by pooling
 * neighbours that fall (R. Barlow et al., Statistical Inference under Order Restrictions, 1972).
 */
final class Curves {
    private Curves() {}

    /**
     * Makes a curve.
     *
     * @param margins at least one, finite
     * @param shares as many, in [0, 1]
     */
    static StayCurve of(double[] margins, double[] shares) {
        int n = margins.length;
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> margins[i]))
                .mapToInt(Integer::intValue).toArray();
        int bins = Math.min(StayCurve.KNOTS, n);
        double[] means = new double[bins];
        double[] rising = new double[bins];
        double[] weights = new double[bins];
        for (int b = 0; b < bins; b++) {
            int from = (int) ((long) b * n / bins);
            int to = (int) ((b + 1L) * n / bins);
            for (int i = from; i < to; i++) {
                means[b] += margins[order[i]] / (to - from);
                rising[b] += shares[order[i]] / (to - from);
            }
            weights[b] = to - from;
        }
        monotone(rising, weights);
        // Rounding must not make what is equal fall.
        for (int b = 1; b < bins; b++) {
            means[b] = Math.max(means[b], means[b - 1]);
            rising[b] = Math.max(rising[b], rising[b - 1]);
        }
        return new StayCurve(means, Arrays.stream(rising).map(share -> Math.clamp(share, 0, 1)).toArray());
    }

    /** The mean of two curves, at the knots of the first. */
    static StayCurve mean(StayCurve one, StayCurve other) {
        double[] margins = new double[one.knots()];
        double[] shares = new double[margins.length];
        for (int knot = 0; knot < margins.length; knot++) {
            margins[knot] = one.margin(knot);
            shares[knot] = (one.share(knot) + other.at(margins[knot])) / 2;
        }
        return new StayCurve(margins, shares);
    }

    /** Replaces values by the nearest that do not fall, in weighted squares. */
    static void monotone(double[] values, double[] weights) {
        double[] levels = new double[values.length];
        double[] heavy = new double[values.length];
        int[] lengths = new int[values.length];
        int blocks = 0;
        for (int i = 0; i < values.length; i++) {
            levels[blocks] = values[i];
            heavy[blocks] = weights[i];
            lengths[blocks++] = 1;
            while (blocks > 1 && levels[blocks - 2] > levels[blocks - 1]) {
                double weight = heavy[blocks - 2] + heavy[blocks - 1];
                levels[blocks - 2] = (levels[blocks - 2] * heavy[blocks - 2]
                        + levels[blocks - 1] * heavy[blocks - 1]) / weight;
                heavy[blocks - 2] = weight;
                lengths[blocks - 2] += lengths[blocks - 1];
                blocks--;
            }
        }
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(values, at, at + lengths[b], levels[b]);
            at += lengths[b];
        }
    }
}
