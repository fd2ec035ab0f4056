package io.segmenta.pipeline.read.parquet;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import io.segmenta.model.base.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks pages, in Java only: nothing native is loaded. How much a page holds is compared with what the packed bytes
 * themselves say, or can hold at most, before room is made for it.
 */
final class Codec {
    private static final int NONE = 0;
    private static final int SNAPPY = 1;
    private static final int GZIP = 2;
    private static final int LZ4_HADOOP = 5;
    private static final int ZSTD = 6;
    private static final int LZ4 = 7;
    private static final String[] NAMES = {"none", "Snappy", "gzip", "LZO", "Brotli", "LZ4", "Zstandard", "LZ4"};
    /** More than a byte of LZ4 stands for. */
    private static final int LZ4_RATIO = 256;
    /** The lengths before a block of Hadoop's kind. */
    private static final int BLOCK_HEAD = 8;
    private static final int ISIZE = 4;

    private final SnappyJavaDecompressor snappy = new SnappyJavaDecompressor();
    private final Lz4JavaDecompressor lz4 = new Lz4JavaDecompressor();
    private final ZstdJavaDecompressor zstd = new ZstdJavaDecompressor();

    /** Refuses what cannot be unpacked. */
    static void check(String source, String column, int codec) {
        if (codec < 0 || codec == 3 || codec == 4 || codec > LZ4) {
            throw DataException.of(DataException.Reason.UNSUPPORTED_FORMAT,
                    "%s: the column \"%s\" is compressed with %s; write the file with Snappy, Zstandard, LZ4, gzip or "
                            + "without compression",
                    source, column, codec < 0 || codec > LZ4 ? "an unknown codec (" + codec + ")" : NAMES[codec]);
        }
    }

    /** Holds that the packed bytes may hold as many as a page says, as far as can be told without unpacking them. */
    void checkSize(int codec, byte[] packed, int from, int length, int size) throws IOException {
        long said = switch (codec) {
            case NONE -> length;
            case SNAPPY -> length == 0 ? 0 : snappy.getUncompressedLength(packed, from);
            case GZIP -> length < ISIZE ? 0 : littleEndian(packed, from + length - ISIZE) & 0xFFFFFFFFL;
            case ZSTD -> length == 0 ? 0 : zstd.getDecompressedSize(packed, from, length);
            default -> size <= (long) LZ4_RATIO * length ? size : -2;
        };
        // A frame of Zstandard need not tell its size.
        if (said != size && !(codec == ZSTD && said < 0)) {
            throw new IOException("a page of " + size + " bytes is packed as one of " + Math.max(0, said));
        }
    }

    /** Unpacks. */
    void unpack(int codec, byte[] packed, int from, int length, byte[] into, int at, int size) throws IOException {
        int got;
        try {
            got = switch (codec) {
                case NONE -> copy(packed, from, length, into, at, size);
                case SNAPPY -> size == 0 ? 0 : snappy.decompress(packed, from, length, into, at, size);
                case GZIP -> gunzip(packed, from, length, into, at, size);
                case LZ4_HADOOP -> blocks(packed, from, length, into, at, size);
                case LZ4 -> lz4.decompress(packed, from, length, into, at, size);
                default -> size == 0 ? 0 : zstd.decompress(packed, from, length, into, at, size);
            };
        } catch (MalformedInputException e) {
            throw new IOException("a page cannot be unpacked (" + NAMES[codec] + "): " + e.getMessage(), e);
        }
        if (got != size) {
            throw new IOException("a page holds " + got + " bytes, not " + size);
        }
    }

    private static int copy(byte[] packed, int from, int length, byte[] into, int at, int size) {
        System.arraycopy(packed, from, into, at, Math.min(length, size));
        return length;
    }

    private static int gunzip(byte[] packed, int from, int length, byte[] into, int at, int size) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, from, length), 1 << 13)) {
            return in.readNBytes(into, at, size);
        }
    }

    /** What old programs call LZ4: blocks with their lengths before them, as Hadoop has them, or one block. */
    private int blocks(byte[] packed, int from, int length, byte[] into, int at, int size) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packed, from, length).order(ByteOrder.BIG_ENDIAN);
        int first = length > BLOCK_HEAD ? in.getInt(from + 4) : -1;
        if (first <= 0 || first > length - BLOCK_HEAD || in.getInt(from) > size || in.getInt(from) <= 0) {
            return lz4.decompress(packed, from, length, into, at, size);
        }
        int done = 0;
        while (in.remaining() >= BLOCK_HEAD) {
            int unpacked = in.getInt();
            int here = in.getInt();
            if (unpacked < 0 || here < 0 || here > in.remaining() || unpacked > size - done) {
                throw new IOException("the blocks of a page do not fit it");
            }
            done += lz4.decompress(packed, in.position(), here, into, at + done, unpacked);
            in.position(in.position() + here);
        }
        return done;
    }

    static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8) | ((bytes[at + 2] & 0xFF) << 16)
                | ((bytes[at + 3] & 0xFF) << 24);
    }
}
