package io.segmenta.clustering.centroid;

import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.kernel.ChunkSums;
import io.segmenta.clustering.parallel.Workers;
import java.util.Arrays;

/** One training of a map: the codebook and the sums of an epoch. */
final class SomTraining {

    /** Rows by which the topographic error is measured, at most. */
    private static final int TOPOGRAPHIC_ROWS = 20_000;
    /** Units whose share in a mean would be below this are left out of it. */
    private static final double NEGLIGIBLE = 1e-9;

    private final Som som;
    private final Blocks blocks;
    private final Workers workers;
    private final int units;
    private final int columns;
    /** Sums of a unit. */
    private final int stride;
    private float[][] codebook;

    SomTraining(Som som, Blocks blocks, PrincipalComponents plane, Workers workers) {
        this.som = som;
        this.blocks = blocks;
        this.workers = workers;
        this.units = som.units();
        this.columns = blocks.columns;
        this.stride = columns + 1;
        this.codebook = spread(plane);
    }

    /** Lays the units on the plane of the first two components, two standard deviations to each side. */
    private float[][] spread(PrincipalComponents plane) {
        double[] mean = plane.mean();
        double[][] axes = plane.components();
        double[] variance = plane.explainedVariance();
        int first = som.width() >= som.height() ? 0 : 1;
        float[][] start = new float[units][columns];
        for (int u = 0; u < units; u++) {
            double across = som.width() == 1 ? 0 : 4.0 * (u % som.width()) / (som.width() - 1) - 2;
            int row = u / som.width();
            double down = som.height() == 1 ? 0 : 4.0 * row / (som.height() - 1) - 2;
            for (int j = 0; j < columns; j++) {
                double value = mean[j] + along(axes, variance, first, across, j)
                        + along(axes, variance, 1 - first, down, j);
                start[u][j] = (float) value;
            }
        }
        return start;
    }

    private static double along(double[][] axes, double[] variance, int axis, double steps, int j) {
        return axis < axes.length ? steps * Math.sqrt(variance[axis]) * axes[axis][j] : 0;
    }

    SomFit run() {
        double wide = som.startRadius() > 0 ? som.startRadius() : Math.max(som.width(), som.height()) / 2.0;
        double startRadius = Math.max(som.endRadius(), wide);
        for (int epoch = 0; epoch < som.epochs(); epoch++) {
            double progress = som.epochs() == 1 ? 1 : epoch / (som.epochs() - 1.0);
            double radius = startRadius * StrictMath.pow(som.endRadius() / startRadius, progress);
            codebook = smooth(sums(), radius);
        }
        return finish();
    }

    /** Returns per unit the sums of its rows' columns, less the shift of the blocks, and their number. */
    private double[] sums() {
        Assignment assignment = new Assignment(codebook, blocks);
        double[] sums = new double[units * stride];
        ChunkSums.add(sums, blocks.chunks, workers, (part, chunk) -> {
            Assignment.Scratch scratch = new Assignment.Scratch(blocks);
            for (int b = blocks.firstBlock(chunk), end = blocks.lastBlock(chunk); b < end; b++) {
                assignment.assign(blocks, b, scratch);
                add(blocks.values[b], scratch.label, blocks.rowsIn(b), part);
            }
        });
        return sums;
    }

    private void add(float[][] x, int[] label, int rows, double[] part) {
        for (int j = 0; j < columns; j++) {
            float[] column = x[j];
            for (int p = 0; p < rows; p++) {
                part[label[p] * stride + j] += column[p];
            }
        }
        for (int p = 0; p < rows; p++) {
            part[label[p] * stride + columns]++;
        }
    }

    private float[][] smooth(double[] sums, double radius) {
        float[][] next = new float[units][];
        workers.forEachBlock(units, u -> {
            double[] mean = new double[stride];
            for (int v = 0; v < units; v++) {
                double distance = som.distance(u, v);
                double share = StrictMath.exp(-distance * distance / (2 * radius * radius));
                if (share > NEGLIGIBLE && sums[v * stride + columns] > 0) {
                    for (int j = 0; j < stride; j++) {
                        mean[j] += share * sums[v * stride + j];
                    }
                }
            }
            next[u] = codebook[u];
            if (mean[columns] > 0) {
                next[u] = new float[columns];
                for (int j = 0; j < columns; j++) {
                    double goal = mean[j] / mean[columns] + blocks.shift[j];
                    next[u][j] = som.learningRate() == 1 ? (float) goal
                            : (float) (codebook[u][j] + som.learningRate() * (goal - codebook[u][j]));
                }
            }
        });
        return next;
    }

    private SomFit finish() {
        Assignment assignment = new Assignment(codebook, blocks);
        int[] labels = new int[blocks.rows];
        double[] distance = new double[blocks.chunks];
        workers.forEachBlock(blocks.chunks, chunk -> {
            Assignment.Scratch scratch = new Assignment.Scratch(blocks);
            for (int b = blocks.firstBlock(chunk), end = blocks.lastBlock(chunk); b < end; b++) {
                assignment.assignExactly(blocks, b, scratch);
                int rows = blocks.rowsIn(b);
                System.arraycopy(scratch.label, 0, labels, b * blocks.size, rows);
                for (int p = 0; p < rows; p++) {
                    distance[chunk] += Math
                            .sqrt(assignment.squaredDistance(blocks, b * blocks.size + p, scratch.label[p]));
                }
            }
        });
        double sum = Arrays.stream(distance).sum();
        return new SomFit(som, codebook, labels, sum / blocks.rows, topographicError(assignment, labels));
    }

    private double topographicError(Assignment assignment, int[] labels) {
        int measured = Math.min(blocks.rows, TOPOGRAPHIC_ROWS);
        boolean[] apart = new boolean[measured];
        int stretch = 256;
        workers.forEachBlock((measured + stretch - 1) / stretch, part -> {
            for (int s = part * stretch, end = Math.min(measured, s + stretch); s < end; s++) {
                int row = (int) ((long) s * blocks.rows / measured);
                apart[s] = !som.adjacent(labels[row], second(assignment, row, labels[row]));
            }
        });
        int count = 0;
        for (boolean one : apart) {
            count += one ? 1 : 0;
        }
        return (double) count / measured;
    }

    private int second(Assignment assignment, int row, int best) {
        int second = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int u = 0; u < units; u++) {
            double distance = assignment.squaredDistance(blocks, row, u);
            if (u != best && distance < least) {
                least = distance;
                second = u;
            }
        }
        return second;
    }
}
