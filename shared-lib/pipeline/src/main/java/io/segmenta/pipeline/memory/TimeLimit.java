package io.segmenta.pipeline.memory;

import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Clusterers;
import io.segmenta.pipeline.features.Embedding;
import java.util.Optional;

/**
 * How long a run may take. What could not end within it is refused when the rows are known, before anything is
 * clustered.
 *
 * @param seconds above 0; infinite where nothing ends a run
 */
public record TimeLimit(double seconds) {
    /** No limit. */
    public static final TimeLimit NONE = new TimeLimit(Double.POSITIVE_INFINITY);

    public TimeLimit {
        Check.argument(seconds > 0, "seconds must be positive, got %s", seconds);
    }

    /**
     * Refuses what cannot end. A search compares algorithms on a sample that ends in time, and is never refused.
     *
     * @param rows that are to be clustered
     * @param features columns of the matrix
     * @throws DataException naming the algorithm, what it needs at least, what there is, and what to do
     */
    public void check(int rows, int features, ClusteringConfig settings, int threads) {
        Optional<Clusterer> clusterer = Clusterers.of(settings);
        double least = clusterer.map(one -> one.seconds(rows, features, threads)).orElse(0.0);
        if (least > seconds) {
            throw DataException.of(Reason.TOO_LARGE,
                    "%s needs at least %.0f s to cluster %d rows of %d features, a run may take %.0f s; set"
                            + " clustering.algorithm: kmeans, which needs at least %.0f s, upload a sample of at most"
                            + " %d rows, or leave columns out (columns.include)",
                    clusterer.orElseThrow().name(), least, rows, features, seconds,
                    Clusterers.of(ClusteringConfig.Algorithm.KMEANS, settings).seconds(rows, features, threads),
                    most(clusterer.orElseThrow(), rows, features, threads));
        }
    }

    /**
     * Refuses a layout by UMAP that cannot end.
     *
     * @param rows that are to be placed
     * @param features columns that are to be laid out
     * @throws DataException naming what it needs at least, what there is, and what to do
     */
    public void checkLayout(int rows, int features, int components, int threads) {
        double least = Embedding.seconds(rows, features, components, threads);
        if (least > seconds) {
            throw DataException.of(Reason.TOO_LARGE,
                    "UMAP needs at least %.0f s to lay out %d rows of %d features, a run may take %.0f s; set"
                            + " features.umap_components: 0, upload a sample of the rows, or leave columns out"
                            + " (columns.include)",
                    least, rows, features, seconds);
        }
    }

    /** The most rows that are not refused. */
    private int most(Clusterer clusterer, int refused, int features, int threads) {
        int fits = 0;
        int most = refused;
        while (most - fits > 1) {
            int middle = fits + (most - fits) / 2;
            if (clusterer.seconds(middle, features, threads) > seconds) {
                most = middle;
            } else {
                fits = middle;
            }
        }
        return fits;
    }
}
