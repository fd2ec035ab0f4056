package io.segmenta.clustering.kernel;

import java.util.Arrays;

/**
 * Boxes around groups of points, to leave out whole groups that are too far from a point. Arguments are not checked.
 */
public final class Boxes {

    /** [column][box] */
    private final float[][] low;
    private final float[][] high;

    /** Makes empty boxes, farther from every point than any other. */
    public Boxes(int columns, int count) {
        this.low = new float[columns][count];
        this.high = new float[columns][count];
        for (int j = 0; j < columns; j++) {
            Arrays.fill(low[j], Float.POSITIVE_INFINITY);
            Arrays.fill(high[j], Float.NEGATIVE_INFINITY);
        }
    }

    /** Makes a box as large as is needed for one more value of a column. */
    public void include(int box, int column, float value) {
        low[column][box] = Math.min(low[column][box], value);
        high[column][box] = Math.max(high[column][box], value);
    }

    /**
     * Writes the squared distance of the point to every box, 0 inside.
     *
     * @param point at least as many values as columns
     */
    public void squared(float[] point, float[] out) {
        int count = low[0].length;
        Arrays.fill(out, 0, count, 0f);
        for (int j = 0; j < low.length; j++) {
            addGap(low[j], high[j], point[j], out, count);
        }
    }

    private static void addGap(float[] low, float[] high, float value, float[] out, int count) {
        for (int b = 0; b < count; b++) {
            float gap = Math.max(0f, Math.max(low[b] - value, value - high[b]));
            out[b] = Math.fma(gap, gap, out[b]);
        }
    }
}
