package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.density.Dbscan;
import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * DBSCAN. Unless set, the radius is where the curve of distances to the last of the samples bends. The first of
 * {@code clustering.search.radius_quantile}, unless 0, makes it that quantile of those distances.
 */
record DbscanClusterer(ClusteringConfig settings) implements DensityClusterer {
    @Override
    public String name() {
        return "dbscan";
    }

    @Override
    public List<Variant> variants() {
        return DensityClusterer.variants(name(), settings.search().minSamples(), "radius_quantile",
                settings.search().radiusQuantile(),
                value -> Map.of("clustering.search.radius_quantile", Double.toString(value)));
    }

    @Override
    public Density fit(Matrix x, int of, Workers workers) {
        int samples = Density.samples(x, settings.dbscan().minSamples());
        double quantile = settings.search().radiusQuantile().getFirst();
        double radius = quantile > 0 ? quantile(x, samples, quantile, workers)
                : settings.dbscan().radius() > 0 ? settings.dbscan().radius() : bend(x, samples, workers);
        Dbscan.Fit fit = new Dbscan(radius, samples + 1).fit(x, workers);
        double[] reach = new double[fit.k()];
        Arrays.fill(reach, radius);
        return new Density(fit.labels(), Density.members(fit.labels()), fit.cores(), 0, samples, reach)
                .orRefuse(name(), "clustering.dbscan.min_samples", "another clustering.dbscan.radius");
    }

    /** Returns the distance to the last of the samples at which the sorted curve lies farthest below its chord. */
    static double bend(Matrix x, int samples, Workers workers) {
        double[] curve = curve(x, samples, workers);
        double low = curve[0];
        double span = curve[curve.length - 1] - low;
        int best = curve.length - 1;
        double deepest = 0;
        for (int i = 0; i < curve.length && span > 0; i++) {
            double depth = i / (curve.length - 1.0) - (curve[i] - low) / span;
            if (depth > deepest) {
                deepest = depth;
                best = i;
            }
        }
        return Math.max(curve[best], Float.MIN_NORMAL);
    }

    private static double quantile(Matrix x, int samples, double quantile, Workers workers) {
        double[] curve = curve(x, samples, workers);
        return Math.max(curve[(int) Math.round(quantile * (curve.length - 1))], Float.MIN_NORMAL);
    }

    /** Returns the distance of each row to the last of the samples, sorted. */
    private static double[] curve(Matrix x, int samples, Workers workers) {
        double[][] distances = new NearestNeighbors(x).ofEach(samples, workers).distances();
        return Arrays.stream(distances).mapToDouble(row -> row[samples - 1]).sorted().toArray();
    }
}
