package io.segmenta.clustering;

import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Matrices that tests of several packages use. */
public final class Samples {

    private Samples() {}

    /** Rows of the given values. */
    public static Matrix rows(float[]... rows) {
        return Matrix.ofRows(names(rows.length == 0 ? 1 : rows[0].length), rows);
    }

    /** One column. */
    public static Matrix column(float... values) {
        return Matrix.ofColumns(names(1), new float[][] {values});
    }

    /**
     * Round groups of unit spread whose centres are {@code apart} from one another along the axes, row i in group i %
     * k.
     */
    public static Matrix blobs(int n, int d, int k, double apart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] columns = new float[d][n];
        for (int i = 0; i < n; i++) {
            int group = i % k;
            for (int j = 0; j < d; j++) {
                double centre = j == group % d ? apart * (1 + group / d) : 0;
                columns[j][i] = (float) (centre + random.nextGaussian());
            }
        }
        return Matrix.ofColumns(names(d), columns);
    }

    /** Independent values, uniform in [0, 1). */
    public static Matrix uniform(int n, int d, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] columns = new float[d][n];
        for (float[] column : columns) {
            for (int i = 0; i < n; i++) {
                column[i] = (float) random.nextDouble();
            }
        }
        return Matrix.ofColumns(names(d), columns);
    }

    /** The rows in another order: row i of the result is row order[i] of x. */
    public static int[] shuffledOrder(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    private static List<String> names(int d) {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            names.add("x" + j);
        }
        return names;
    }
}
