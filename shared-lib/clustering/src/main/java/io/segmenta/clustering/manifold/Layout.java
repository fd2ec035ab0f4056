package io.segmenta.clustering.manifold;

import io.segmenta.clustering.parallel.Workers;
import java.util.Arrays;

/**
 * Moves rows along the gradient. An edge is due every full / weight epochs; each time it pulls, then five random rows
 * push, all from where the pull left the row: pushes that do not wait for one another take a third of the time. A step
 * of one coordinate is at most 4, and shrinks from the first epoch to the last; new rows take a quarter of it.
 */
final class Layout {

    private static final long STRIDE = 0x9e3779b97f4a7c15L;
    private static final int PUSHES = 5;
    private static final float MOST = 4f;
    private static final float GENTLE = 0.25f;
    private static final int STRETCH = 64;

    private final FuzzyGraph graph;
    private final Curve curve;
    private final int epochs;
    private final long seed;
    private final float[] frequency;

    /**
     * Begins.
     *
     * @param graph with edges that no epoch may reach, which are left out
     * @param full the weight of an edge that is due in every epoch; none is heavier
     */
    Layout(FuzzyGraph graph, float full, Curve curve, int epochs, long seed) {
        this.graph = graph.withoutLighterThan(full / epochs);
        this.curve = curve;
        this.epochs = epochs;
        this.seed = seed;
        this.frequency = new float[this.graph.weight().length];
        for (int p = 0; p < frequency.length; p++) {
            frequency[p] = this.graph.weight()[p] / full;
        }
    }

    /**
     * Moves the rows of a graph among themselves, one after another, each seeing what those before it did: rows that
     * all move at once swap places with their neighbours and tear the layout apart.
     */
    void move(float[][] layout) {
        if (layout[0].length == 2) {
            movePlane(layout);
            return;
        }
        Scratch scratch = new Scratch(layout[0].length);
        for (int epoch = 0; epoch < epochs; epoch++) {
            float size = 1f - epoch / (float) epochs;
            for (int i = 0; i < layout.length; i++) {
                moveRow(i, 0, epoch, layout[i], layout, true, size, scratch);
            }
        }
    }

    /** Does the same in two dimensions, by far the most frequent case, with coordinates side by side in one array. */
    private void movePlane(float[][] layout) {
        float[] at = new float[2 * layout.length];
        for (int i = 0; i < layout.length; i++) {
            at[2 * i] = layout[i][0];
            at[2 * i + 1] = layout[i][1];
        }
        int[] due = new int[graph.mostEdges()];
        for (int epoch = 0; epoch < epochs; epoch++) {
            float size = 1f - epoch / (float) epochs;
            for (int i = 0; i < layout.length; i++) {
                moveInPlane(i, epoch, at, size, due);
            }
        }
        for (int i = 0; i < layout.length; i++) {
            layout[i][0] = at[2 * i];
            layout[i][1] = at[2 * i + 1];
        }
    }

    private void moveInPlane(int row, int epoch, float[] at, float size, int[] due) {
        long state = start(row, epoch);
        int rows = at.length / 2;
        float x = at[2 * row];
        float y = at[2 * row + 1];
        for (int d = 0, count = due(row, epoch, due); d < count; d++) {
            int other = 2 * graph.end()[due[d]];
            float across = x - at[other];
            float down = y - at[other + 1];
            float factor = curve.attraction(across * across + down * down);
            float stepX = size * clipped(factor * across);
            float stepY = size * clipped(factor * down);
            x += stepX;
            y += stepY;
            at[other] -= stepX;
            at[other + 1] -= stepY;
            float pushX = 0f;
            float pushY = 0f;
            for (int push = 0; push < PUSHES; push++) {
                state += STRIDE;
                int drawn = 2 * drawn(state, rows);
                if (drawn == 2 * row) {
                    continue;
                }
                across = x - at[drawn];
                down = y - at[drawn + 1];
                float square = across * across + down * down;
                factor = curve.repulsion(square);
                pushX += square > 0 ? clipped(factor * across) : MOST;
                pushY += square > 0 ? clipped(factor * down) : MOST;
            }
            x += size * pushX;
            y += size * pushY;
        }
        at[2 * row] = x;
        at[2 * row + 1] = y;
    }

    /** Lists the edges of a row whose period's next multiple was passed since the last epoch; returns how many. */
    private int due(int row, int epoch, int[] due) {
        int count = 0;
        for (int p = graph.start()[row], end = graph.start()[row + 1]; p < end; p++) {
            // Written always and kept when due: a branch on what is as good as random would cost more.
            due[count] = p;
            count += (int) ((epoch + 1) * frequency[p]) - (int) (epoch * frequency[p]);
        }
        return count;
    }

    private long start(int row, int epoch) {
        return mix(seed + mix((long) epoch << 32 | row));
    }

    private static int drawn(long state, int rows) {
        return (int) (((mix(state) >>> 33) * rows) >>> 31);
    }

    /**
     * Moves new rows among rows that stay where they are.
     *
     * @param first the number of the first of the new rows, by which their random numbers go
     */
    void move(float[][] layout, int first, float[][] fixed, Workers workers) {
        int n = layout.length;
        workers.forEachBlock((n + STRETCH - 1) / STRETCH, part -> {
            Scratch scratch = new Scratch(layout[0].length);
            for (int i = part * STRETCH, end = Math.min(n, i + STRETCH); i < end; i++) {
                for (int epoch = 0; epoch < epochs; epoch++) {
                    moveRow(i, first, epoch, layout[i], fixed, false, GENTLE * (1f - epoch / (float) epochs),
                            scratch);
                }
            }
        });
    }

    /** What moving one row needs. */
    private final class Scratch {
        final int[] due = new int[graph.mostEdges()];
        final float[] pushed;

        Scratch(int components) {
            this.pushed = new float[components];
        }
    }

    private void moveRow(int row, int first, int epoch, float[] point, float[][] others, boolean own, float size,
            Scratch scratch) {
        long state = start(first + row, epoch);
        for (int d = 0, count = due(row, epoch, scratch.due); d < count; d++) {
            pull(point, others[graph.end()[scratch.due[d]]], own, size);
            Arrays.fill(scratch.pushed, 0f);
            for (int push = 0; push < PUSHES; push++) {
                state += STRIDE;
                int drawn = drawn(state, others.length);
                if (!own || drawn != row) {
                    push(point, others[drawn], scratch.pushed);
                }
            }
            for (int c = 0; c < point.length; c++) {
                point[c] += size * scratch.pushed[c];
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

    private void push(float[] point, float[] other, float[] pushed) {
        float square = square(point, other);
        float factor = curve.repulsion(square);
        for (int c = 0; c < point.length; c++) {
            pushed[c] += square > 0 ? clipped(factor * (point[c] - other[c])) : MOST;
        }
    }

    private static float clipped(float step) {
        return step > MOST ? MOST : step < -MOST ? -MOST : step;
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
