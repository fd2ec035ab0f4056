package io.segmenta.clustering.choose;

import io.segmenta.clustering.Workers;
import io.segmenta.clustering.metrics.CalinskiHarabasz;
import io.segmenta.clustering.metrics.DaviesBouldin;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.model.data.Matrix;

/**
 * A partition with what the criteria say of it.
 *
 * @param partition the rows divided
 * @param silhouette of each measured row
 * @param candidate the criteria
 */
public record Judged(Partition partition, Silhouette silhouette, Candidate candidate) {
    /** Distances times features that one candidate's silhouette may cost; about half a second on one core. */
    private static final double BUDGET = 6e9;
    private static final int LEAST_SAMPLE = 2_000;

    /**
     * Measures one of several candidates: its silhouette is taken on a sample where that of all rows would take long.
     *
     * @param x n x d
     * @param partition of those rows into at least 2 and at most n - 1 segments
     * @param seed of the sample
     * @param workers who does the work
     * @return the partition, judged
     */
    static Judged candidate(Matrix x, Partition partition, long seed, Workers workers) {
        double perRow = (double) x.rows() * x.columns();
        if (perRow * x.rows() <= 2 * BUDGET || x.rows() <= LEAST_SAMPLE) {
            return of(x, partition, seed, workers);
        }
        int sample = (int) Math.min(x.rows(), Math.max(LEAST_SAMPLE, BUDGET / perRow));
        return of(x, partition, Silhouette.sampled(x, partition.labels(), sample, seed, workers), workers);
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
    public static Judged of(Matrix x, Partition partition, long seed, Workers workers) {
        return of(x, partition, Silhouette.of(x, partition.labels(), seed, workers), workers);
    }

    /** The same partition with the silhouette of all rows, or of the larger sample, where a smaller one was measured. */
    Judged measuredFully(Matrix x, long seed, Workers workers) {
        if (silhouette.isExact()) {
            return this;
        }
        Silhouette full = Silhouette.of(x, partition.labels(), seed, workers);
        return full.rows().length <= silhouette.rows().length ? this
                : new Judged(partition, full, candidate.withSilhouette(full.mean()));
    }

    private static Judged of(Matrix x, Partition partition, Silhouette silhouette, Workers workers) {
        return new Judged(partition, silhouette,
                new Candidate(partition.k(), partition.inertia(), silhouette.mean(),
                        CalinskiHarabasz.of(x, partition.labels(), workers),
                        DaviesBouldin.of(x, partition.labels(), workers), partition.smallestShare()));
    }
}
