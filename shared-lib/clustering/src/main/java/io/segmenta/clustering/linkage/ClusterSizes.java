package io.segmenta.clustering.linkage;

/** The sizes of clusters that begin as n single rows, with their Gini index. Distinct sizes are at most sqrt(2 n). */
final class ClusterSizes {

    private final int rows;
    private final int[] count;
    /** Larger and smaller sizes that occur; 0 stands before the first. */
    private final int[] larger;
    private final int[] smaller;
    private int clusters;

    ClusterSizes(int rows) {
        this.rows = rows;
        this.count = new int[rows + 1];
        this.larger = new int[rows + 1];
        this.smaller = new int[rows + 1];
        this.clusters = rows;
        count[1] = rows;
        larger[0] = 1;
    }

    /** Returns the least size. */
    int smallest() {
        return larger[0];
    }

    /** Puts one cluster in the place of two. */
    void merge(int a, int b) {
        add(a + b, Math.max(a, b));
        remove(a);
        remove(b);
        clusters--;
    }

    private void add(int size, int below) {
        if (count[size]++ > 0) {
            return;
        }
        int before = below;
        while (larger[before] != 0 && larger[before] < size) {
            before = larger[before];
        }
        int after = larger[before];
        larger[before] = size;
        smaller[size] = before;
        larger[size] = after;
        if (after != 0) {
            smaller[after] = size;
        }
    }

    private void remove(int size) {
        if (--count[size] > 0) {
            return;
        }
        larger[smaller[size]] = larger[size];
        if (larger[size] != 0) {
            smaller[larger[size]] = smaller[size];
        }
    }

    /**
     * Returns the sum over pairs of |a - b| over (k - 1) n: 0 for equal sizes, near 1 when one cluster has nearly all.
     */
    double gini() {
        if (clusters < 2) {
            return 0;
        }
        double sum = 0;
        double below = 0;
        for (int size = larger[0]; size != 0; size = larger[size]) {
            double rank = 2 * below + count[size] - clusters;
            sum += size * (count[size] * rank);
            below += count[size];
        }
        return sum / ((clusters - 1.0) * rows);
    }
}
