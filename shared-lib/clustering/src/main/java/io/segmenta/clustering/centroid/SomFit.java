package io.segmenta.clustering.centroid;

import io.segmenta.model.base.Check;

/** What a self-organising map learned from n rows of d columns. Unit {@code row * width + column}. Immutable. */
public final class SomFit {

    private final Som som;
    private final float[][] codebook;
    private final int[] labels;
    private final int[] hits;
    private final double quantizationError;
    private final double topographicError;

    SomFit(Som som, float[][] codebook, int[] labels, double quantizationError, double topographicError) {
        this.som = som;
        this.codebook = codebook;
        this.labels = labels;
        this.quantizationError = quantizationError;
        this.topographicError = topographicError;
        this.hits = new int[codebook.length];
        for (int label : labels) {
            hits[label]++;
        }
    }

    /** Returns the map that was fitted: its grid and distances. */
    public Som som() {
        return som;
    }

    /** Returns a copy of the codebook, units x d. */
    public float[][] codebook() {
        float[][] copy = new float[codebook.length][];
        for (int u = 0; u < copy.length; u++) {
            copy[u] = codebook[u].clone();
        }
        return copy;
    }

    /** Returns the best matching unit of every row. */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns how many rows each unit matches best; 0 for many. */
    public int[] hits() {
        return hits.clone();
    }

    /** Returns the mean Euclidean distance of rows to their units. */
    public double quantizationError() {
        return quantizationError;
    }

    /**
     * Returns the share of rows, of at most 20,000 evenly spaced ones, whose two nearest units are not neighbours on
     * the grid; in [0, 1], lower is better.
     */
    public double topographicError() {
        return topographicError;
    }

    /** Returns per unit the mean Euclidean distance of its codebook vector to those of its neighbours. */
    public double[] uMatrix() {
        double[] matrix = new double[codebook.length];
        for (int u = 0; u < matrix.length; u++) {
            double sum = 0;
            int neighbours = 0;
            for (int v = 0; v < matrix.length; v++) {
                if (som.adjacent(u, v)) {
                    sum += distance(codebook[u], codebook[v]);
                    neighbours++;
                }
            }
            matrix[u] = neighbours == 0 ? 0 : sum / neighbours;
        }
        return matrix;
    }

    /**
     * Returns the value of one column at every unit.
     *
     * @param column in [0, d - 1]
     */
    public float[] componentPlane(int column) {
        Check.range("column", column, 0, codebook[0].length - 1);
        float[] plane = new float[codebook.length];
        for (int u = 0; u < plane.length; u++) {
            plane[u] = codebook[u][column];
        }
        return plane;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
