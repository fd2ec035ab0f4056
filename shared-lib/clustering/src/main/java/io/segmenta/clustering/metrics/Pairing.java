package io.segmenta.clustering.metrics;

import java.util.Arrays;

/**
 * The assignment problem: pairs rows with columns so that the sum over the pairs is greatest. The Hungarian method by
 * shortest augmenting paths (R. Jonker, A. Volgenant, Computing 38, 1987), O(n^3) for n the longer side.
 */
public final class Pairing {
    private Pairing() {}

    /**
     * Pairs.
     *
     * @param gain per row and column, not negative; 0 pairs nothing
     * @return per row its column, -1 for none
     */
    public static int[] of(double[][] gain) {
        int rows = gain.length;
        int columns = rows == 0 ? 0 : gain[0].length;
        int n = Math.max(rows, columns);
        double[] rowPrice = new double[n + 1];
        double[] columnPrice = new double[n + 1];
        int[] rowOf = new int[n + 1];
        int[] before = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            rowOf[0] = row;
            int column = 0;
            double[] least = new double[n + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            boolean[] reached = new boolean[n + 1];
            do {
                reached[column] = true;
                int at = rowOf[column];
                double step = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int c = 1; c <= n; c++) {
                    if (!reached[c]) {
                        double cost = -gain(gain, at - 1, c - 1) - rowPrice[at] - columnPrice[c];
                        if (cost < least[c]) {
                            least[c] = cost;
                            before[c] = column;
                        }
                        if (least[c] < step) {
                            step = least[c];
                            next = c;
                        }
                    }
                }
                for (int c = 0; c <= n; c++) {
                    if (reached[c]) {
                        rowPrice[rowOf[c]] += step;
                        columnPrice[c] -= step;
                    } else {
                        least[c] -= step;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            while (column != 0) {
                rowOf[column] = rowOf[before[column]];
                column = before[column];
            }
        }
        int[] paired = new int[rows];
        Arrays.fill(paired, -1);
        for (int c = 1; c <= columns; c++) {
            int row = rowOf[c] - 1;
            if (row < rows && gain[row][c - 1] > 0) {
                paired[row] = c - 1;
            }
        }
        return paired;
    }

    private static double gain(double[][] gain, int row, int column) {
        return row < gain.length && column < gain[row].length ? gain[row][column] : 0;
    }
}
