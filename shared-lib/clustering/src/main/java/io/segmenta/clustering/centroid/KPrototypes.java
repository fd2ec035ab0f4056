package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * Partitions rows of numbers and categories into k clusters around prototypes: the mean of each number and the most
 * frequent level of each category.
 *
 * <p>
 * A category stands in columns of which at most one in each row is not 0. With w in that column, rows of two levels are
 * 2 w^2 apart, squared, so w = sqrt(gamma / 2) makes the squared distance the one of the reference: the squared
 * Euclidean distance of the numbers plus gamma for each category that differs. A prototype is a row of the same kind,
 * and the nearest prototype is the nearest centroid. Lloyd's iterations from several starts, drawn with a probability
 * in proportion to the squared distance from the rows drawn before; the start of least total squared distance is kept,
 * the first of several. Of equally frequent levels the first column is taken. A cluster that loses its last row takes
 * the row farthest from its prototype.
 *
 * <p>
 * Time O(restarts iterations n d k); memory O(n d). Same bits at any number of threads. Clusters are numbered by
 * falling size, then by first row. k above the number of distinct rows, NaN, infinities and magnitudes above 1e15 are
 * refused.
 *
 * <p>
 * Reference: Huang, "Extensions to the k-means algorithm for clustering large data sets with categorical values", Data
 * Min. Knowl. Discov. 2 (1998), doi:10.1023/A:1009769707641.
 *
 * @param k clusters, in [1, 32767]
 * @param maxIterations passes over the rows per start, >= 1
 * @param restarts starts, in [1, 1000]
 */
public record KPrototypes(int k, int maxIterations, int restarts) {

    public KPrototypes {
        Check.range("k", k, 1, Short.MAX_VALUE);
        Check.range("maxIterations", maxIterations, 1, Integer.MAX_VALUE);
        Check.range("restarts", restarts, 1, 1000);
    }

    /** Returns k-prototypes with 10 starts of at most 300 iterations. */
    public static KPrototypes withDefaults(int k) {
        return new KPrototypes(k, 300, 10);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     * @param categories the columns of each category; columns in none are numbers
     */
    public KPrototypesFit fit(Matrix x, List<int[]> categories, long seed, Workers workers) {
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        return new PrototypeSearch(this, x, categories, workers).run(seed);
    }

    /**
     * Returns the prototypes of clusters that are given, k x d: the means of numbers, the most frequent levels of
     * categories.
     *
     * @param x n x d
     * @param categories the columns of each category; columns in none are numbers
     * @param labels n numbers in [0, k), none unused
     */
    public static float[][] prototypes(Matrix x, List<int[]> categories, int[] labels, int k, Workers workers) {
        Inputs.finite(x);
        boolean every = Inputs.labels(labels, x.rows()) == k && Arrays.stream(labels).distinct().count() == k;
        Check.argument(every, "every cluster from 0 to %d must have a row", k - 1);
        return new PrototypeSearch(withDefaults(k), x, categories, workers).prototypes(labels);
    }
}
