package io.segmenta.clustering.contract;

import io.segmenta.clustering.Workers;
import io.segmenta.clustering.cluster.Agglomerative;
import io.segmenta.clustering.cluster.GaussianMixture;
import io.segmenta.clustering.cluster.Genie;
import io.segmenta.clustering.cluster.KMeans;
import io.segmenta.clustering.cluster.KPrototypes;
import io.segmenta.clustering.cluster.Linkage;
import io.segmenta.clustering.cluster.Som;
import io.segmenta.clustering.cluster.SomKMeans;
import io.segmenta.model.data.Matrix;

import java.util.List;

/** A clusterer under the contract: rows and a number of clusters in, labels out. */
enum Subject {
    K_MEANS {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return KMeans.withDefaults(k).fit(x, seed, workers).labels();
        }
    },
    WARD {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new Agglomerative(Linkage.WARD).fit(x, workers).cut(k);
        }
    },
    COMPLETE {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new Agglomerative(Linkage.COMPLETE).fit(x, workers).cut(k);
        }
    },
    AVERAGE {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new Agglomerative(Linkage.AVERAGE).fit(x, workers).cut(k);
        }
    },
    SINGLE {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new Agglomerative(Linkage.SINGLE).fit(x, workers).cut(k);
        }
    },
    SOM_K_MEANS {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new SomKMeans(Som.withDefaults(12, 8), KMeans.withDefaults(k)).fit(x, seed, workers).labels();
        }
    },
    GAUSSIAN_MIXTURE {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new GaussianMixture(k, GaussianMixture.Covariance.FULL, 100, 1e-3, 1e-6, 3).fit(x, seed, workers)
                    .labels();
        }
    },
    K_PROTOTYPES {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return KPrototypes.withDefaults(k).fit(x, List.of(), seed, workers).labels();
        }
    },
    GENIE {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return Genie.withDefaults().fit(x, workers).cut(k);
        }
    };

    abstract int[] fit(Matrix x, int k, long seed, Workers workers);
}
