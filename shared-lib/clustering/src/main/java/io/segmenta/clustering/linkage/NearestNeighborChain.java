package io.segmenta.clustering.linkage;

/**
 * The nearest-neighbour chain: from any cluster to its nearest, on to the nearest of that, until two are nearest to
 * each other; these merge, and the chain goes on from what is left of it. Right for every linkage in which a merged
 * cluster is no nearer to a third than the nearer of its parts. A cluster is known by one of its rows.
 *
 * <p>
 * Distances along the chain fall, so it never comes back to a cluster; but where many tie, a distance rounded down may
 * lead back. The two at its end are as near then as any, and merge.
 */
final class NearestNeighborChain {

    /** The clusters left, and the distances between them. */
    interface Clusters {

        /** Returns the cluster nearest to {@code cluster}; {@code preferred}, when it is as near as any and not -1. */
        int nearest(int cluster, int preferred);

        /**
         * Returns the merge height of two clusters, of which {@code a} was asked for its nearest last, {@code b}
         * before.
         */
        double height(int a, int b);

        /** Merges {@code b} into {@code a}. */
        void merge(int a, int b);
    }

    private NearestNeighborChain() {}

    /** Merges until one cluster is left of {@code n}. */
    static Dendrogram run(Clusters clusters, int n) {
        int[] first = new int[n - 1];
        int[] second = new int[n - 1];
        double[] heights = new double[n - 1];
        boolean[] gone = new boolean[n];
        boolean[] chained = new boolean[n];
        int start = 0;
        int[] chain = new int[n];
        int length = 0;
        for (int merge = 0; merge < n - 1;) {
            if (length == 0) {
                while (gone[start]) {
                    start++;
                }
                chain[length++] = start;
                chained[start] = true;
            }
            int top = chain[length - 1];
            int before = length > 1 ? chain[length - 2] : -1;
            int nearest = clusters.nearest(top, before);
            if (!chained[nearest]) {
                chain[length++] = nearest;
                chained[nearest] = true;
                continue;
            }
            first[merge] = top;
            second[merge] = before;
            heights[merge] = clusters.height(top, before);
            clusters.merge(top, before);
            gone[before] = true;
            chained[before] = false;
            chained[top] = false;
            length -= 2;
            merge++;
        }
        return new Dendrogram(first, second, heights);
    }
}
