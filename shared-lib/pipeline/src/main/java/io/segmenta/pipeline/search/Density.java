package io.segmenta.pipeline.search;

import io.segmenta.clustering.density.Dbscan;
import io.segmenta.clustering.density.Hdbscan;
import io.segmenta.clustering.density.HdbscanFit;
import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rows divided by density into segments and noise, with what it takes to tell the two apart for new rows. The arrays are
 * shared, never to be written to.
 *
 * @param labels the segment of each row, -1 for noise
 * @param members the rows that are in a segment, rising
 * @param references which rows tell of others: all, or the cores only
 * @param neighbors that a core distance reaches over, 0 where none is needed
 * @param samples rows that lie within the reach of a row in a segment
 * @param reach per segment how far it reaches
 */
public record Density(int[] labels, int[] members, boolean[] references, int neighbors, int samples, double[] reach) {
    private static final int FEWEST_SAMPLES = 5;
    private static final int MOST_SAMPLES = 25;

    /** Whether an algorithm finds the number of segments, and rows outside all, by density. */
    public static boolean isFor(Algorithm algorithm) {
        return algorithm == Algorithm.DBSCAN || algorithm == Algorithm.HDBSCAN;
    }

    /**
     * Divides rows as configured. Unless set, minimum samples are two for each feature, from 5 to 25; a segment has at
     * least 1 % of the rows and 5; the radius of DBSCAN is where the curve of distances to the last of the samples bends.
     * The first of {@code clustering.search.radius_quantile}, unless 0, makes it that quantile of those distances.
     *
     * @throws DataException when fewer than two segments are found
     */
    static Density of(Matrix x, ClusteringConfig settings, Workers workers) {
        return of(x, settings, 1, workers);
    }

    /**
     * The same of a draw of the rows.
     *
     * @param share of all rows that were drawn, in (0, 1]: a least size given in rows is scaled by it
     */
    static Density of(Matrix x, ClusteringConfig settings, double share, Workers workers) {
        int n = x.rows();
        int samples = settings.minSamples() > 0 ? settings.minSamples()
                : Math.clamp(2L * x.columns(), FEWEST_SAMPLES, MOST_SAMPLES);
        samples = Math.min(samples, n - 1);
        Density found = settings.algorithm() == Algorithm.DBSCAN ? dbscan(x, settings, samples, workers)
                : hdbscan(x, settings, share, samples, workers);
        if (found.reach.length < 2) {
            throw DataException.of(Reason.NO_SEGMENTS,
                    "%s finds %s and %d rows outside; a smaller clustering.min_samples or %s makes it find more",
                    settings.algorithm().name().toLowerCase(Locale.ROOT),
                    found.reach.length == 0 ? "no segment" : "one segment only", n - found.members.length,
                    settings.algorithm() == Algorithm.DBSCAN ? "another clustering.radius"
                            : "clustering.min_segment_size");
        }
        return found;
    }

    private static Density dbscan(Matrix x, ClusteringConfig settings, int samples, Workers workers) {
        double quantile = settings.search().radiusQuantile().getFirst();
        double radius = quantile > 0 ? quantile(x, samples, quantile, workers)
                : settings.radius() > 0 ? settings.radius() : bend(x, samples, workers);
        Dbscan.Fit fit = new Dbscan(radius, samples + 1).fit(x, workers);
        double[] reach = new double[fit.k()];
        Arrays.fill(reach, radius);
        return new Density(fit.labels(), members(fit.labels()), fit.cores(), 0, samples, reach);
    }

    private static Density hdbscan(Matrix x, ClusteringConfig settings, double share, int samples,
            Workers workers) {
        int size = settings.minSegmentSize() > 0
                ? Math.max(2,
                        (int) Math.round(
                                SegmentSizes.least(settings, x.rows()) * (settings.minSegmentSize() < 1 ? 1 : share)))
                : Math.max(FEWEST_SAMPLES, Math.round(x.rows() / 100f));
        int near = settings.minSamples() > 0 ? samples : Math.min(samples, size);
        HdbscanFit fit = new Hdbscan(size, near).fit(x, workers);
        boolean[] all = new boolean[x.rows()];
        Arrays.fill(all, true);
        return new Density(fit.labels(), members(fit.labels()), all, near, near, fit.reach());
    }

    private static int[] members(int[] labels) {
        return IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
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

    /** The same with segments in the numbering of a partition of the members. */
    Density numberedAs(Partition partition) {
        int[] renumbered = labels.clone();
        double[] ordered = new double[reach.length];
        for (int i = 0; i < members.length; i++) {
            ordered[partition.labels()[i]] = reach[labels[members[i]]];
            renumbered[members[i]] = partition.labels()[i];
        }
        return new Density(renumbered, members, references, neighbors, samples, ordered);
    }

    /** The same of some of the rows. */
    public Density of(int[] rows) {
        int[] some = Arrays.stream(rows).map(row -> labels[row]).toArray();
        boolean[] telling = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            telling[i] = references[rows[i]];
        }
        return new Density(some, members(some), telling, neighbors, samples, reach);
    }

    /** How many rows lie outside every segment. */
    public int outside() {
        return labels.length - members.length;
    }
}
