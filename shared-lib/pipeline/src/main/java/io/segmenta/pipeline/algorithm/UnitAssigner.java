package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.centroid.SomFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/** New rows belong to the segment of the unit nearest to them. */
final class UnitAssigner {
    private UnitAssigner() {}

    static Assigner fit(Matrix x, Division division) {
        return of(x, division.partition(), codebook(division));
    }

    /** A map of the part, whose units take the segment of most of their rows. */
    static Assigner refit(LabelledRows part, Division division, Workers workers) {
        int k = division.partition().k();
        SomFit map = codebook(division).map().som().fit(part.x(), workers);
        return of(part.x(), Partition.keeping(part.x(), part.labels(), k), Codebook.byMajority(map, part.labels(), k));
    }

    private static Codebook codebook(Division division) {
        if (division.solution() instanceof Solution.Units(Codebook codebook)) {
            return codebook;
        }
        throw new IllegalStateException("a map leaves units, not " + division.solution());
    }

    private static Assigner of(Matrix x, Partition partition, Codebook codebook) {
        float[][] units = codebook.map().codebook();
        int[] matched = codebook.map().labels();
        double[] reach = new double[partition.k()];
        double[] shares = new double[partition.k()];
        double sum = 0;
        float[] row = new float[x.columns()];
        for (int i = 0; i < matched.length; i++) {
            x.row(i, row);
            double squared = 0;
            for (int j = 0; j < row.length; j++) {
                double difference = (double) row[j] - units[matched[i]][j];
                squared += difference * difference;
            }
            sum += squared;
            int segment = partition.labels()[i];
            reach[segment] = Math.max(reach[segment], Math.sqrt(squared));
        }
        Arrays.setAll(shares, c -> partition.sizes()[c] / (double) x.rows());
        return new NearestReference(units, codebook.segments(), shares, sum / ((double) matched.length * row.length),
                reach);
    }
}
