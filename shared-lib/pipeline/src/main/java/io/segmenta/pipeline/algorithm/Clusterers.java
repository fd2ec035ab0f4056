package io.segmenta.pipeline.algorithm;

import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig;
import java.util.List;
import java.util.Optional;

/** Which clusterer belongs to a setting. */
public final class Clusterers {
    private Clusterers() {}

    /**
     * The clusterer of an algorithm with its settings.
     *
     * @param settings of the algorithm named; the others' do not count
     */
    public static Clusterer of(Algorithm algorithm, ClusteringConfig settings) {
        return switch (algorithm) {
            case KMEANS -> new KMeansClusterer(settings);
            case XMEANS -> new SplittingClusterer(SplittingClusterer.Rule.XMEANS, settings);
            case GMEANS -> new SplittingClusterer(SplittingClusterer.Rule.GMEANS, settings);
            case KMEDOIDS -> new KMedoidsClusterer(settings);
            case KPROTOTYPES -> new KPrototypesClusterer(settings);
            case AGGLOMERATIVE -> new AgglomerativeClusterer(settings);
            case GENIE -> new GenieClusterer(settings);
            case DBSCAN -> new DbscanClusterer(settings);
            case HDBSCAN -> new HdbscanClusterer(settings);
            case SOM -> new SomClusterer(settings);
            case SOM_KMEANS -> new SomKMeansClusterer(settings);
            case GAUSSIAN_MIXTURE -> new GaussianMixtureClusterer(settings);
        };
    }

    /** The clusterer configured; empty when several are compared. */
    public static Optional<Clusterer> of(ClusteringConfig settings) {
        return settings.algorithm().map(one -> of(one, settings));
    }

    /** What is configured, as people write it. */
    public static String name(ClusteringConfig settings) {
        return of(settings).map(Clusterer::name).orElse("auto");
    }

    /** Those that a search by {@code auto} compares. */
    public static List<Clusterer> searched(ClusteringConfig settings) {
        return settings.search().algorithms().stream().map(one -> of(one, settings)).toList();
    }
}
