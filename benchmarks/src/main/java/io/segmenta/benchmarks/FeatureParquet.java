package io.segmenta.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Numbers as a Parquet file: one group of rows, of each column one page of doubles, neither packed nor with a
 * dictionary. Its structures are written in the compact protocol of Thrift, as
 * <a href="https://parquet.apache.org/docs/file-format/">the format</a> has them.
 */
final class FeatureParquet {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int DOUBLE = 5;
    private static final int RLE = 3;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int TEXT = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int field;

    private FeatureParquet() {}

    /**
     * The bytes of a table.
     *
     * @param names of the columns
     * @param columns the values of each, all of one length
     */
    static byte[] of(List<String> names, List<double[]> columns) {
        return new FeatureParquet().table(names, columns);
    }

    private byte[] table(List<String> names, List<double[]> columns) {
        int rows = columns.getFirst().length;
        out.writeBytes(MAGIC);
        int[] begin = new int[names.size()];
        int[] length = new int[names.size()];
        for (int i = 0; i < begin.length; i++) {
            begin[i] = out.size();
            page(columns.get(i));
            length[i] = out.size() - begin[i];
        }
        int footer = out.size();
        i32(1, 1);
        list(2, STRUCT, names.size() + 1);
        text(4, "table");
        i32(5, names.size());
        end(0);
        for (String name : names) {
            i32(1, DOUBLE);
            i32(3, 0);
            text(4, name);
            end(0);
        }
        field = 2;
        i64(3, rows);
        list(4, STRUCT, 1);
        list(1, STRUCT, names.size());
        for (int i = 0; i < begin.length; i++) {
            i64(2, begin[i]);
            struct(3);
            i32(1, DOUBLE);
            list(2, I32, 1);
            varint(0);
            field = 2;
            list(3, TEXT, 1);
            bytes(names.get(i));
            field = 3;
            i32(4, 0);
            i64(5, rows);
            i64(6, length[i]);
            i64(7, length[i]);
            i64(9, begin[i]);
            end(3);
            end(0);
        }
        field = 1;
        i64(2, footer);
        i64(3, rows);
        end(4);
        end(0);
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(out.size() - footer).array());
        out.writeBytes(MAGIC);
        return out.toByteArray();
    }

    private void page(double[] values) {
        ByteBuffer plain = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            plain.putDouble(value);
        }
        field = 0;
        i32(1, 0);
        i32(2, plain.capacity());
        i32(3, plain.capacity());
        struct(5);
        i32(1, values.length);
        i32(2, 0);
        i32(3, RLE);
        i32(4, RLE);
        end(5);
        end(0);
        out.writeBytes(plain.array());
    }

    private void header(int id, int type) {
        out.write((id - field) << 4 | type);
        field = id;
    }

    private void i32(int id, int value) {
        header(id, I32);
        varint((long) value << 1);
    }

    private void i64(int id, long value) {
        header(id, I64);
        varint(value << 1);
    }

    private void text(int id, String value) {
        header(id, TEXT);
        bytes(value);
    }

    private void bytes(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    /** Begins a list of fewer than 15; the fields of its structures count from none. */
    private void list(int id, int type, int size) {
        header(id, LIST);
        out.write(size << 4 | type);
        field = 0;
    }

    private void struct(int id) {
        header(id, STRUCT);
        field = 0;
    }

    /** Ends a structure; the one around it goes on after its field {@code last}, the next of a list after none. */
    private void end(int last) {
        out.write(0);
        field = last;
    }

    private void varint(long value) {
        long left = value;
        while (left >= 0x80) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
