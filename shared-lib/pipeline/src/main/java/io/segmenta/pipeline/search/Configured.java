package io.segmenta.pipeline.search;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.mixture.GaussianMixture;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig.MixtureCovariance;
import io.segmenta.config.ClusteringConfig.SomGrid;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.data.Matrix;
import java.util.Locale;

/** The clusterers as the configuration describes them. */
public final class Configured {
    private static final int MOST_UNITS_ACROSS = 30;

    private Configured() {}

    /** The algorithm as it is configured, with its linkage: {@code kmeans}, {@code agglomerative ward}. */
    public static String name(ClusteringConfig settings) {
        String name = settings.algorithm().name().toLowerCase(Locale.ROOT);
        return settings.algorithm() == Algorithm.AGGLOMERATIVE
                ? name + " " + settings.linkage().name().toLowerCase(Locale.ROOT)
                : name;
    }

    /** Whether an algorithm's time grows with the square of the rows however many there are. */
    public static boolean isQuadratic(Algorithm algorithm, ClusteringConfig settings) {
        return switch (algorithm) {
            case AGGLOMERATIVE -> settings.linkage() == ClusteringConfig.Linkage.WARD
                    || settings.linkage() == ClusteringConfig.Linkage.SINGLE;
            case GENIE, DBSCAN, HDBSCAN -> true;
            case KMEANS, KPROTOTYPES, SOM, SOM_KMEANS, GAUSSIAN_MIXTURE, AUTO -> false;
        };
    }

    static KMeans kMeans(ClusteringConfig settings, int k) {
        return new KMeans(k, settings.maxIterations(), settings.tolerance(), settings.restarts());
    }

    /** The mixture of k components with so many starts. */
    public static GaussianMixture mixture(ClusteringConfig settings, int k, int restarts) {
        ClusteringConfig.Mixture mixture = settings.mixture();
        return new GaussianMixture(k,
                mixture.covariance() == MixtureCovariance.FULL ? GaussianMixture.Covariance.FULL
                        : GaussianMixture.Covariance.DIAGONAL,
                settings.maxIterations(), mixture.tolerance(), mixture.regularization(), restarts);
    }

    /** A map of k units, as near to a square as k allows. */
    static Som map(ClusteringConfig settings, int k) {
        int height = (int) Math.sqrt(k);
        while (k % height != 0) {
            height--;
        }
        return map(settings, k / height, height);
    }

    /** The map configured; a side left open follows from 5 sqrt(n) units in all (Vesanto and Alhoniemi 2000). */
    static Som map(ClusteringConfig settings, Matrix x) {
        double units = 5 * Math.sqrt(x.rows());
        int width = settings.som().width() > 0 ? settings.som().width()
                : Math.clamp(Math.round(Math.sqrt(units * 1.3)), 2, MOST_UNITS_ACROSS);
        int height = settings.som().height() > 0 ? settings.som().height()
                : Math.clamp(Math.round(units / width), 2, MOST_UNITS_ACROSS);
        return map(settings, width, height);
    }

    static Som map(ClusteringConfig settings, int width, int height) {
        ClusteringConfig.Som som = settings.som();
        return new Som(width, height,
                som.grid() == SomGrid.HEXAGONAL ? Som.Grid.HEXAGONAL : Som.Grid.RECTANGULAR, som.epochs(),
                som.endRadius());
    }

    static Linkage linkage(ClusteringConfig.Linkage configured) {
        return switch (configured) {
            case WARD -> Linkage.WARD;
            case COMPLETE -> Linkage.COMPLETE;
            case AVERAGE -> Linkage.AVERAGE;
            case SINGLE -> Linkage.SINGLE;
        };
    }
}
