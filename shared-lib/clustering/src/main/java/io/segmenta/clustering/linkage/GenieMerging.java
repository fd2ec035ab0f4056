package io.segmenta.clustering.linkage;

/**
 * The merging of Genie. Edges of the spanning tree that are left form a list by rising length. While sizes are uneven,
 * the list is searched for the first edge that touches a smallest cluster. Edges passed over touch none, and as
 * clusters only grow this stays so while the smallest size is the same: the search goes on from where it stopped.
 */
final class GenieMerging {

    private final SingleLinkage.Edges tree;
    private final double threshold;
    /** The list: place p holds edge p - 1; place 0 stands before the first, the last one behind the end. */
    private final int[] next;
    private final int[] previous;
    private final DisjointSets sets;
    private final ClusterSizes sizes;
    private int searched;
    private int searchedSize;

    private GenieMerging(SingleLinkage.Edges tree, double threshold) {
        int count = tree.length().length;
        this.tree = tree;
        this.threshold = threshold;
        this.next = new int[count + 2];
        this.previous = new int[count + 2];
        for (int place = 0; place < next.length; place++) {
            next[place] = place + 1;
            previous[place] = place - 1;
        }
        this.sets = new DisjointSets(count + 1);
        this.sizes = new ClusterSizes(count + 1);
    }

    static GenieFit run(SingleLinkage.Edges tree, double threshold) {
        return new GenieMerging(tree, threshold).run();
    }

    private GenieFit run() {
        int[] a = new int[tree.length().length];
        int[] b = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            int edge = take(sizes.gini() > threshold ? touchingSmallest() : next[0]) - 1;
            a[i] = tree.a()[edge];
            b[i] = tree.b()[edge];
            sizes.merge(sets.sizeOf(a[i]), sets.sizeOf(b[i]));
            sets.join(a[i], b[i]);
        }
        return new GenieFit(a, b);
    }

    private int touchingSmallest() {
        int size = sizes.smallest();
        int place = size == searchedSize ? searched : next[0];
        while (!touches(place - 1, size)) {
            place = next[place];
        }
        searched = place;
        searchedSize = size;
        return place;
    }

    private boolean touches(int edge, int size) {
        return sets.sizeOf(tree.a()[edge]) == size || sets.sizeOf(tree.b()[edge]) == size;
    }

    /** Takes a place out of the list. */
    private int take(int place) {
        next[previous[place]] = next[place];
        previous[next[place]] = previous[place];
        if (searched == place) {
            searched = next[place];
        }
        return place;
    }
}
