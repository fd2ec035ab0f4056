package io.segmenta.pipeline.read.parquet;

import io.segmenta.pipeline.read.parquet.ParquetColumn.Physical;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the pages of one column of a group of rows and makes stretches of them. Where values of any length stand in a
 * dictionary, the stretch holds their places in it, as numbers, so that no text is copied for each row that has it.
 */
final class ChunkReader {
    /** Bytes of pages that are decoded at a time. */
    private static final int STRETCH = 8 << 20;
    /** Bytes that texts of a page may come to which are stored as parts of those before. */
    private static final int MOST_TEXTS = 64 << 20;

    private final ParquetColumn column;
    private final Footer.Chunk chunk;
    private final byte[] bytes;
    private final Pages pages;
    private final Codec codec;
    private byte[] page = new byte[1 << 16];
    private byte[] dictionary = {};
    private int entries;
    private @Nullable PageHeader waiting;
    private boolean ofDictionary;
    private long expanded;

    ChunkReader(ParquetColumn column, Footer.Chunk chunk, byte[] bytes, int length, Codec codec) throws IOException {
        this.column = column;
        this.chunk = chunk;
        this.bytes = bytes;
        this.codec = codec;
        this.pages = new Pages(column, chunk, bytes, length);
        PageHeader first = pages.next();
        if (first != null && first.isDictionary()) {
            pages.checkCrc(first);
            codec.checkSize(chunk.codec(), bytes, first.begin(), first.packed(), first.size());
            dictionary = new byte[first.size()];
            codec.unpack(chunk.codec(), bytes, first.begin(), first.packed(), dictionary, 0, first.size());
            entries = first.values();
            first = pages.next();
        }
        waiting = first;
    }

    byte[] dictionary() {
        return dictionary;
    }

    int entries() {
        return entries;
    }

    /** Whether the stretch made last holds places in the dictionary, for values that Hardwood gives as bytes. */
    boolean isOfPlaces() {
        return ofDictionary && column.type().isBinary();
    }

    /** Makes the next stretch; false when there is no page left. */
    boolean next(Stretch stretch) throws IOException {
        PageHeader header = waiting;
        if (header == null) {
            return false;
        }
        ofDictionary = header.isOfDictionary();
        stretch.begin(isOfPlaces() ? Physical.INT32 : column.type(), column.width(), column.optional());
        if (isOfPlaces()) {
            stretch.dictionary(places(entries), Integer.BYTES * entries, entries);
        } else if (ofDictionary) {
            stretch.dictionary(dictionary, dictionary.length, entries);
        }
        expanded = 0;
        while (header != null && header.isOfDictionary() == ofDictionary && stretch.length() + expanded < STRETCH) {
            append(header, stretch);
            header = pages.next();
        }
        waiting = header;
        return true;
    }

    private void append(PageHeader header, Stretch stretch) throws IOException {
        pages.checkCrc(header);
        // Levels of the second kind of page are not packed.
        int before = header.kind() == PageHeader.VALUES_2 ? header.levelBytes() : 0;
        int packed = header.packed() - before;
        int size = header.size() - before;
        int with = header.kind() == PageHeader.VALUES_2 && !header.isPacked() ? 0 : chunk.codec();
        int from = header.begin() + before;
        if (packed > 0 || size > 0) {
            codec.checkSize(with, bytes, from, packed, size);
        }
        int length = header.size();
        if (page.length <= length) {
            page = new byte[Math.addExact(length, length / 4) + 1];
        }
        System.arraycopy(bytes, header.begin(), page, 0, before);
        if (size > 0) {
            codec.unpack(with, bytes, from, packed, page, before, size);
        }
        int values = values(header, length);
        checkValues(header, values, length);
        if (values == length && header.isOfDictionary()) {
            // A page without a value has no width of its places either, which is read all the same.
            page[length++] = 0;
        }
        stretch.page(header, page, length);
    }

    /** Where the values of a page begin. */
    private int values(PageHeader header, int length) throws IOException {
        if (header.kind() == PageHeader.VALUES_2) {
            return header.levelBytes();
        }
        if (!column.optional()) {
            return 0;
        }
        long levels = length < Integer.BYTES ? -1 : Codec.littleEndian(page, 0);
        if (levels < 0 || levels > length - Integer.BYTES) {
            throw new IOException("a page is smaller than its levels");
        }
        return Integer.BYTES + (int) levels;
    }

    private void checkValues(PageHeader header, int from, int length) throws IOException {
        int left = length - from;
        if (left == 0 && column.optional()) {
            return;
        }
        DeltaCheck numbers = new DeltaCheck(page, from, length);
        switch (header.encoding()) {
            case PageHeader.DELTA_NUMBERS, PageHeader.DELTA_LENGTHS -> numbers.header(header.values());
            case PageHeader.DELTA_TEXTS -> expanded += numbers.texts(header.values(), MOST_TEXTS);
            case PageHeader.PLAIN, PageHeader.SPLIT -> {
                long least = switch (column.type()) {
                    case BOOLEAN -> (header.values() + 7L) / 8;
                    case BYTES -> (long) header.values() * Integer.BYTES;
                    default -> (long) header.values() * column.size();
                };
                if (!column.optional() && least > left) {
                    throw new IOException("a page of the column \"" + column.name() + "\" ends too early");
                }
            }
            default -> {
                // Places in a dictionary and truths are read as far as there are bytes.
            }
        }
    }

    private static byte[] places(int count) {
        byte[] places = new byte[Math.multiplyExact(Integer.BYTES, count)];
        for (int i = 0; i < count; i++) {
            places[4 * i] = (byte) i;
            places[4 * i + 1] = (byte) (i >> 8);
            places[4 * i + 2] = (byte) (i >> 16);
            places[4 * i + 3] = (byte) (i >> 24);
        }
        return places;
    }

    /** Where each value of the dictionary begins; its length stands before it where lengths differ. */
    int[] entryStarts() throws IOException {
        int[] starts = new int[entries];
        int at = 0;
        for (int i = 0; i < entries; i++) {
            if (column.type() == Physical.BYTES) {
                int length = at > dictionary.length - Integer.BYTES ? -1 : Codec.littleEndian(dictionary, at);
                if (length < 0 || length > dictionary.length - Integer.BYTES - at) {
                    throw new IOException("the dictionary of the column \"" + column.name() + "\" is none");
                }
                starts[i] = at + Integer.BYTES;
                at = starts[i] + length;
            } else {
                starts[i] = at;
                at += column.size();
            }
        }
        return starts;
    }
}
