package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.linkage.Genie;
import io.segmenta.clustering.linkage.GenieFit;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;

/** Genie: single linkage that lets no segment stay small; new rows take the segment of the nearest reference row. */
record GenieClusterer(ClusteringConfig settings) implements GivenNumber {
    @Override
    public String name() {
        return "genie";
    }

    @Override
    public double widening() {
        return 0.25;
    }

    @Override
    public int mostRetrained() {
        return 2_000;
    }

    @Override
    public boolean isQuadratic() {
        return true;
    }

    @Override
    public boolean followsChains() {
        return true;
    }

    @Override
    public double seconds(double n, int features, int threads) {
        return Effort.seconds(Effort.pairs(n, features));
    }

    @Override
    public double bytes(double n, int features) {
        return 8 * n * features + 40 * n;
    }

    @Override
    public List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress) {
        progress.report("clustering", 0, "linking " + rows.count() + " rows");
        GenieFit fit = new Genie(settings.genie().giniThreshold()).fit(rows.x(), workers);
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            divisions.add(Division.of(Partition.of(rows.x(), fit.cut(k), k)));
        }
        return divisions;
    }

    @Override
    public int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        return new Genie(settings.genie().giniThreshold()).fit(rows.x(), workers).cut(k);
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        return ReferenceAssigner.fit(x, division.partition(), seed);
    }

    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        return ReferenceAssigner.fit(part.x(), Partition.keeping(part.x(), part.labels(), division.partition().k()),
                seed);
    }
}
