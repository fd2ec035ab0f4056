package io.segmenta.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Set;

/**
 * The row furthest from its centroid among those whose cluster has others; of several the one with the lowest number.
 *
 * @param distance squared; negative where there is none
 * @param number among all rows
 * @param own its cluster
 * @param row its features
 */
record Furthest(double distance, long number, int own, float[] row) implements Serializable {

    static final Furthest NONE = new Furthest(-1, Long.MAX_VALUE, -1, new float[0]);

    /**
     * Looks through blocks.
     *
     * @param sizes of the clusters
     * @param taken rows that have been given to another cluster
     */
    static Furthest of(Iterator<Block> blocks, float[][] centroids, long[] sizes, Set<Long> taken) {
        Furthest furthest = NONE;
        Nearest nearest = new Nearest();
        while (blocks.hasNext()) {
            Block block = blocks.next();
            nearest.label(block, centroids);
            for (int i = 0; i < block.rows(); i++) {
                long number = block.first() + i;
                if (nearest.least[i] > furthest.distance && sizes[nearest.label[i]] > 1 && !taken.contains(number)) {
                    furthest = new Furthest(nearest.least[i], number, nearest.label[i], block.row(i));
                }
            }
        }
        return furthest;
    }

    /** Returns the further one. */
    Furthest or(Furthest other) {
        return other.distance > distance || (other.distance == distance && other.number < number) ? other : this;
    }
}
