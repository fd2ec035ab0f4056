package io.segmenta.pipeline.algorithm;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * New rows belong to the segment of the nearest of at most 2,000 reference rows, drawn from each segment in proportion,
 * at least one each: a stand-in for algorithms that have no rule for new rows.
 */
final class ReferenceAssigner {
    private static final int MOST_REFERENCES = 2_000;

    private ReferenceAssigner() {}

    static Assigner fit(Matrix x, Partition partition, long seed) {
        int[] chosen = sample(partition, Math.max(MOST_REFERENCES, partition.k()), seed);
        int[] labels = Arrays.stream(chosen).map(row -> partition.labels()[row]).toArray();
        NearestReference sampled = NearestReference.fit(x.selectRows(chosen), labels, partition.k());
        double[] shares = new double[partition.k()];
        double[] reach = new double[partition.k()];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = partition.sizes()[c] / (double) x.rows();
            reach[c] = sampled.spread().reach(c);
        }
        return new NearestReference(sampled.rows(), labels, shares, sampled.spread().variance(), reach);
    }

    /** Rising row numbers: all when there are few, otherwise a seeded draw within each segment. */
    private static int[] sample(Partition partition, int most, long seed) {
        int[] labels = partition.labels();
        int[] left = new int[partition.k()];
        int[] wanted = new int[partition.k()];
        for (int c = 0; c < left.length; c++) {
            left[c] = (int) partition.sizes()[c];
            wanted[c] = labels.length <= most ? left[c] : (int) Math.max(1, (long) left[c] * most / labels.length);
        }
        int[] chosen = new int[Arrays.stream(wanted).sum()];
        SplittableRandom random = new SplittableRandom(seed);
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (random.nextInt(left[labels[i]]--) < wanted[labels[i]]) {
                wanted[labels[i]]--;
                chosen[count++] = i;
            }
        }
        return chosen;
    }
}
