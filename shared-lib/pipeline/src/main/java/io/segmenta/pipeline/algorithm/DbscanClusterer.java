package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.density.Dbscan;
import io.segmenta.clustering.metrics.DensityValidity;
import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * DBSCAN. Unless set, the radius is where the curve of distances to the last of the samples bends, or, where that takes
 * all rows together, the greatest of some quantiles of those distances that parts them, which is told. The first of
 * {@code clustering.search.radius_quantile}, unless 0, makes it that quantile.
 */
record DbscanClusterer(ClusteringConfig settings) implements DensityClusterer {
    private static final double[] SMALLER = {0.9, 0.75, 0.6, 0.45, 0.3};
    private static final double LEAST_SHARE = 0.01;
    private static final double MOST_OUTSIDE = 0.5;
    private static final int VALIDITY_ROWS = 5_000;

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

    /** What a radius gives. */
    private record Found(Density density, double radius, String... notes) {
        /** Whether two segments at least are more than a crumb, most rows are inside, and density tells them apart. */
        boolean isDivision(Matrix x, Workers workers) {
            int[] sizes = new int[density.reach().length];
            Arrays.stream(density.members()).forEach(row -> sizes[density.labels()[row]]++);
            double rows = density.labels().length;
            return Arrays.stream(sizes).filter(size -> size >= LEAST_SHARE * rows).count() >= 2
                    && density.outside() <= MOST_OUTSIDE * rows && validity(x, workers) > 0;
        }

        private double validity(Matrix x, Workers workers) {
            int[] some = RowSample.of(x.rows(), VALIDITY_ROWS, new SplittableRandom(VALIDITY_ROWS));
            return DensityValidity.of(x.selectRows(some),
                    Arrays.stream(some).map(row -> density.labels()[row]).toArray(), workers);
        }
    }

    @Override
    public Density fit(Matrix x, int of, Workers workers) {
        return find(x, workers).density();
    }

    @Override
    public Division fit(Rows rows, int of, long seed, Workers workers) {
        Found found = find(rows.x(), workers);
        return Division.of(rows.x(), found.density(), found.notes());
    }

    private Found find(Matrix x, Workers workers) {
        int samples = Density.samples(x, settings.dbscan().minSamples());
        double quantile = settings.search().radiusQuantile().getFirst();
        if (quantile > 0 || settings.dbscan().radius() > 0) {
            double radius = quantile > 0 ? quantile(curve(x, samples, workers), quantile) : settings.dbscan().radius();
            Found found = at(x, radius, samples, workers);
            found.density().orRefuse(name(), "clustering.dbscan.min_samples", "another clustering.dbscan.radius");
            return found;
        }
        double[] curve = curve(x, samples, workers);
        Found bent = at(x, bend(curve), samples, workers);
        return bent.density().reach().length > 1 ? bent : denser(x, curve, samples, bent, workers);
    }

    /**
     * Where the bend takes all rows together: the greatest of some smaller radii that parts them.
     *
     * @throws DataException when none does
     */
    private Found denser(Matrix x, double[] curve, int samples, Found bent, Workers workers) {
        for (double quantile : SMALLER) {
            double radius = quantile(curve, quantile);
            if (radius < bent.radius()) {
                Found found = at(x, radius, samples, workers);
                if (found.isDivision(x, workers)) {
                    return new Found(found.density(), radius, "At the radius where the distances bend, "
                            + Numbers.figure(bent.radius()) + ", dbscan finds one segment only; at "
                            + Numbers.figure(radius) + " (radius_quantile " + quantile + ") it finds "
                            + found.density().reach().length + ".");
                }
            }
        }
        throw DataException.of(DataException.Reason.NO_SEGMENTS,
                "dbscan finds one segment only and %d rows outside, and at smaller radii none that density tells "
                        + "apart with most rows inside: between segments these rows are as dense as within them. "
                        + "clustering.algorithm: "
                        + "kmeans divides such rows; another clustering.dbscan.radius or a smaller "
                        + "clustering.dbscan.min_samples may find more",
                bent.density().outside());
    }

    private static Found at(Matrix x, double radius, int samples, Workers workers) {
        Dbscan.Fit fit = new Dbscan(radius, samples + 1).fit(x, workers);
        double[] reach = new double[fit.k()];
        Arrays.fill(reach, radius);
        return new Found(new Density(fit.labels(), Density.members(fit.labels()), fit.cores(), 0, samples, reach),
                radius);
    }

    /** Returns the distance at which the sorted curve lies farthest below its chord. */
    static double bend(double[] curve) {
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

    private static double quantile(double[] curve, double quantile) {
        return Math.max(curve[(int) Math.round(quantile * (curve.length - 1))], Float.MIN_NORMAL);
    }

    /** Returns the distance of each row to the last of the samples, sorted. */
    private static double[] curve(Matrix x, int samples, Workers workers) {
        double[][] distances = new NearestNeighbors(x).ofEach(samples, workers).distances();
        return Arrays.stream(distances).mapToDouble(row -> row[samples - 1]).sorted().toArray();
    }
}
