package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** An algorithm that finds segments as dense regions, and rows outside of all. */
public sealed interface DensityClusterer extends FoundNumber permits DbscanClusterer, HdbscanClusterer {
    /** The dense regions; see {@link #fit(Rows, int, long, Workers)}. */
    Density fit(Matrix x, int of, Workers workers);

    @Override
    default Division fit(Rows rows, int of, long seed, Workers workers) {
        return Division.of(rows.x(), fit(rows.x(), of, workers));
    }

    @Override
    default double widening() {
        return 0.5;
    }

    @Override
    default int mostRetrained() {
        return 2_000;
    }

    @Override
    default boolean isQuadratic() {
        return true;
    }

    @Override
    default boolean followsChains() {
        return true;
    }

    @Override
    default double seconds(double n, int features, int threads) {
        return Effort.seconds(Effort.pairs(n, features)) / threads;
    }

    @Override
    default double bytes(double n, int features) {
        return 8 * n * features + 40 * n;
    }

    @Override
    default Assigner assigner(Matrix x, Division division, long seed) {
        return DensityAssigner.fit(x, division.partition(), division.dense(), seed);
    }

    @Override
    default Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        Density density = division.dense().of(part.rows());
        int[] labels = Arrays.stream(density.members()).map(row -> part.labels()[row]).toArray();
        Partition partition = Partition.keeping(part.x().selectRows(density.members()), labels,
                division.partition().k());
        return DensityAssigner.fit(part.x(), partition, density, seed);
    }

    /**
     * The variants of two parameters, each with each; 0 is as configured or found.
     *
     * @param name of the algorithm
     * @param samples the rows that must be near
     * @param other the name of the other parameter
     * @param values of it
     * @param settings what a value of it sets
     */
    static List<Variant> variants(String name, List<Integer> samples, String other, List<Double> values,
            DoubleFunction<Map<String, String>> settings) {
        List<Variant> variants = new ArrayList<>();
        for (int near : samples) {
            for (double value : values) {
                Map<String, String> changed = new LinkedHashMap<>();
                List<String> told = new ArrayList<>();
                if (near > 0) {
                    changed.put("clustering." + name + ".min_samples", Integer.toString(near));
                }
                if (samples.size() > 1) {
                    told.add("min_samples " + (near > 0 ? near : "auto"));
                }
                changed.putAll(settings.apply(value));
                if (values.size() > 1) {
                    told.add(other + ' ' + (value > 0 ? Numbers.figure(value) : "auto"));
                }
                variants.add(new Variant(String.join(", ", told), changed));
            }
        }
        return variants;
    }
}
