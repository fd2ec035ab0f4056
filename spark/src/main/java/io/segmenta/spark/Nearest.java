package io.segmenta.spark;

import java.util.Arrays;

/** Finds the nearest centroid of each row of a block. Scratch space of one task. */
final class Nearest {

    final int[] label = new int[Block.ROWS];
    /** Squared distances to the nearest. */
    final double[] least = new double[Block.ROWS];
    private final double[] distance = new double[Block.ROWS];

    /**
     * Labels the rows: squared Euclidean distances by definition, in double, feature by feature as the model's assigner
     * adds them; of equal ones the lower number.
     *
     * @param centroids k x d
     */
    void label(Block block, float[][] centroids) {
        int rows = block.rows();
        Arrays.fill(least, 0, rows, Double.POSITIVE_INFINITY);
        for (int c = 0; c < centroids.length; c++) {
            Arrays.fill(distance, 0, rows, 0);
            for (int j = 0; j < block.columns().length; j++) {
                float[] x = block.columns()[j];
                double center = centroids[c][j];
                for (int i = 0; i < rows; i++) {
                    double difference = x[i] - center;
                    distance[i] += difference * difference;
                }
            }
            for (int i = 0; i < rows; i++) {
                if (distance[i] < least[i]) {
                    least[i] = distance[i];
                    label[i] = c;
                }
            }
        }
    }
}
