package io.segmenta.pipeline.read.parquet;

import io.segmenta.pipeline.read.parquet.ParquetColumn.Physical;
import java.io.IOException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the pages of one column of a group of rows, one after another, each held against the footer: how many
 * values and bytes there are, and what may be stored how.
 */
final class Pages {
    /** What a footer may be wrong by, as some programs count headers and some do not. */
    private static final long SLACK = 1 << 20;

    private final ParquetColumn column;
    private final Footer.Chunk chunk;
    private final byte[] bytes;
    private final int length;
    private int at;
    private long values;
    private long unpacked;
    private boolean begun;
    private boolean hasDictionary;

    /** @param bytes begin with the first page */
    Pages(ParquetColumn column, Footer.Chunk chunk, byte[] bytes, int length) {
        this.column = column;
        this.chunk = chunk;
        this.bytes = bytes;
        this.length = length;
    }

    /** The next page that holds values or a dictionary; null when all values have come. */
    @Nullable
    PageHeader next() throws IOException {
        while (values < chunk.values()) {
            if (at >= length) {
                throw new IOException("the column \"" + column.name() + "\" holds " + values + " values, not "
                        + chunk.values());
            }
            PageHeader header = PageHeader.read(bytes, at, length);
            at = header.begin() + header.packed();
            unpacked += header.size();
            if (unpacked > 2 * chunk.unpacked() + SLACK) {
                throw new IOException("the column \"" + column.name() + "\" holds more bytes than the footer says");
            }
            if (header.kind() == PageHeader.INDEX || (!header.isDictionary() && header.values() == 0)) {
                continue;
            }
            if (header.isDictionary()) {
                checkDictionary(header);
            } else {
                checkValues(header);
            }
            begun = true;
            return header;
        }
        return null;
    }

    /** Holds that the bytes are those that were written, where the page tells. */
    void checkCrc(PageHeader header) throws IOException {
        if (header.crc() >= 0) {
            CRC32 crc = new CRC32();
            crc.update(bytes, header.begin(), header.packed());
            if (crc.getValue() != header.crc()) {
                throw new IOException("a page of the column \"" + column.name() + "\" is not as it was written");
            }
        }
    }

    private void checkDictionary(PageHeader header) throws IOException {
        long least = (long) header.values() * (column.type() == Physical.BYTES ? Integer.BYTES : column.size());
        if (begun || hasDictionary || column.type() == Physical.BOOLEAN || header.size() < least
                || (header.encoding() != PageHeader.PLAIN && header.encoding() != PageHeader.PLAIN_DICTIONARY)) {
            throw new IOException("the dictionary of the column \"" + column.name() + "\" is none");
        }
        hasDictionary = true;
    }

    private void checkValues(PageHeader header) throws IOException {
        values += header.values();
        if (values > chunk.values()) {
            throw new IOException("the column \"" + column.name() + "\" holds more than " + chunk.values() + " values");
        }
        boolean fits = switch (header.encoding()) {
            case PageHeader.PLAIN -> true;
            case PageHeader.PLAIN_DICTIONARY, PageHeader.RLE_DICTIONARY -> hasDictionary;
            case PageHeader.RLE -> column.type() == Physical.BOOLEAN;
            case PageHeader.DELTA_NUMBERS -> column.type() == Physical.INT32 || column.type() == Physical.INT64;
            case PageHeader.DELTA_LENGTHS -> column.type() == Physical.BYTES;
            case PageHeader.DELTA_TEXTS -> column.type() == Physical.BYTES || column.type() == Physical.FIXED;
            case PageHeader.SPLIT -> column.size() > 0 && column.type() != Physical.INT96;
            default -> false;
        };
        boolean levels = header.kind() == PageHeader.VALUES_2 || !column.optional()
                || header.levels() == PageHeader.RLE;
        if (!fits || !levels) {
            throw new IOException("values of the column \"" + column.name() + "\" are stored in a way that is unknown "
                    + "for them (encoding " + header.encoding() + ")");
        }
    }
}
