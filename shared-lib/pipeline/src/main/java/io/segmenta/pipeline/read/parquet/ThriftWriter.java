package io.segmenta.pipeline.read.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes Thrift's compact protocol into a buffer that grows. */
final class ThriftWriter {
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int[] before = new int[8];
    private int depth;
    private int id;

    void clear() {
        length = 0;
        depth = 0;
        id = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void raw(byte[] from, int offset, int count) {
        grow(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    ThriftWriter i32(int field, int value) {
        head(field, ThriftReader.I32);
        zigzag(value);
        return this;
    }

    ThriftWriter i64(int field, long value) {
        head(field, ThriftReader.I64);
        zigzag(value);
        return this;
    }

    ThriftWriter bool(int field, boolean value) {
        head(field, value ? ThriftReader.TRUE : ThriftReader.FALSE);
        return this;
    }

    ThriftWriter text(int field, String value) {
        head(field, ThriftReader.BINARY);
        return element(value);
    }

    ThriftWriter list(int field, int type, int size) {
        head(field, ThriftReader.LIST);
        one((size << 4) | type);
        return this;
    }

    /** A text of a list. */
    ThriftWriter element(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        varint(text.length);
        raw(text, 0, text.length);
        return this;
    }

    /** A number of a list. */
    ThriftWriter element(int value) {
        zigzag(value);
        return this;
    }

    /** Begins a structure that is a field. */
    ThriftWriter begin(int field) {
        head(field, ThriftReader.STRUCT);
        return begin();
    }

    /** Begins a structure that is an element of a list, or stands alone. */
    ThriftWriter begin() {
        if (depth == before.length) {
            before = Arrays.copyOf(before, depth * 2);
        }
        before[depth++] = id;
        id = 0;
        return this;
    }

    ThriftWriter end() {
        one(0);
        id = before[--depth];
        return this;
    }

    private void head(int field, int type) {
        one(((field - id) << 4) | type);
        id = field;
    }

    private void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            one((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        one((int) rest);
    }

    private void one(int value) {
        grow(1);
        bytes[length++] = (byte) value;
    }

    private void grow(int count) {
        int needed = Math.addExact(length, count);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.clamp(bytes.length * 3L / 2, needed, Integer.MAX_VALUE - 8));
        }
    }
}
