package io.segmenta.clustering.centroid;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a matrix as the distance kernels read them: blocks of rows, each block one array per column, so that a
 * kernel walks every array with the same index and the compiler can vectorise it. Values are shifted by a constant per
 * column close to its mean, because scores are formed as {@code |c|^2/2 - x.c}, whose rounding grows with the distance
 * from the origin. Blocks are gathered into chunks, the units of parallel work; their number depends on the rows only,
 * never on the threads.
 */
final class Blocks {

    private static final int SHORT = 1024;
    private static final int LONG = 4096;
    /** Many narrow rows are laid out in longer blocks. */
    private static final int LONG_ROWS = 1 << 17;
    private static final int LONG_WIDTH = 8;
    private static final int ROWS_PER_CHUNK = 8192;
    private static final int MAX_CHUNKS = 512;

    /** [block][column][row in block], columns padded with shared zeros to a width the kernels take. */
    final float[][][] values;
    final Matrix source;
    final int rows;
    final int columns;
    final int width;
    /** Rows of a block. */
    final int size;
    final int count;
    final int chunks;
    final float[] shift;
    /** Largest |x|^2 of a block, after the shift. */
    final float[] maxNorm;
    /** Row weights, or null when every row weighs one. */
    final float @Nullable [] weights;
    final double totalWeight;
    /** Sum over rows of weight * |x|^2, after the shift. */
    final double totalNorm;
    private final int blocksPerChunk;
    private final float[] zeros;

    private Blocks(Matrix source, float @Nullable [] weights, float[] shift, Workers workers) {
        this.source = source;
        this.rows = source.rows();
        this.columns = source.columns();
        this.width = DistanceKernels.width(columns);
        this.size = width <= LONG_WIDTH && rows >= LONG_ROWS ? LONG : SHORT;
        this.count = (rows + size - 1) / size;
        this.blocksPerChunk = Math.max(ROWS_PER_CHUNK / size, (count + MAX_CHUNKS - 1) / MAX_CHUNKS);
        this.chunks = (count + blocksPerChunk - 1) / blocksPerChunk;
        this.zeros = new float[size];
        this.weights = weights;
        this.shift = shift;
        this.values = new float[count][][];
        this.maxNorm = new float[count];
        double[] norm = new double[count];
        double[] weight = new double[count];
        workers.forEachBlock(chunks, chunk -> {
            float[] norms = new float[size];
            for (int b = firstBlock(chunk), end = lastBlock(chunk); b < end; b++) {
                values[b] = pack(b, norms);
                sum(b, norms, norm, weight);
            }
        });
        double normSum = 0;
        double weightSum = 0;
        for (int b = 0; b < count; b++) {
            normSum += norm[b];
            weightSum += weight[b];
        }
        this.totalNorm = normSum;
        this.totalWeight = weightSum;
    }

    /**
     * Lays out the rows; refuses NaN, infinities and overflowing values.
     *
     * @param weights one positive weight per row, or null
     */
    static Blocks of(Matrix x, float @Nullable [] weights, Workers workers) {
        float[] shift = new float[x.columns()];
        for (int j = 0; j < shift.length; j++) {
            shift[j] = nearMean(x.column(j));
        }
        Blocks blocks = new Blocks(x, weights, shift, workers);
        boolean finite = Double.isFinite(blocks.totalNorm);
        for (float norm : blocks.maxNorm) {
            finite &= norm <= 1e30f;
        }
        if (!finite) {
            Inputs.finite(x);
        }
        return blocks;
    }

    int firstBlock(int chunk) {
        return chunk * blocksPerChunk;
    }

    int lastBlock(int chunk) {
        return Math.min(count, (chunk + 1) * blocksPerChunk);
    }

    int rowsIn(int block) {
        return Math.min(size, rows - block * size);
    }

    /** Returns the mean over columns of the (weighted) variance, divisor n. */
    double meanVariance() {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            double[] lanes = new double[size];
            for (int b = 0; b < count; b++) {
                if (weights == null) {
                    add(values[b][j], lanes);
                } else {
                    addWeighted(weights, b, j, lanes);
                }
            }
            double first = 0;
            for (double lane : lanes) {
                first += lane;
            }
            sum += first * first / totalWeight;
        }
        return Math.max(0, totalNorm - sum) / totalWeight / columns;
    }

    private static void add(float[] column, double[] lanes) {
        for (int p = 0; p < lanes.length; p++) {
            lanes[p] += column[p];
        }
    }

    private void addWeighted(float[] weights, int block, int j, double[] lanes) {
        float[] column = values[block][j];
        for (int p = 0, own = rowsIn(block); p < own; p++) {
            lanes[p] += (double) weights[block * size + p] * column[p];
        }
    }

    private float[][] pack(int block, float[] norms) {
        float[][] packed = new float[width][];
        int from = block * size;
        int own = rowsIn(block);
        Arrays.fill(norms, 0f);
        for (int j = 0; j < width; j++) {
            if (j >= columns) {
                packed[j] = zeros;
                continue;
            }
            float[] column = new float[size];
            System.arraycopy(source.column(j), from, column, 0, own);
            subtract(column, shift[j], norms);
            Arrays.fill(column, own, size, 0f);
            packed[j] = column;
        }
        Arrays.fill(norms, own, size, 0f);
        return packed;
    }

    private static void subtract(float[] column, float shift, float[] norms) {
        for (int p = 0; p < norms.length; p++) {
            float value = column[p] - shift;
            column[p] = value;
            norms[p] = Math.fma(value, value, norms[p]);
        }
    }

    private void sum(int block, float[] norms, double[] norm, double[] weight) {
        int own = rowsIn(block);
        float largest = 0f;
        double sum = 0;
        double sumOdd = 0;
        for (int p = 0; p < norms.length; p += 2) {
            float a = norms[p];
            float b = norms[p + 1];
            largest = a > largest ? a : largest;
            largest = b > largest ? b : largest;
            sum += a;
            sumOdd += b;
        }
        norm[block] = sum + sumOdd;
        weight[block] = own;
        maxNorm[block] = largest;
        if (weights != null) {
            weighted(weights, block, norms, norm, weight);
        }
    }

    private void weighted(float[] weights, int block, float[] norms, double[] norm, double[] weight) {
        int from = block * size;
        double normSum = 0;
        double weightSum = 0;
        for (int p = 0, own = rowsIn(block); p < own; p++) {
            normSum += (double) weights[from + p] * norms[p];
            weightSum += weights[from + p];
        }
        norm[block] = normSum;
        weight[block] = weightSum;
    }

    /**
     * Returns a number near the middle of the column with few significant bits, so that subtracting it from values of
     * few digits, as most columns hold, is exact.
     */
    private static float nearMean(float[] column) {
        int step = Math.max(1, column.length / 1024);
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int taken = 0;
        for (int i = 0; i < column.length; i += step) {
            double value = column[i];
            sum += value;
            low = Math.min(low, value);
            high = Math.max(high, value);
            taken++;
        }
        double mean = sum / taken;
        double range = high - low;
        if (!(range > 0) || Double.isInfinite(range)) {
            return Double.isFinite(mean) ? (float) mean : 0f;
        }
        double unit = Math.scalb(1.0, Math.getExponent(range) - 6);
        return (float) (Math.rint(mean / unit) * unit);
    }
}
