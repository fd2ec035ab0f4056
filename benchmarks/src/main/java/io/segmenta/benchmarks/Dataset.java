package io.segmenta.benchmarks;

import io.segmenta.model.data.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows drawn from a mixture of k normal distributions: centres normal with standard deviation 1.6, standard deviations
 * uniform in [0.7, 1.3), equal shares.
 */
final class Dataset {

    final Matrix matrix;
    final int[] labels;
    /** k rows, to start k-means from. */
    final float[][] start;

    private Dataset(Matrix matrix, int[] labels, float[][] start) {
        this.matrix = matrix;
        this.labels = labels;
        this.start = start;
    }

    /** Draws n rows of d columns. */
    static Dataset mixture(int n, int d, int k, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] centre = new double[k][d];
        double[][] deviation = new double[k][d];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < d; j++) {
                centre[c][j] = 1.6 * random.nextGaussian();
                deviation[c][j] = random.nextDouble(0.7, 1.3);
            }
        }
        float[][] columns = new float[d][n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            int c = random.nextInt(k);
            labels[i] = c;
            for (int j = 0; j < d; j++) {
                columns[j][i] = (float) (centre[c][j] + deviation[c][j] * random.nextGaussian());
            }
        }
        List<String> names = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            names.add("x" + j);
        }
        Matrix matrix = Matrix.ofColumns(names, columns);
        float[][] start = new float[k][d];
        for (int c = 0; c < k; c++) {
            matrix.row(c * (n / k), start[c]);
        }
        return new Dataset(matrix, labels, start);
    }

    /** Writes rows, start and labels where the public tools read them. */
    void write(Path file) throws IOException {
        float[] row = new float[matrix.columns()];
        ByteBuffer buffer = ByteBuffer.allocate(row.length * Float.BYTES * 4096).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel out = open(file)) {
            for (int i = 0; i < matrix.rows(); i++) {
                matrix.row(i, row);
                for (float value : row) {
                    buffer.putFloat(value);
                }
                if (!buffer.hasRemaining() || i == matrix.rows() - 1) {
                    drain(buffer, out);
                }
            }
        }
        ByteBuffer small = ByteBuffer.allocate(Math.max(labels.length, start.length * row.length) * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel out = open(Path.of(file + ".labels"))) {
            for (int label : labels) {
                small.putInt(label);
            }
            drain(small, out);
        }
        try (FileChannel out = open(Path.of(file + ".start"))) {
            for (float[] centroid : start) {
                for (float value : centroid) {
                    small.putFloat(value);
                }
            }
            drain(small, out);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void drain(ByteBuffer buffer, FileChannel out) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.clear();
    }
}
