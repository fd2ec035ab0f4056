package io.segmenta.pipeline.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalDouble;

/** Rows in two dimensions, and a reader of the file of points as a page reads it. */
final class MapFixture {
    private MapFixture() {}

    static Plane plane(float[] x, float[] y, int[] labels) {
        int[] rows = new int[x.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        MapAxis axis = new MapAxis("a", MapAxis.Kind.FEATURE, OptionalDouble.empty(), List.of());
        return new Plane("Segments", true, x, y, labels, rows, List.of(axis, axis));
    }

    /** Per cluster and cell its rows. */
    static int[][] grid(byte[] file, int offset, int clusters, int cells) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(offset);
        int[][] grid = new int[clusters][cells * cells];
        for (int[] counts : grid) {
            int filled = number(in);
            int cell = -1;
            for (int i = 0; i < filled; i++) {
                cell += number(in);
                counts[cell] = number(in);
            }
        }
        return grid;
    }

    private static int number(ByteBuffer in) {
        int value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = in.get();
            value |= (next & 127) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
