package io.segmenta.clustering.linkage;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Clusters and their distances in the lower triangle of a matrix, for complete and average linkage. The distances of
 * the two clusters at the end of the chain are held in one array each, so that finding a neighbour and merging walk
 * memory in order; only reading a column and writing one back do not.
 */
final class MatrixClusters implements NearestNeighborChain.Clusters {

    private final Linkage linkage;
    /** Row i holds the distances to slots below i. */
    private final float[][] triangle;
    private final int[] size;
    /** A cluster keeps its name, its slot may change; the slots [0, active) are in use. */
    private final int[] clusterIn;
    private final int[] slotOf;
    private float[] top;
    private float[] before;
    /** Whose distances the two arrays hold; -1 when out of date. */
    private int topSlot = -1;
    private int beforeSlot = -1;
    private int active;

    /** Starts from cells of rows, as {@link MicroLinkage} tells. */
    MatrixClusters(MicroClusters.Cells cells, Linkage linkage, Workers workers) {
        this(cells.means(), linkage, workers);
        System.arraycopy(cells.sizes(), 0, size, 0, size.length);
        for (int i = 0; i < size.length; i++) {
            for (int p = 0; p < i; p++) {
                float apart = triangle[i][p];
                triangle[i][p] = linkage == Linkage.COMPLETE ? apart + cells.radii()[i] + cells.radii()[p]
                        : (float) Math.sqrt(apart * apart + cells.variances()[i] + cells.variances()[p]);
            }
        }
    }

    MatrixClusters(Matrix x, Linkage linkage, Workers workers) {
        int n = x.rows();
        this.linkage = linkage;
        this.active = n;
        this.triangle = new float[n][];
        this.top = new float[n];
        this.before = new float[n];
        this.size = new int[n];
        Arrays.fill(size, 1);
        this.clusterIn = new int[n];
        this.slotOf = new int[n];
        Arrays.setAll(clusterIn, i -> i);
        Arrays.setAll(slotOf, i -> i);
        float[][] columns = new float[x.columns()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = x.column(j);
        }
        float[][] padded = DistanceKernels.padded(columns, n);
        int stretch = 64;
        workers.forEachBlock((n + stretch - 1) / stretch, block -> {
            float[] point = new float[padded.length];
            for (int i = block * stretch, end = Math.min(n, i + stretch); i < end; i++) {
                for (int j = 0; j < columns.length; j++) {
                    point[j] = columns[j][i];
                }
                triangle[i] = new float[i];
                DistanceKernels.squared(padded, point, triangle[i], i);
                DistanceKernels.roots(triangle[i]);
            }
        });
    }

    @Override
    public int nearest(int cluster, int preferred) {
        int slot = slotOf[cluster];
        float[] swap = before;
        before = top;
        top = swap;
        beforeSlot = topSlot;
        topSlot = slot;
        gather(slot, top);
        int nearest = preferred < 0 ? -1 : slotOf[preferred];
        float least = preferred < 0 ? Float.POSITIVE_INFINITY : top[nearest];
        for (int p = 0; p < active; p++) {
            if (top[p] < least) {
                least = top[p];
                nearest = p;
            }
        }
        return clusterIn[nearest];
    }

    /** Copies the distances of a slot to all others; its own place becomes infinite. */
    private void gather(int slot, float[] into) {
        System.arraycopy(triangle[slot], 0, into, 0, slot);
        into[slot] = Float.POSITIVE_INFINITY;
        for (int i = slot + 1; i < active; i++) {
            into[i] = triangle[i][slot];
        }
    }

    private void scatter(float[] from, int slot) {
        System.arraycopy(from, 0, triangle[slot], 0, slot);
        for (int i = slot + 1; i < active; i++) {
            triangle[i][slot] = from[i];
        }
    }

    @Override
    public double height(int a, int b) {
        return top[slotOf[b]];
    }

    @Override
    public void merge(int a, int b) {
        int slotA = slotOf[a];
        int slotB = slotOf[b];
        int kept = Math.max(slotA, slotB);
        int freed = Math.min(slotA, slotB);
        if (beforeSlot != slotB) {
            gather(slotB, before);
        }
        topSlot = -1;
        if (linkage == Linkage.COMPLETE) {
            larger(top, before);
        } else {
            float total = size[slotA] + size[slotB];
            mean(top, before, size[slotA] / total, size[slotB] / total);
        }
        scatter(before, kept);
        size[kept] = size[slotA] + size[slotB];
        name(kept, a);
        int last = active - 1;
        if (freed != last) {
            gather(last, top);
            active = last;
            top[freed] = 0;
            scatter(top, freed);
            size[freed] = size[last];
            name(freed, clusterIn[last]);
        } else {
            active = last;
        }
        triangle[last] = null;
    }

    private void name(int slot, int cluster) {
        clusterIn[slot] = cluster;
        slotOf[cluster] = slot;
    }

    private static void larger(float[] a, float[] b) {
        for (int p = 0; p < b.length; p++) {
            b[p] = Math.max(a[p], b[p]);
        }
    }

    private static void mean(float[] a, float[] b, float shareA, float shareB) {
        for (int p = 0; p < b.length; p++) {
            b[p] = a[p] * shareA + b[p] * shareB;
        }
    }
}
