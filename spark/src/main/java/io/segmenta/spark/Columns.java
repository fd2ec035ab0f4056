package io.segmenta.spark;

import io.segmenta.model.data.RowsDigest;
import io.segmenta.statistics.Moments;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pass over blocks finds of the features: their moments, greatest magnitudes and hash, and the first fault. */
final class Columns implements Serializable {

    private static final long serialVersionUID = 1;

    private final Moments[] moments;
    private final RowsDigest digest = new RowsDigest();
    private @Nullable Fault fault;

    private Columns(int columns) {
        moments = new Moments[columns];
        Arrays.setAll(moments, j -> new Moments());
    }

    static Columns of(Iterator<Block> blocks, int columns) {
        Columns found = new Columns(columns);
        while (blocks.hasNext()) {
            Block block = blocks.next();
            found.fault = Fault.first(found.fault, block.fault());
            for (int j = 0; j < columns; j++) {
                float[] x = block.columns()[j];
                for (int i = 0; i < block.rows(); i++) {
                    found.moments[j].add(x[i]);
                }
            }
            for (int i = 0; i < block.rows(); i++) {
                found.digest.add(block.first() + i, block.row(i));
            }
        }
        return found;
    }

    /** Adds others to these. */
    Columns add(Columns others) {
        for (int j = 0; j < moments.length; j++) {
            moments[j].add(others.moments[j]);
        }
        digest.add(others.digest);
        fault = Fault.first(fault, others.fault);
        return this;
    }

    /**
     * Returns the hash of the features, as the provenance of a model has it.
     *
     * @param names of the features
     */
    String sha256(List<String> names) {
        return digest.value(names);
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    /** Returns by feature the greatest distance from 0. */
    double[] greatest() {
        double[] greatest = new double[moments.length];
        for (int j = 0; j < greatest.length; j++) {
            greatest[j] = Math.max(Math.abs(moments[j].least()), Math.abs(moments[j].greatest()));
        }
        return greatest;
    }

    /** Returns the mean of the variances of the features. */
    double meanVariance() {
        double sum = 0;
        for (Moments column : moments) {
            sum += column.variance();
        }
        return sum / moments.length;
    }
}
