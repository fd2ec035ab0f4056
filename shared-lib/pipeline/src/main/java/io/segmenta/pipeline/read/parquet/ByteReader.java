package io.segmenta.pipeline.read.parquet;

import java.io.IOException;

/** Reads bytes that are not trusted, and numbers of seven bits in each byte, one after the other. */
abstract sealed class ByteReader permits ThriftReader, DeltaCheck {
    private static final int MOST_BITS = 64;

    /** Shared, never written to. */
    protected final byte[] bytes;
    protected final int end;
    protected int at;
    private final String tooShort;

    /** @param tooShort what is wrong when the bytes end too early */
    ByteReader(byte[] bytes, int from, int end, String tooShort) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.tooShort = tooShort;
    }

    protected final void requireLeft(long count) throws IOException {
        if (count < 0 || count > end - at) {
            throw tooShort();
        }
    }

    protected final IOException tooShort() {
        return new IOException(tooShort);
    }

    protected final int one() throws IOException {
        requireLeft(1);
        return bytes[at++] & 0xFF;
    }

    protected final long zigzag() throws IOException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    protected final long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < MOST_BITS; shift += 7) {
            int part = one();
            value |= (part & 0x7FL) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new IOException("a number does not end");
    }
}
