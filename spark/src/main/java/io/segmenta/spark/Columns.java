package io.segmenta.spark;

import io.segmenta.statistics.Moments;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What a pass over blocks finds of the features: their moments, their greatest magnitudes, and the first fault. */
final class Columns implements Serializable {

    private static final long serialVersionUID = 1;

    private final Moments[] moments;
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
        }
        return found;
    }

    /** Adds others to these. */
    Columns add(Columns others) {
        for (int j = 0; j < moments.length; j++) {
            moments[j].add(others.moments[j]);
        }
        fault = Fault.first(fault, others.fault);
        return this;
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
