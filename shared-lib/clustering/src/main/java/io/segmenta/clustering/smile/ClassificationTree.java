package io.segmenta.clustering.smile;

import io.segmenta.clustering.rows.Inputs;
import io.segmenta.clustering.smile.ClassificationTreeFit.Leaf;
import io.segmenta.clustering.smile.ClassificationTreeFit.Node;
import io.segmenta.clustering.smile.ClassificationTreeFit.Split;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.FloatVector;
import smile.data.vector.ValueVector;
import smile.model.cart.CART;
import smile.model.cart.DecisionNode;
import smile.model.cart.OrdinalNode;
import smile.model.cart.SplitRule;

/**
 * A binary tree that tells the class of a row by a few thresholds: Smile's CART with the Gini impurity, not pruned.
 *
 * <p>
 * A leaf answers the class of the greatest weight in it, of equal ones the first. Time O(d n log n + fits d n depth),
 * memory O(d n); one thread (see the package). No random numbers are drawn: the same bits each time. Fewer than 2 rows,
 * NaN and infinities are refused.
 *
 * <p>
 * Reference: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984.
 *
 * @param depth of splits at most, in [1, 20]
 * @param leastWeight of a leaf, in [1, 1000000]
 */
public record ClassificationTree(int depth, int leastWeight) {

    public ClassificationTree {
        Check.range("depth", depth, 1, 20);
        Check.range("leastWeight", leastWeight, 1, 1_000_000);
    }

    /**
     * Fits a tree for each array of weights; the columns are sorted once.
     *
     * @param x n x d, n >= 2
     * @param labels n classes in [0, classes)
     * @param classes in [2, 1000]
     * @param weights of each tree n whole weights, 0 for a row that it does not see
     */
    public List<ClassificationTreeFit> fit(Matrix x, int[] labels, int classes, List<int[]> weights) {
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        Check.range("classes", classes, 2, 1_000);
        Check.argument(labels.length == x.rows(), "labels must be one for each row: %d labels, %d rows", labels.length,
                x.rows());
        for (int label : labels) {
            Check.range("label", label, 0, classes - 1);
        }
        for (int[] one : weights) {
            Check.argument(one.length == labels.length, "weights must be one for each row: %d weights, %d rows",
                    one.length, labels.length);
            Check.argument(Arrays.stream(one).allMatch(weight -> weight >= 0) && Arrays.stream(one).sum() > 0,
                    "weights must not be negative, nor all be 0");
        }
        return SmileCall.seeded(0, () -> {
            ValueVector[] columns = new ValueVector[x.columns()];
            for (int j = 0; j < columns.length; j++) {
                columns[j] = new FloatVector("x" + j, x.column(j));
            }
            DataFrame rows = new DataFrame(columns);
            int[][] order = CART.order(rows);
            return weights.stream().map(one -> fit(rows, order, labels, classes, one)).toList();
        });
    }

    private ClassificationTreeFit fit(DataFrame rows, int[][] order, int[] labels, int classes, int[] weights) {
        // Smile counts the root as a level, and works on the arrays that it is given.
        int[][] ordered = Arrays.stream(order).map(int[]::clone).toArray(int[][]::new);
        DecisionTree tree = new DecisionTree(rows, labels, new StructField("y", DataTypes.IntType), classes,
                SplitRule.GINI, depth + 1, Integer.MAX_VALUE, leastWeight, rows.ncol(), weights.clone(), ordered);
        return new ClassificationTreeFit(node(tree.root(), rows, order));
    }

    private static Node node(smile.model.cart.Node node, DataFrame rows, int[][] order) {
        return switch (node) {
            case OrdinalNode split -> new Split(split.feature(), atMost(split, rows, order[split.feature()]),
                    split.size(), node(split.trueChild(), rows, order), node(split.falseChild(), rows, order));
            case DecisionNode leaf -> new Leaf(leaf.output(), leaf.size());
            default -> throw new IllegalStateException("no node of a tree over numbers: " + node.getClass());
        };
    }

    /**
     * Returns the greatest value of the column that the split sends to the left; Smile keeps its threshold to itself.
     */
    private static float atMost(OrdinalNode split, DataFrame rows, int[] rising) {
        int left = 0;
        int right = rising.length - 1;
        while (left + 1 < right) {
            int middle = (left + right) >>> 1;
            if (split.branch(rows.get(rising[middle]))) {
                left = middle;
            } else {
                right = middle;
            }
        }
        return rows.getFloat(rising[left], split.feature());
    }
}
