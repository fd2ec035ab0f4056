package io.segmenta.clustering.smile;

import io.segmenta.model.data.Matrix;

/**
 * A fitted tree.
 *
 * @param root a leaf where nothing tells the classes apart
 */
public record ClassificationTreeFit(Node root) {

    /** A place in the tree. */
    public sealed interface Node {
        /** The weight of the rows that came here. */
        long weight();
    }

    /**
     * Rows go to one of two sides.
     *
     * @param column that decides, in [0, d)
     * @param most the greatest value seen in the column that goes to {@code atMost}
     */
    public record Split(int column, float most, long weight, Node atMost, Node above) implements Node {}

    /**
     * Rows are told to be of a class.
     *
     * @param label in [0, classes)
     */
    public record Leaf(int label, long weight) implements Node {}

    /** Returns the class that the tree tells for a row of a matrix. O(depth). */
    public int predict(Matrix x, int row) {
        Node node = root;
        while (node instanceof Split split) {
            node = x.get(row, split.column()) <= split.most() ? split.atMost() : split.above();
        }
        return ((Leaf) node).label();
    }
}
