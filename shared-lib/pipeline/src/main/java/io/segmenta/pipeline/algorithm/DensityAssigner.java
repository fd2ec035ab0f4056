package io.segmenta.pipeline.algorithm;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How new rows are labelled after a fit by density. Up to 10,000 reference rows are kept as they are, and then every
 * row of the fit gets its own label back, but for ties. Of more, a seeded draw is kept, and reaches grow by the root of
 * the order of the features as the rows within them thin out.
 */
final class DensityAssigner {
    private static final int MOST_REFERENCES = 10_000;

    private DensityAssigner() {}

    static Assigner fit(Matrix x, Partition partition, Density density, long seed) {
        int[] all = IntStream.range(0, x.rows()).filter(i -> density.references()[i]).toArray();
        int[] rows = drawn(all, density.labels(), density.reach().length, seed);
        double kept = rows.length / (double) all.length;
        int neighbors = density.neighbors() == 0 ? 0 : (int) Math.max(1, Math.round(density.neighbors() * kept));
        double thinning = Math.max(1, Math.max(1, neighbors) / (density.samples() * kept));
        double growth = rows.length == all.length ? 1 : StrictMath.pow(thinning, 1.0 / x.columns());
        int k = partition.k();
        double[] shares = new double[k];
        double[] reach = new double[k];
        for (int c = 0; c < k; c++) {
            shares[c] = partition.sizes()[c] / (double) density.members().length;
            reach[c] = density.reach()[c] * growth;
        }
        float[][] references = new float[rows.length][x.columns()];
        for (int i = 0; i < rows.length; i++) {
            x.row(rows[i], references[i]);
        }
        double variance = partition.inertia() / ((double) density.members().length * x.columns());
        return new DensityReference(references, Arrays.stream(rows).map(row -> density.labels()[row]).toArray(),
                neighbors, shares, variance, reach);
    }

    /** Rising row numbers: all when there are few, otherwise a seeded draw in which each segment has its first row. */
    private static int[] drawn(int[] rows, int[] labels, int k, long seed) {
        if (rows.length <= MOST_REFERENCES) {
            return rows;
        }
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] seen = new boolean[k];
        int[] drawn = new int[MOST_REFERENCES + k];
        int count = 0;
        int wanted = MOST_REFERENCES;
        for (int i = 0; i < rows.length; i++) {
            int label = labels[rows[i]];
            boolean hit = random.nextInt(rows.length - i) < wanted;
            wanted -= hit ? 1 : 0;
            if (hit || (label >= 0 && !seen[label])) {
                drawn[count++] = rows[i];
                if (label >= 0) {
                    seen[label] = true;
                }
            }
        }
        return Arrays.copyOf(drawn, count);
    }
}
