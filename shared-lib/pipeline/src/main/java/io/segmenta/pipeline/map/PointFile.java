package io.segmenta.pipeline.map;

import io.segmenta.model.base.RowNumber;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of the points and of the grid, little endian, one array after the other, each at a multiple of four bytes,
 * so that a page takes them as they are.
 */
final class PointFile {
    private static final int ALIGNED = 4;
    /** More clusters take two bytes. */
    private static final int ONE_BYTE = 256;

    private final List<Map<String, Object>> sections = new ArrayList<>();
    private final byte[] bytes;

    /**
     * @param drawn numbers of the rows that are points, in the order in which they are written
     * @param k number of clusters
     */
    PointFile(Plane plane, Extent extent, int[] drawn, int k, List<byte[]> grid) {
        int n = drawn.length;
        boolean small = k <= ONE_BYTE;
        int x = section("x", "int16", 0, n, 2 * n);
        int y = section("y", "int16", x, n, 2 * n);
        int row = section("row", "uint32", y, n, 4 * n);
        int cluster = section("cluster", small ? "uint8" : "uint16", row, n, small ? n : 2 * n);
        int length = grid.stream().mapToInt(one -> one.length).sum();
        ByteBuffer out = ByteBuffer.allocate(section("grid", "bytes", cluster, length, length))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i : drawn) {
            out.putShort(extent.placeX(plane.x()[i]));
        }
        out.position(x);
        for (int i : drawn) {
            out.putShort(extent.placeY(plane.y()[i]));
        }
        out.position(y);
        for (int i : drawn) {
            out.putInt(RowNumber.of(plane.rows()[i]));
        }
        out.position(row);
        for (int i : drawn) {
            if (small) {
                out.put((byte) plane.labels()[i]);
            } else {
                out.putShort((short) plane.labels()[i]);
            }
        }
        out.position(cluster);
        grid.forEach(out::put);
        bytes = out.array();
    }

    /** Notes a section, and returns where the next one begins. */
    private int section(String name, String type, int offset, int length, int size) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("name", name);
        section.put("type", type);
        section.put("offset", offset);
        section.put("length", length);
        sections.add(section);
        return Math.ceilDiv(offset + size, ALIGNED) * ALIGNED;
    }

    byte[] bytes() {
        return bytes;
    }

    List<Map<String, Object>> sections() {
        return sections;
    }
}
