package io.segmenta.clustering.manifold;

import io.segmenta.clustering.Workers;

/**
 * Moves rows along the gradient. An edge is due every heaviest / weight epochs; each time it pulls, and five random rows
 * push. A step of one coordinate is at most 4, and shrinks from the first epoch to the last; new rows take a quarter of
 * it.
 */
final class Layout {

    private static final int PUSHES = 5;
    private static final float MOST = 4f;
    private static final float GENTLE = 0.25f;
    private static final int STRETCH = 64;

    private final FuzzyGraph graph;
    private final Curve curve;
    private final int epochs;
    private final long seed;
    private final float[] period;

    Layout(FuzzyGraph graph, Curve curve, int epochs, long seed) {
        this.graph = graph;
        this.curve = curve;
        this.epochs = epochs;
        this.seed = seed;
        this.period = new float[graph.weight().length];
        float heaviest = graph.heaviest();
        for (int p = 0; p < period.length; p++) {
            period[p] = heaviest / graph.weight()[p];
        }
    }

    /**
     * Moves the rows of a graph among themselves, one after another, each seeing what those before it did: rows that all
     * move at once swap places with their neighbours and tear the layout apart.
     */
    void move(float[][] layout) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            float size = 1f - epoch / (float) epochs;
            for (int i = 0; i < layout.length; i++) {
                moveRow(i, epoch, layout[i], layout, true, size);
            }
        }
    }

    /** Moves new rows among rows that stay where they are. */
    void move(float[][] layout, float[][] fixed, Workers workers) {
        int n = layout.length;
        workers.forEachBlock((n + STRETCH - 1) / STRETCH, part -> {
            for (int i = part * STRETCH, end = Math.min(n, i + STRETCH); i < end; i++) {
                for (int epoch = 0; epoch < epochs; epoch++) {
                    moveRow(i, epoch, layout[i], fixed, false, GENTLE * (1f - epoch / (float) epochs));
                }
            }
        });
    }

    private void moveRow(int row, int epoch, float[] point, float[][] others, boolean own, float size) {
        long state = mix(seed + mix((long) epoch << 32 | row));
        for (int p = graph.start()[row], end = graph.start()[row + 1]; p < end; p++) {
            // Due where another multiple of the period was passed since the last epoch.
            if ((int) ((epoch + 1) / period[p]) == (int) (epoch / period[p])) {
                continue;
            }
            float[] other = others[graph.end()[p]];
            pull(point, other, own, size);
            for (int push = 0; push < PUSHES; push++) {
                state += 0x9e3779b97f4a7c15L;
                int drawn = (int) ((mix(state) >>> 33) * others.length >>> 31);
                if (!own || drawn != row) {
                    push(point, others[drawn], size);
                }
            }
        }
    }

    private void pull(float[] point, float[] other, boolean both, float size) {
        float factor = curve.attraction(square(point, other));
        for (int c = 0; c < point.length; c++) {
            float step = size * clipped(factor * (point[c] - other[c]));
            point[c] += step;
            if (both) {
                other[c] -= step;
            }
        }
    }

    private void push(float[] point, float[] other, float size) {
        float square = square(point, other);
        float factor = curve.repulsion(square);
        for (int c = 0; c < point.length; c++) {
            point[c] += size * (square > 0 ? clipped(factor * (point[c] - other[c])) : MOST);
        }
    }

    private static float clipped(float step) {
        return Math.max(-MOST, Math.min(MOST, step));
    }

    private static float square(float[] a, float[] b) {
        float sum = 0f;
        for (int c = 0; c < a.length; c++) {
            float difference = a[c] - b[c];
            sum += difference * difference;
        }
        return sum;
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
