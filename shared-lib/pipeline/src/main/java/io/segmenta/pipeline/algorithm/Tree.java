package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.linkage.MicroLinkageFit;
import io.segmenta.pipeline.text.Numbers;
import java.util.Arrays;
import java.util.Optional;

/**
 * The merges of a linkage, of single rows or of cells of near ones.
 *
 * @param dendrogram the merges of m leaves
 * @param leaves per row its leaf; empty when each row is one
 * @param sizes rows of each leaf; shared, never to be written to, as the leaves are
 */
public record Tree(Dendrogram dendrogram, Optional<int[]> leaves, int[] sizes) {

    static Tree of(Dendrogram dendrogram) {
        int[] sizes = new int[dendrogram.rows()];
        Arrays.fill(sizes, 1);
        return new Tree(dendrogram, Optional.empty(), sizes);
    }

    static Tree of(MicroLinkageFit fit) {
        return new Tree(fit.dendrogram(), Optional.of(fit.cells()), fit.sizes());
    }

    /** The labels of all rows divided into k segments. */
    int[] cut(int k) {
        int[] labels = dendrogram.cut(k);
        return leaves.map(cells -> Arrays.stream(cells).map(cell -> labels[cell]).toArray()).orElse(labels);
    }

    /**
     * The segment of each leaf.
     *
     * @param labels the segment of each row, all rows of a leaf in one
     */
    public int[] leafLabels(int[] labels) {
        if (leaves.isEmpty()) {
            return labels;
        }
        int[] ofLeaf = new int[sizes.length];
        for (int i = 0; i < labels.length; i++) {
            ofLeaf[leaves.get()[i]] = labels[i];
        }
        return ofLeaf;
    }

    /** What must be told of a tree that is not exact. */
    Optional<String> note() {
        return leaves.map(_ -> "Above " + Numbers.count(Agglomerative.MATRIX_ROWS)
                + " rows this linkage is approximate: rows were gathered in " + Numbers.count(sizes.length)
                + " cells of near rows first, and the cells were linked.");
    }
}
