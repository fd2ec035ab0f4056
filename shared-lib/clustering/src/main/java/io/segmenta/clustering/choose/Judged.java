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
        Silhouette silhouette = Silhouette.of(x, partition.labels(), seed, workers);
        return new Judged(partition, silhouette,
                new Candidate(partition.k(), partition.inertia(), silhouette.mean(),
                        CalinskiHarabasz.of(x, partition.labels(), workers),
                        DaviesBouldin.of(x, partition.labels(), workers), partition.smallestShare()));
    }
}
