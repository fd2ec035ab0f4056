package io.segmenta.spark;

import io.segmenta.model.assign.Assigner;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** How many rows a model answers with each of its segments, and with none; and the first fault. */
final class Labels implements Serializable {

    private static final long serialVersionUID = 1;

    private final long[] sizes;
    private long outside;
    private @Nullable Fault fault;

    private Labels(int k) {
        sizes = new long[k];
    }

    /** Counts the rows of blocks. */
    static Labels of(Iterator<Block> blocks, Assigner assigner) {
        int k = assigner.clusters();
        Labels labels = new Labels(k);
        double[] squared = new double[k];
        int[] points = new int[k];
        while (blocks.hasNext()) {
            Block block = blocks.next();
            labels.fault = Fault.first(labels.fault, block.fault());
            for (int i = 0; i < block.rows(); i++) {
                int cluster = assigner.explain(block.row(i), squared, points).cluster();
                if (cluster < 0) {
                    labels.outside++;
                } else {
                    labels.sizes[cluster]++;
                }
            }
        }
        return labels;
    }

    /** Adds others to these. */
    Labels add(Labels others) {
        Arrays.setAll(sizes, c -> sizes[c] + others.sizes[c]);
        outside += others.outside;
        fault = Fault.first(fault, others.fault);
        return this;
    }

    long[] sizes() {
        return sizes;
    }

    /** Returns how many rows are in no segment. */
    long outside() {
        return outside;
    }

    @Nullable
    Fault fault() {
        return fault;
    }
}
