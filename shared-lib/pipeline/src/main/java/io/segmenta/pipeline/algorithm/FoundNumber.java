package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/** An algorithm that finds the number of segments, and rows outside of all, by density. */
public sealed interface FoundNumber extends Clusterer permits DbscanClusterer, HdbscanClusterer {
    /**
     * Divides the rows.
     *
     * @param x n x d
     * @param of how many rows they were drawn from: a least size given in rows is scaled by n over it
     * @throws DataException when fewer than two segments are found
     */
    Density fit(Matrix x, int of, Workers workers);

    @Override
    default boolean isQuadratic() {
        return true;
    }

    @Override
    default boolean followsChains() {
        return true;
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
}
