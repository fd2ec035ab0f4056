package io.segmenta.spark;

import io.segmenta.statistics.ExactSum;
import java.io.Serializable;
import java.util.Iterator;

/** What is known of the clusters about centroids: their sizes, greatest squared distances, and the inertia of all. */
final class Ends implements Serializable {

    private static final long serialVersionUID = 1;

    private final long[] sizes;
    private final double[] reach;
    private final ExactSum inertia = new ExactSum();

    private Ends(int k) {
        sizes = new long[k];
        reach = new double[k];
    }

    /** Adds up the rows of blocks, by start. */
    static Ends[] of(Iterator<Block> blocks, float[][][] centroids) {
        Ends[] ends = new Ends[centroids.length];
        for (int s = 0; s < ends.length; s++) {
            ends[s] = new Ends(centroids[s].length);
        }
        Nearest nearest = new Nearest();
        while (blocks.hasNext()) {
            Block block = blocks.next();
            for (int s = 0; s < ends.length; s++) {
                nearest.label(block, centroids[s]);
                for (int i = 0; i < block.rows(); i++) {
                    int c = nearest.label[i];
                    ends[s].sizes[c]++;
                    ends[s].reach[c] = Math.max(ends[s].reach[c], nearest.least[i]);
                    ends[s].inertia.add(nearest.least[i]);
                }
            }
        }
        return ends;
    }

    /** Adds others to these, start by start. */
    static Ends[] add(Ends[] to, Ends[] others) {
        for (int s = 0; s < to.length; s++) {
            for (int c = 0; c < to[s].sizes.length; c++) {
                to[s].sizes[c] += others[s].sizes[c];
                to[s].reach[c] = Math.max(to[s].reach[c], others[s].reach[c]);
            }
            to[s].inertia.add(others[s].inertia);
        }
        return to;
    }

    long[] sizes() {
        return sizes;
    }

    /** Returns the greatest squared distance of a row to its centroid, by cluster. */
    double[] reach() {
        return reach;
    }

    double inertia() {
        return inertia.value();
    }
}
