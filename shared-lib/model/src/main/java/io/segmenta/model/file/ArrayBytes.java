package io.segmenta.model.file;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The arrays of an assigner as bytes, row by row, little-endian. */
final class ArrayBytes {

    private static final long MOST = 1L << 30;

    private ArrayBytes() {}

    static byte[] of(float[][] rows) {
        long size = 4L * rows.length * rows[0].length;
        if (size > MOST) {
            throw DataException.of(Reason.TOO_LARGE, "a model of %d points with %d features is too large to keep",
                    rows.length, rows[0].length);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            buffer.asFloatBuffer().put(row);
            buffer.position(buffer.position() + 4 * row.length);
        }
        return buffer.array();
    }

    static byte[] of(int[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        return buffer.array();
    }

    static byte[] of(double[][] means, double[][] factors) {
        long size = 8L * means.length * (means[0].length + (long) factors[0].length);
        if (size > MOST) {
            throw DataException.of(Reason.TOO_LARGE,
                    "a mixture of %d components with %d features is too large to keep; use diagonal covariances",
                    means.length, means[0].length);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < means.length; c++) {
            for (double value : means[c]) {
                buffer.putDouble(value);
            }
            for (double value : factors[c]) {
                buffer.putDouble(value);
            }
        }
        return buffer.array();
    }
}
