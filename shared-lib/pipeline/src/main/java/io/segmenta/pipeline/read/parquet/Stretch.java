package io.segmenta.pipeline.read.parquet;

import io.segmenta.pipeline.read.parquet.ParquetColumn.Physical;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Some unpacked pages of one column as a Parquet file of their own. Its buffer is used again for the next. */
final class Stretch {
    private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final String NAME = "v";
    private static final int[] ENCODINGS = {PageHeader.PLAIN, PageHeader.RLE, PageHeader.RLE_DICTIONARY};

    private final ThriftWriter out = new ThriftWriter();
    private Physical type = Physical.INT32;
    private int width;
    private boolean optional;
    private long dictionaryAt = -1;
    private long pagesAt = -1;
    private int rows;

    /** Begins anew. */
    void begin(Physical stored, int fixedWidth, boolean mayMiss) {
        type = stored;
        width = fixedWidth;
        optional = mayMiss;
        dictionaryAt = -1;
        pagesAt = -1;
        rows = 0;
        out.clear();
        out.raw(MARK, 0, MARK.length);
    }

    int rows() {
        return rows;
    }

    int length() {
        return out.length();
    }

    void dictionary(byte[] values, int length, int count) {
        dictionaryAt = out.length();
        out.begin().i32(1, PageHeader.DICTIONARY).i32(2, length).i32(3, length);
        out.begin(7).i32(1, count).i32(2, PageHeader.PLAIN).end().end();
        out.raw(values, 0, length);
    }

    /** Appends a page of values. */
    void page(PageHeader header, byte[] content, int length) {
        pagesAt = pagesAt < 0 ? out.length() : pagesAt;
        rows += header.values();
        out.begin().i32(1, header.kind()).i32(2, length).i32(3, length);
        if (header.kind() == PageHeader.VALUES) {
            out.begin(5).i32(1, header.values()).i32(2, header.encoding()).i32(3, PageHeader.RLE)
                    .i32(4, PageHeader.RLE).end();
        } else {
            out.begin(8).i32(1, header.values()).i32(2, 0).i32(3, header.values()).i32(4, header.encoding())
                    .i32(5, header.levelBytes()).i32(6, 0).bool(7, false).end();
        }
        out.end();
        out.raw(content, 0, length);
    }

    /** Ends it; valid until the next one begins. */
    ByteBuffer file() {
        int footer = out.length();
        out.begin().i32(1, 1).list(2, ThriftReader.STRUCT, 2);
        out.begin().text(4, NAME).i32(5, 1).end();
        out.begin().i32(1, type.code());
        if (type == Physical.FIXED) {
            out.i32(2, width);
        }
        out.i32(3, optional ? 1 : 0).text(4, NAME).end();
        out.i64(3, rows).list(4, ThriftReader.STRUCT, 1);
        long begin = dictionaryAt < 0 ? pagesAt : dictionaryAt;
        out.begin().list(1, ThriftReader.STRUCT, 1);
        out.begin().i64(2, begin).begin(3).i32(1, type.code()).list(2, ThriftReader.I32, ENCODINGS.length);
        for (int encoding : ENCODINGS) {
            out.element(encoding);
        }
        out.list(3, ThriftReader.BINARY, 1).element(NAME).i32(4, 0).i64(5, rows).i64(6, footer - begin)
                .i64(7, footer - begin).i64(9, pagesAt);
        if (dictionaryAt >= 0) {
            out.i64(11, dictionaryAt);
        }
        out.end().end().i64(2, footer - begin).i64(3, rows).end().end();
        int length = out.length() - footer;
        byte[] tail = {(byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) (length >> 24)};
        out.raw(tail, 0, tail.length);
        out.raw(MARK, 0, MARK.length);
        return ByteBuffer.wrap(out.bytes(), 0, out.length()).slice();
    }
}
