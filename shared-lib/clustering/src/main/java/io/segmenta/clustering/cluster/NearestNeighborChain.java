package io.segmenta.clustering.cluster;

/**
 * The nearest-neighbour chain: from any cluster to its nearest, on to the nearest of that, until two are nearest to each
 * other; these merge, and the chain goes on from what is left of it. Right for every linkage in which a merged cluster
 * is no nearer to a third than the nearer of its parts. Clusters sit in slots [0, active).
 */
final class NearestNeighborChain {

    /** The clusters left, and the distances between them. */
    interface Clusters {
        int active();

        /** Returns the slot nearest to {@code slot}; {@code preferred}, when it is as near as any and not -1. */
        int nearest(int slot, int preferred);

        /** Returns the merge height of two slots, of which {@code a} was asked for its nearest last, {@code b} before. */
        double height(int a, int b);

        /**
         * Merges {@code b} into {@code a}, or {@code a} into {@code b}, and moves the last slot to the freed one.
         *
         * @return the slot that holds the merged cluster before the move
         */
        int merge(int a, int b);
    }

    private NearestNeighborChain() {}

    static Dendrogram run(Clusters clusters) {
        int n = clusters.active();
        int[] first = new int[n - 1];
        int[] second = new int[n - 1];
        double[] heights = new double[n - 1];
        // A cluster is known by one of its rows; a slot may change hands.
        int[] rowOf = new int[n];
        int[] slotOf = new int[n];
        for (int i = 0; i < n; i++) {
            rowOf[i] = i;
            slotOf[i] = i;
        }
        int[] chain = new int[n];
        int length = 0;
        for (int merge = 0; merge < n - 1;) {
            if (length == 0) {
                chain[length++] = rowOf[0];
            }
            int top = slotOf[chain[length - 1]];
            int before = length > 1 ? slotOf[chain[length - 2]] : -1;
            int nearest = clusters.nearest(top, before);
            if (nearest != before) {
                chain[length++] = rowOf[nearest];
                continue;
            }
            first[merge] = rowOf[top];
            second[merge] = rowOf[before];
            heights[merge] = clusters.height(top, before);
            length -= 2;
            int last = clusters.active() - 1;
            int kept = clusters.merge(top, before);
            int freed = kept == top ? before : top;
            rowOf[freed] = rowOf[last];
            slotOf[rowOf[freed]] = freed;
            merge++;
        }
        return new Dendrogram(first, second, heights);
    }
}
