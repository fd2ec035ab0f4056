package io.segmenta.clustering.linkage;

/**
 * Finds about where the least of many non-negative numbers is. A minimum of floats does not vectorise, one of integers
 * does: values are scaled to integers, and the least integer is kept of every segment, so that only few segments need
 * to be looked at value by value.
 */
final class LeastValue {

    private static final int SEGMENT = 1024;
    private static final int FULL = 1 << 24;
    private static final int COARSE = 1 << 12;
    private static final float LARGEST_SCALE = 1e37f;

    private final int[] least;
    private int size;
    private int segments;
    private float scale;

    /** Makes room for so many values. */
    LeastValue(int most) {
        this.least = new int[(most + SEGMENT - 1) / SEGMENT];
    }

    /**
     * Looks through the first {@code size} values.
     *
     * @param guess one of the values, or about the least one
     * @return a number that is no less than the least value, and above it by little
     */
    float find(float[] values, int size, float guess) {
        this.size = size;
        this.segments = (size + SEGMENT - 1) / SEGMENT;
        float bound = guess;
        while (true) {
            scale = Math.min(LARGEST_SCALE, FULL / bound);
            int lowest = scan(values);
            boolean finest = scale == LARGEST_SCALE;
            if (lowest == Integer.MAX_VALUE) {
                bound = finest ? 1e-20f : bound > 1e30f ? Float.MAX_VALUE : bound * 1e6f;
            } else if (lowest < COARSE && !finest) {
                bound = (lowest + 1) / scale;
            } else {
                // The product was rounded, so the bound is put a little higher.
                return (float) ((lowest + 1.0) / scale * (1 + 1e-6));
            }
        }
    }

    private int scan(float[] values) {
        int lowest = Integer.MAX_VALUE;
        for (int segment = 0; segment < segments; segment++) {
            least[segment] = scan(values, from(segment), to(segment), scale);
            lowest = Math.min(lowest, least[segment]);
        }
        return lowest;
    }

    private static int scan(float[] values, int from, int to, float scale) {
        int lowest = Integer.MAX_VALUE;
        for (int p = from; p < to; p++) {
            lowest = Math.min(lowest, (int) (values[p] * scale));
        }
        return lowest;
    }

    int segments() {
        return segments;
    }

    int from(int segment) {
        return segment * SEGMENT;
    }

    int to(int segment) {
        return Math.min(size, (segment + 1) * SEGMENT);
    }

    /** Returns whether all values of a segment are above the limit. */
    boolean above(int segment, float limit) {
        return least[segment] > (int) (limit * scale);
    }
}
