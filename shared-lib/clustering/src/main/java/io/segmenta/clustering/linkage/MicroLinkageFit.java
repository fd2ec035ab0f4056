package io.segmenta.clustering.linkage;

import java.util.Arrays;

/** The merges of cells of rows. Immutable. */
public final class MicroLinkageFit {

    private final Dendrogram dendrogram;
    private final int[] cells;
    private final int[] sizes;

    MicroLinkageFit(Dendrogram dendrogram, int[] cells, int[] sizes) {
        this.dendrogram = dendrogram;
        this.cells = cells;
        this.sizes = sizes;
    }

    /** Returns the merges; its rows are the m cells, and its sizes count cells. */
    public Dendrogram dendrogram() {
        return dendrogram;
    }

    /** Returns a copy of the cell of each row, in [0, m). */
    public int[] cells() {
        return cells.clone();
    }

    /** Returns a copy of the rows that each cell holds. */
    public int[] sizes() {
        return sizes.clone();
    }

    /**
     * Returns the k clusters that are left when the last k - 1 merges are undone.
     *
     * @param k in [1, m]
     * @return n labels in [0, k), none unused
     */
    public int[] cut(int k) {
        int[] labels = dendrogram.cut(k);
        return Arrays.stream(cells).map(cell -> labels[cell]).toArray();
    }
}
