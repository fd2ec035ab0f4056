package io.segmenta.clustering.contract;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KPrototypes;
import io.segmenta.clustering.centroid.SizeBounds;
import io.segmenta.clustering.centroid.SizedKMeans;
import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.centroid.SomKMeans;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Genie;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.linkage.MicroLinkage;
import io.segmenta.clustering.mixture.GaussianMixture;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.smile.KMedoids;
import io.segmenta.model.data.Matrix;
import java.util.List;

/** A clusterer under the contract: rows and a number of clusters in, labels out. */
enum Subject {
    K_MEANS(KMeans.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return KMeans.withDefaults(k).fit(x, seed, workers).labels();
        }
    },
    K_MEDOIDS(KMedoids.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return KMedoids.withDefaults(k).fit(x, seed, workers).labels();
        }
    },
    WARD(Agglomerative.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new Agglomerative(Linkage.WARD).fit(x, workers).cut(k);
        }
    },
    COMPLETE(Agglomerative.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new Agglomerative(Linkage.COMPLETE).fit(x, workers).cut(k);
        }
    },
    AVERAGE(Agglomerative.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new Agglomerative(Linkage.AVERAGE).fit(x, workers).cut(k);
        }
    },
    SINGLE(Agglomerative.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new Agglomerative(Linkage.SINGLE).fit(x, workers).cut(k);
        }
    },
    SOM_K_MEANS(SomKMeans.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new SomKMeans(Som.withDefaults(12, 8), KMeans.withDefaults(k)).fit(x, seed, workers).labels();
        }
    },
    GAUSSIAN_MIXTURE(GaussianMixture.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new GaussianMixture(k, GaussianMixture.Covariance.FULL, 100, 1e-3, 1e-6, 3).fit(x, seed, workers)
                    .labels();
        }
    },
    K_PROTOTYPES(KPrototypes.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return KPrototypes.withDefaults(k).fit(x, List.of(), seed, workers).labels();
        }
    },
    GENIE(Genie.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return Genie.withDefaults().fit(x, workers).cut(k);
        }
    },
    SIZED_K_MEANS(SizedKMeans.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            KMeans kMeans = KMeans.withDefaults(k);
            SizeBounds bounds = new SizeBounds(Math.max(1, x.rows() * 9 / 10 / k), x.rows() * 11 / 10 / k + 1);
            return new SizedKMeans(kMeans, bounds).fit(x, seed, workers).labels();
        }
    },
    COMPLETE_OF_CELLS(MicroLinkage.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new MicroLinkage(Linkage.COMPLETE, 300).fit(x, workers).cut(k);
        }
    },
    AVERAGE_OF_CELLS(MicroLinkage.class) {
        @Override
        int[] fit(Matrix x, int k, long seed, Workers workers) {
            return new MicroLinkage(Linkage.AVERAGE, 300).fit(x, workers).cut(k);
        }
    };

    private final Class<?> type;

    Subject(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    abstract int[] fit(Matrix x, int k, long seed, Workers workers);
}
