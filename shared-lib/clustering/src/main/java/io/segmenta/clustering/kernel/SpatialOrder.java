package io.segmenta.clustering.kernel;

/**
 * Puts points in an order in which stretches of it lie close together, as the leaves of a balanced k-d tree: the points
 * are split in two at a multiple of the stretch's length along the column of the largest variance, again and again.
 * Time O(n d log n), on average. Deterministic.
 */
public final class SpatialOrder {

    private final float[][] columns;
    private final int stretch;
    private final int[] order;

    private SpatialOrder(float[][] columns, int stretch, int[] order) {
        this.columns = columns;
        this.stretch = stretch;
        this.order = order;
    }

    /**
     * Returns the points' order.
     *
     * @param columns [column][point], finite, at least one column
     * @param stretch length of a stretch, > 0; only the last may be shorter
     */
    public static int[] of(float[][] columns, int stretch) {
        int[] order = new int[columns[0].length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        new SpatialOrder(columns, stretch, order).split(0, order.length);
        return order;
    }

    private void split(int from, int to) {
        int stretches = (to - from + stretch - 1) / stretch;
        if (stretches <= 1) {
            return;
        }
        int middle = from + (stretches + 1) / 2 * stretch;
        part(widest(from, to), from, to - 1, middle);
        split(from, middle);
        split(middle, to);
    }

    /** Returns the column of the largest variance. */
    private float[] widest(int from, int to) {
        float[] widest = columns[0];
        double largest = -1;
        for (float[] column : columns) {
            double sum = 0;
            double squares = 0;
            for (int i = from; i < to; i++) {
                double value = column[order[i]];
                sum += value;
                squares += value * value;
            }
            double spread = squares - sum * sum / (to - from);
            if (spread > largest) {
                largest = spread;
                widest = column;
            }
        }
        return widest;
    }

    /** Hoare's selection: nothing before {@code middle} is larger than anything from there on. */
    private void part(float[] column, int from, int to, int middle) {
        int low = from;
        int high = to;
        while (low < high) {
            float pivot = column[order[(low + high) >>> 1]];
            int up = low;
            int down = high;
            while (up <= down) {
                while (column[order[up]] < pivot) {
                    up++;
                }
                while (column[order[down]] > pivot) {
                    down--;
                }
                if (up <= down) {
                    int swap = order[up];
                    order[up++] = order[down];
                    order[down--] = swap;
                }
            }
            if (middle <= down) {
                high = down;
            } else if (middle >= up) {
                low = up;
            } else {
                return;
            }
        }
    }
}
