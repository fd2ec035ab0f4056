package io.segmenta.clustering.centroid;

import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;

/**
 * A self-organising map: a grid of units, each with a codebook vector, so that neighbouring units stand for similar
 * rows.
 *
 * <p>
 * Batch training: in every epoch each row goes to its best matching unit (BMU) and each codebook vector becomes the
 * mean of all rows, weighted by a Gaussian of the grid distance of their units; its radius falls geometrically from
 * {@code startRadius} to {@code endRadius}. The first codebook lies evenly on the plane of the first two principal
 * components, so there is no seed. Ties go to the lower unit.
 *
 * <p>
 * Time O(epochs (n d u + u^2 d)) for u units; memory O(n d), and O(u d) for each of 16 chunks of rows per thread. Same
 * bits at any number of threads. Fewer than 2 rows, NaN, infinities and magnitudes above 1e15 are refused.
 *
 * <p>
 * Reference: Kohonen, "Essentials of the self-organizing map", Neural Networks 37 (2013),
 * doi:10.1016/j.neunet.2012.09.018.
 *
 * @param width units in a row, in [1, 200]
 * @param height rows of units, in [1, 200]; at least two units in all
 * @param epochs passes over the rows, in [1, 10000]
 * @param startRadius radius of the first epoch in grid distances, in [0, 200]; 0 is half the longer side, and what is
 * below the last is as the last
 * @param endRadius radius of the last epoch in grid distances, in [0.1, 10]
 * @param learningRate how far of the way to its mean a unit goes in each epoch, in (0, 1]; 1 is the batch map
 */
public record Som(int width, int height, Grid grid, int epochs, double startRadius, double endRadius,
        double learningRate) {

    /** Makes a batch map whose radius begins with half the longer side. */
    public Som(int width, int height, Grid grid, int epochs, double endRadius) {
        this(width, height, grid, epochs, 0, endRadius, 1);
    }

    /** How units are laid out. */
    public enum Grid {
        /** At whole coordinates; the eight units around one are its neighbours. */
        RECTANGULAR,
        /** Odd rows are shifted by half a unit; the six units at distance 1 are its neighbours. */
        HEXAGONAL
    }

    public Som {
        Check.range("width", width, 1, 200);
        Check.range("height", height, 1, 200);
        Check.argument(width * height >= 2, "units must be >= 2, got %d", width * height);
        Check.notNull(grid, "grid");
        Check.range("epochs", epochs, 1, 10_000);
        Check.range("startRadius", startRadius, 0.0, 200.0);
        Check.range("endRadius", endRadius, 0.1, 10.0);
        Check.argument(learningRate > 0 && learningRate <= 1, "learningRate must be in (0, 1], got %s", learningRate);
    }

    /** Returns a hexagonal map trained for 20 epochs down to a radius of 0.3. */
    public static Som withDefaults(int width, int height) {
        return new Som(width, height, Grid.HEXAGONAL, 20, 0.3);
    }

    /** Returns the number of units. */
    public int units() {
        return width * height;
    }

    /** Returns the distance of two units on the grid. */
    public double distance(int a, int b) {
        int rowA = a / width;
        int rowB = b / width;
        double across = a % width - b % width;
        double down = rowA - rowB;
        if (grid == Grid.HEXAGONAL) {
            across += 0.5 * ((rowA & 1) - (rowB & 1));
            down *= Math.sqrt(0.75);
        }
        return Math.sqrt(across * across + down * down);
    }

    /** Returns whether two units are neighbours. */
    public boolean adjacent(int a, int b) {
        double distance = distance(a, b);
        return a != b && distance < (grid == Grid.HEXAGONAL ? 1.01 : 1.42);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public SomFit fit(Matrix x, Workers workers) {
        Inputs.atLeastRows(x, 2);
        return new SomTraining(this, Blocks.of(x, null, workers), PrincipalComponents.fit(x, workers), workers).run();
    }
}
