package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.density.Hdbscan;
import io.segmenta.clustering.density.HdbscanFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** HDBSCAN. Unless set, a segment has at least 1 % of the rows and 5. */
record HdbscanClusterer(ClusteringConfig settings) implements DensityClusterer {
    private static final int FEWEST_ROWS = 5;

    @Override
    public String name() {
        return "hdbscan";
    }

    @Override
    public int bytesPerSampledRow() {
        return 600;
    }

    @Override
    public List<Variant> variants() {
        return DensityClusterer.variants(name(), settings.search().minSamples(), "min_segment_size",
                settings.search().minSegmentSize(),
                value -> value > 0 ? Map.of("clustering.min_segment_size", Double.toString(value)) : Map.of());
    }

    @Override
    public Density fit(Matrix x, int of, Workers workers) {
        int samples = Density.samples(x, settings.hdbscan().minSamples());
        double share = x.rows() / (double) of;
        int size = settings.minSegmentSize() > 0 ? Math.max(2,
                (int) Math.round(
                        SegmentSizes.least(settings, x.rows()) * (settings.minSegmentSize() < 1 ? 1 : share)))
                : Math.max(FEWEST_ROWS, Math.round(x.rows() / 100f));
        int near = settings.hdbscan().minSamples() > 0 ? samples : Math.min(samples, size);
        HdbscanFit fit = new Hdbscan(size, near).fit(x, workers);
        boolean[] all = new boolean[x.rows()];
        Arrays.fill(all, true);
        return new Density(fit.labels(), Density.members(fit.labels()), all, near, near, fit.reach())
                .orRefuse(name(), "clustering.hdbscan.min_samples", "clustering.min_segment_size");
    }
}
