package io.segmenta.pipeline.search;

import io.segmenta.clustering.metrics.Dispersion;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A partition with what the criteria say of it.
 *
 * @param partition the rows divided
 * @param silhouette of each measured row
 * @param candidate the criteria
 */
public record Evaluation(Partition partition, Silhouette silhouette, Candidate candidate) {
    /** Up to so many rows, each is measured for every candidate. */
    private static final int EXACT_ROWS = 16_000;
    /** Rows of a sample, and rows of it that a segment should have on average. */
    private static final int SAMPLE_ROWS = 10_000;
    private static final int SAMPLE_ROWS_PER_SEGMENT = 500;
    /** Distances times features that one candidate may cost when a sample misses a segment. */
    private static final double BUDGET = 6e9;
    private static final int LEAST_SAMPLE = 2_000;

    /**
     * The rows by which candidates are compared, the same for each so that their differences are no matter of luck:
     * empty when all rows are measured.
     *
     * @param n number of rows
     * @param k greatest number of segments
     */
    static int[] sample(int n, int k, long seed) {
        int most = Math.max(SAMPLE_ROWS, SAMPLE_ROWS_PER_SEGMENT * k);
        return n <= Math.max(EXACT_ROWS, most) ? new int[0] : RowSample.of(n, most, new SplittableRandom(seed));
    }

    /**
     * Measures candidates: of many rows, the silhouette of the sample's rows among themselves, every distance computed
     * once for all candidates. Where a segment has fewer than two rows in the sample, the silhouette of a few rows
     * against all.
     *
     * @param x n x d
     * @param partitions of those rows into at least 2 and at most n - 1 segments
     * @param sample as {@link #sample} gives it
     * @param workers who does the work
     * @return the partitions, judged
     */
    static List<Evaluation> candidates(Matrix x, List<Partition> partitions, int[] sample, long seed, Workers workers) {
        List<Partition> together = partitions.stream().filter(one -> inEverySegment(one, sample)).toList();
        List<int[]> labels = together.stream().map(Partition::labels).toList();
        List<Silhouette> silhouettes = together.isEmpty() ? List.of()
                : sample.length == 0 ? Silhouette.exact(x, labels, workers)
                        : Silhouette.among(x, labels, sample, workers);
        int few = (int) Math.min(x.rows(), Math.max(LEAST_SAMPLE, BUDGET / x.rows() / x.columns()));
        List<Evaluation> judged = new ArrayList<>();
        for (Partition partition : partitions) {
            int at = together.indexOf(partition);
            judged.add(of(x, partition, at >= 0 ? silhouettes.get(at)
                    : Silhouette.sampled(x, partition.labels(), few, seed, workers), workers));
        }
        return judged;
    }

    private static boolean inEverySegment(Partition partition, int[] sample) {
        int[] counts = new int[partition.k()];
        for (int row : sample) {
            counts[partition.labels()[row]]++;
        }
        return sample.length == 0 || Arrays.stream(counts).allMatch(count -> count >= 2);
    }

    /**
     * Measures a partition.
     *
     * @param x n x d
     * @param partition of those rows into at least 2 and at most n - 1 segments
     * @param seed of the sample of rows whose silhouette is measured, when there are too many for all
     * @param workers who does the work
     * @return the partition, judged
     */
    public static Evaluation of(Matrix x, Partition partition, long seed, Workers workers) {
        return of(x, partition, Silhouette.of(x, partition.labels(), seed, workers), workers);
    }

    /**
     * The same partition with the silhouette of all rows, or of the larger sample, where one for comparison was
     * measured.
     */
    Evaluation measuredFully(Matrix x, long seed, Workers workers) {
        if (silhouette.isExact()) {
            return this;
        }
        Silhouette full = Silhouette.of(x, partition.labels(), seed, workers);
        return new Evaluation(partition, full, candidate.withSilhouette(full.mean(), error(full)));
    }

    private static Evaluation of(Matrix x, Partition partition, Silhouette silhouette, Workers workers) {
        Dispersion dispersion = Dispersion.of(x, partition.labels(), workers);
        return new Evaluation(partition, silhouette,
                new Candidate(partition.k(), partition.inertia(), silhouette.mean(),
                        dispersion.calinskiHarabasz(), dispersion.daviesBouldin(), partition.smallestShare(),
                        Double.NaN, error(silhouette),
                        Math.round(partition.smallestShare() * partition.labels().length)));
    }

    /** Of the mean, were the rows measured drawn from many more. */
    private static double error(Silhouette silhouette) {
        double[] values = silhouette.values();
        double squares = 0;
        for (double value : values) {
            squares += (value - silhouette.mean()) * (value - silhouette.mean());
        }
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
