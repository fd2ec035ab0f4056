package io.segmenta.benchmarks;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.linkage.Genie;
import io.segmenta.clustering.linkage.GenieFit;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.mixture.GaussianMixture;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.search.Separation;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** An algorithm of the library, the published one it is compared with, and the level to reach. */
enum Method {
    K_MEANS("k-means", "sklearn_kmeans", 0.64) {
        @Override
        IntFunction<int[]> fit(Matrix x, Workers workers) {
            return k -> new KMeans(k, 300, 1e-4, 10).fit(x, SEED, workers).labels();
        }
    },
    GAUSSIAN_MIXTURE("mixture", "sklearn_gm", 0.65) {
        @Override
        IntFunction<int[]> fit(Matrix x, Workers workers) {
            return k -> new GaussianMixture(k, GaussianMixture.Covariance.FULL, 100, 1e-3, 1e-6, 10)
                    .fit(x, SEED, workers).labels();
        }
    },
    WARD("ward", "fastcluster_ward", 0.615) {
        @Override
        IntFunction<int[]> fit(Matrix x, Workers workers) {
            Dendrogram tree = new Agglomerative(Linkage.WARD).fit(x, workers);
            return tree::cut;
        }
    },
    SINGLE("single", "single_linkage(Genie_G1.0)", 0.405) {
        @Override
        IntFunction<int[]> fit(Matrix x, Workers workers) {
            Dendrogram tree = new Agglomerative(Linkage.SINGLE).fit(x, workers);
            return tree::cut;
        }
    },
    GENIE("Genie", "Genie_G0.3", 0.80) {
        @Override
        IntFunction<int[]> fit(Matrix x, Workers workers) {
            GenieFit fit = Genie.withDefaults().fit(x, workers);
            return fit::cut;
        }
    },
    /** What {@code clustering.algorithm: auto} takes; it never sees labels. */
    AUTO("auto", "", 0) {
        @Override
        IntFunction<int[]> fit(Matrix x, Workers workers) {
            Separation separation = Separation.of(x, SEED, workers);
            List<IntFunction<int[]>> fits = Stream.of(K_MEANS, WARD, GAUSSIAN_MIXTURE, GENIE)
                    .map(method -> method.fit(x, workers)).toList();
            return k -> fits.stream().map(fit -> fit.apply(k))
                    .min(Comparator.comparingDouble(labels -> separation.conductance(labels, k))).orElseThrow();
        }
    };

    private static final long SEED = 42;

    final String title;
    /** The column of the published figures. */
    final String published;
    /** The mean to reach, 0 where none is set. */
    final double level;

    Method(String title, String published, double level) {
        this.title = title;
        this.published = published;
        this.level = level;
    }

    /** Fits as far as k does not matter; the function then gives labels for a k. */
    abstract IntFunction<int[]> fit(Matrix x, Workers workers);
}
