package io.segmenta.pipeline.identity;

import io.segmenta.model.base.Check;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the shares of segments changed, and by what, where nothing names the customers of two files: by the rows, of
 * which the new file has others, or by the new model. The formula is that of {@link Migration}, with the share of rows
 * in the place of a customer; counted in parts of the product of the numbers of rows, so that all sums are exact:
 *
 * <pre>
 * 2 (after - before) = customer + model
 * </pre>
 *
 * @param whole how many parts the population has
 * @param before per class its parts of the earlier rows, as the earlier model answers them
 * @param after per class its parts of the new rows, as the new model answers them
 * @param byCustomer per class twice the parts by which other rows changed it
 * @param byModel per class twice the parts by which the new model changed it
 * @param otherwise new rows that the two models answer otherwise, by {@code from * classes + to}
 */
record Population(long whole, long[] before, long[] after, long[] byCustomer, long[] byModel,
        SortedMap<Integer, Long> otherwise) {
    /** Weights that are no whole numbers are counted so finely. */
    private static final double FINELY = 1000;

    /**
     * Counts. Time O(rows).
     *
     * @param weights of the earlier rows, positive; rows that stand for themselves have 1
     */
    static Population of(Migration.Classes classes, double[] weights) {
        Check.argument(weights.length == classes.a().length, "%d weights for %d rows; there must be as many",
                weights.length, classes.a().length);
        boolean even = Arrays.stream(weights).allMatch(weight -> weight == 1);
        long[] heavy = Arrays.stream(weights)
                .mapToLong(weight -> even ? 1 : Math.max(1, Math.round(weight * FINELY))).toArray();
        long[] ones = new long[classes.d().length];
        Arrays.fill(ones, 1);
        long old = Arrays.stream(heavy).sum();
        long whole = Math.multiplyExact(old, ones.length);
        long[] a = parts(classes.a(), heavy, ones.length, classes.count());
        long[] c = parts(classes.c(), heavy, ones.length, classes.count());
        long[] b = parts(classes.b(), ones, old, classes.count());
        long[] d = parts(classes.d(), ones, old, classes.count());
        long[] byCustomer = new long[classes.count()];
        long[] byModel = new long[classes.count()];
        for (int s = 0; s < byCustomer.length; s++) {
            byCustomer[s] = b[s] - a[s] + d[s] - c[s];
            byModel[s] = c[s] - a[s] + d[s] - b[s];
        }
        SortedMap<Integer, Long> otherwise = new TreeMap<>();
        for (int row = 0; row < ones.length; row++) {
            if (classes.b()[row] != classes.d()[row]) {
                otherwise.merge(classes.b()[row] * classes.count() + classes.d()[row], 1L, Long::sum);
            }
        }
        return new Population(whole, a, d, byCustomer, byModel, otherwise);
    }

    private static long[] parts(int[] labels, long[] weights, long times, int classes) {
        long[] parts = new long[classes];
        for (int row = 0; row < labels.length; row++) {
            parts[labels[row]] += weights[row] * times;
        }
        return parts;
    }
}
