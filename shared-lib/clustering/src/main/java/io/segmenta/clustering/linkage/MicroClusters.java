package io.segmenta.clustering.linkage;

import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Rows gathered in cells of near ones: starting from one cell, the cell with the largest sum of squared distances to
 * its mean is cut at the mean of the column that adds most to it, until there are as many cells as wanted or all rows
 * of each are equal.
 *
 * <p>
 * Time O(n d log m) for m cells of like sizes; memory O(n). Deterministic; of equal cells the earlier is cut, of equal
 * columns the first.
 *
 * <p>
 * Reference: Su and Dy, "In search of deterministic methods for initializing k-means and Gaussian mixture clustering",
 * Intell. Data Anal. 11 (2007): the form named Var-Part.
 */
final class MicroClusters {

    private final Matrix x;
    /** Row numbers, those of a cell side by side and rising. */
    private final int[] order;
    private final int[] right;

    private MicroClusters(Matrix x) {
        this.x = x;
        this.order = new int[x.rows()];
        this.right = new int[x.rows()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /**
     * The cells.
     *
     * @param means m x d
     * @param labels the cell of each row
     * @param sizes rows of each cell
     * @param variances mean squared distance of the rows of each cell to its mean
     * @param radii greatest distance of a row of each cell to its mean
     */
    record Cells(Matrix means, int[] labels, int[] sizes, float[] variances, float[] radii) {}

    /**
     * Gathers.
     *
     * @param most cells, >= 1
     */
    static Cells of(Matrix x, int most) {
        return new MicroClusters(x).gather(most);
    }

    private Cells gather(int most) {
        PriorityQueue<Cell> open = new PriorityQueue<>(
                Comparator.comparingDouble((Cell cell) -> -cell.squares).thenComparingInt(cell -> cell.from));
        List<Cell> closed = new ArrayList<>();
        open.add(new Cell(0, order.length));
        while (!open.isEmpty() && open.size() + closed.size() < most) {
            Cell cell = open.poll();
            int middle = cell.squares > 0 ? cut(cell) : cell.from;
            if (middle == cell.from || middle == cell.to) {
                closed.add(cell);
            } else {
                open.add(new Cell(cell.from, middle));
                open.add(new Cell(middle, cell.to));
            }
        }
        closed.addAll(open);
        closed.sort(Comparator.comparingInt(cell -> cell.from));
        return cells(closed);
    }

    /** Puts rows at or below the mean of the widest column first; returns where the others begin. */
    private int cut(Cell cell) {
        float[] column = x.column(cell.widest);
        int left = cell.from;
        int rights = 0;
        for (int at = cell.from; at < cell.to; at++) {
            int row = order[at];
            if (column[row] <= cell.mean[cell.widest]) {
                order[left++] = row;
            } else {
                right[rights++] = row;
            }
        }
        System.arraycopy(right, 0, order, left, rights);
        return left;
    }

    private Cells cells(List<Cell> list) {
        int m = list.size();
        float[][] means = new float[x.columns()][m];
        int[] labels = new int[order.length];
        int[] sizes = new int[m];
        float[] variances = new float[m];
        float[] radii = new float[m];
        for (int c = 0; c < m; c++) {
            Cell cell = list.get(c);
            for (int j = 0; j < means.length; j++) {
                means[j][c] = (float) cell.mean[j];
            }
            double farthest = 0;
            for (int at = cell.from; at < cell.to; at++) {
                labels[order[at]] = c;
                double squared = 0;
                for (int j = 0; j < means.length; j++) {
                    double difference = x.get(order[at], j) - cell.mean[j];
                    squared += difference * difference;
                }
                farthest = Math.max(farthest, squared);
            }
            sizes[c] = cell.to - cell.from;
            variances[c] = (float) (cell.squares / sizes[c]);
            radii[c] = (float) Math.sqrt(farthest);
        }
        return new Cells(Matrix.ofColumns(x.names(), means), labels, sizes, variances, radii);
    }

    /** A stretch of the order, with its mean and sum of squares about it. */
    private final class Cell {
        private final int from;
        private final int to;
        private final double[] mean;
        private final double squares;
        private final int widest;

        Cell(int from, int to) {
            this.from = from;
            this.to = to;
            mean = new double[x.columns()];
            double all = 0;
            double most = -1;
            int widestSoFar = 0;
            for (int j = 0; j < mean.length; j++) {
                float[] column = x.column(j);
                double sum = 0;
                for (int at = from; at < to; at++) {
                    sum += column[order[at]];
                }
                mean[j] = sum / (to - from);
                double squared = 0;
                for (int at = from; at < to; at++) {
                    double difference = column[order[at]] - mean[j];
                    squared += difference * difference;
                }
                all += squared;
                if (squared > most) {
                    most = squared;
                    widestSoFar = j;
                }
            }
            squares = all;
            widest = widestSoFar;
        }
    }
}
