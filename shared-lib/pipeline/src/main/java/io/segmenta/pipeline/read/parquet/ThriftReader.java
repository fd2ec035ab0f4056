package io.segmenta.pipeline.read.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads Thrift's compact protocol from bytes that are not trusted: no length or number of elements is believed that the
 * bytes left could not hold, and structures lie in one another to a fixed depth.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">the protocol</a>
 */
final class ThriftReader extends ByteReader {
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int BYTE = 3;
    static final int I16 = 4;
    static final int I32 = 5;
    static final int I64 = 6;
    static final int DOUBLE = 7;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int SET = 10;
    static final int MAP = 11;
    static final int STRUCT = 12;
    private static final int MAX_DEPTH = 24;

    private int depth;

    /** Takes a field: reads its value, or skips it. */
    interface Fields {
        void field(int id, int type) throws IOException;
    }

    /** Takes an element of a list: reads it. */
    interface Elements {
        void element(int type) throws IOException;
    }

    ThriftReader(byte[] bytes, int from, int end) {
        super(bytes, from, end, "it ends within its own description");
    }

    /** The place behind what has been read. */
    int at() {
        return at;
    }

    void struct(Fields fields) throws IOException {
        enter();
        int id = 0;
        for (int head = one(); head != 0; head = one()) {
            id = head >> 4 == 0 ? Math.toIntExact(zigzag()) : id + (head >> 4);
            fields.field(id, head & 15);
        }
        depth--;
    }

    /** A structure that is a field. */
    void struct(int type, Fields fields) throws IOException {
        require(type, STRUCT);
        struct(fields);
    }

    void list(int type, Elements elements) throws IOException {
        if (type != SET) {
            require(type, LIST);
        }
        enter();
        int head = one();
        long size = head >> 4 == 15 ? varint() : head >> 4;
        requireLeft(size);
        for (long i = 0; i < size; i++) {
            elements.element(head & 15);
        }
        depth--;
    }

    int i32(int type) throws IOException {
        require(type, I32);
        long value = zigzag();
        if (value != (int) value) {
            throw new IOException("a number of 32 bits is " + value);
        }
        return (int) value;
    }

    /** A number that is a size or a count. */
    int size(int type) throws IOException {
        int value = i32(type);
        if (value < 0) {
            throw new IOException("a size is " + value);
        }
        return value;
    }

    /** A number of 64 bits that is a size, a count or a place. */
    long longSize(int type) throws IOException {
        require(type, I64);
        long value = zigzag();
        if (value < 0) {
            throw new IOException("a size is " + value);
        }
        return value;
    }

    int i8(int type) throws IOException {
        require(type, BYTE);
        return (byte) one();
    }

    boolean bool(int type) throws IOException {
        if (type != TRUE && type != FALSE) {
            throw unexpected(type);
        }
        return type == TRUE;
    }

    String text(int type) throws IOException {
        require(type, BINARY);
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    void skip(int type) throws IOException {
        switch (type) {
            case TRUE, FALSE -> {
                // The value is the type.
            }
            case BYTE -> one();
            case I16, I32, I64 -> varint();
            case DOUBLE -> pass(Double.BYTES);
            case BINARY -> pass(length());
            case LIST, SET -> list(type, this::skipElement);
            case MAP -> map();
            case STRUCT -> struct((id, inner) -> skip(inner));
            default -> throw unexpected(type);
        }
    }

    private void map() throws IOException {
        enter();
        long size = varint();
        requireLeft(size);
        int types = size == 0 ? 0 : one();
        for (long i = 0; i < size; i++) {
            skipElement(types >> 4);
            skipElement(types & 15);
        }
        depth--;
    }

    /** A truth in a list takes a byte, as a field it takes none. */
    private void skipElement(int type) throws IOException {
        if (type == TRUE || type == FALSE) {
            one();
        } else {
            skip(type);
        }
    }

    private void enter() throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new IOException("structures lie in one another more than " + MAX_DEPTH + " deep");
        }
    }

    private int length() throws IOException {
        long length = varint();
        requireLeft(length);
        return (int) length;
    }

    private void pass(int length) throws IOException {
        requireLeft(length);
        at += length;
    }

    private static void require(int type, int expected) throws IOException {
        if (type != expected) {
            throw unexpected(type);
        }
    }

    private static IOException unexpected(int type) {
        return new IOException("a field of its description has another type (" + type + ")");
    }
}
