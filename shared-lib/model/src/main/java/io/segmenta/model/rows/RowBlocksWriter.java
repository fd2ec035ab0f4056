package io.segmenta.model.rows;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Writes the index of a file of assigned rows; {@link RowBlocks} reads it and tells its format. Equal rows give equal
 * bytes.
 *
 * <p>
 * Time O(n log (n / buckets)), memory 8 bytes for each identifier.
 */
public final class RowBlocksWriter {
    private final String header;
    private final List<String> segments;
    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    private int blockCount;
    private int rows;

    /**
     * Begins an index.
     *
     * @param header the first line of the file, without its end
     * @param segments ids of the segments that rows may be in
     */
    public RowBlocksWriter(String header, List<String> segments) {
        this.header = header;
        this.segments = List.copyOf(segments);
    }

    /**
     * Adds the next block.
     *
     * @param bytes length of its gzip member
     * @param counts rows of each segment; together {@value RowBlocks#ROWS}, in the last block fewer
     */
    public void add(int bytes, int[] counts) {
        varint(blocks, bytes);
        for (int count : counts) {
            varint(blocks, count);
            rows += count;
        }
        blockCount++;
        if (rows > RowBlocks.MOST_ROWS) {
            throw new IllegalArgumentException("rows must be at most " + RowBlocks.MOST_ROWS);
        }
    }

    /** Writes the index of a file whose rows are known by their numbers, and leaves the stream open. */
    public void writeTo(OutputStream out) throws IOException {
        write(out, false, new int[1], new long[0]);
    }

    /**
     * Writes the index of a file whose rows have identifiers, and leaves the stream open.
     *
     * @param hashes {@link IdentifierHash} of each row
     * @param isMissing whether a row, from 0, has no identifier
     */
    public void writeTo(OutputStream out, long[] hashes, IntPredicate isMissing) throws IOException {
        int bits = RowBlocks.bucketBits(blockCount);
        int[] begins = new int[(1 << bits) + 1];
        for (int row = 0; row < hashes.length; row++) {
            if (!isMissing.test(row)) {
                begins[RowBlocks.bucket(hashes[row], bits) + 1]++;
            }
        }
        for (int bucket = 1; bucket < begins.length; bucket++) {
            begins[bucket] += begins[bucket - 1];
        }
        long[] entries = new long[begins[begins.length - 1]];
        int[] next = begins.clone();
        for (int row = 0; row < hashes.length; row++) {
            if (!isMissing.test(row)) {
                // The bits of the bucket make room for those of the block.
                entries[next[RowBlocks.bucket(hashes[row], bits)]++] = (hashes[row] << bits) | (row / RowBlocks.ROWS);
            }
        }
        write(out, true, sorted(entries, begins), entries);
    }

    /** Sorts each bucket as unsigned numbers, leaves out what is there twice, and returns how many each has left. */
    private static int[] sorted(long[] entries, int[] begins) {
        int[] counts = new int[begins.length - 1];
        int kept = 0;
        for (int i = 0; i < entries.length; i++) {
            entries[i] ^= Long.MIN_VALUE;
        }
        for (int bucket = 0; bucket < counts.length; bucket++) {
            Arrays.sort(entries, begins[bucket], begins[bucket + 1]);
            int from = kept;
            for (int i = begins[bucket]; i < begins[bucket + 1]; i++) {
                long entry = entries[i] ^ Long.MIN_VALUE;
                if (kept == from || entries[kept - 1] != entry) {
                    entries[kept++] = entry;
                }
            }
            counts[bucket] = kept - from;
        }
        return counts;
    }

    private void write(OutputStream out, boolean identified, int[] counts, long[] entries) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        varint(head, rows);
        text(head, header);
        varint(head, segments.size());
        segments.forEach(segment -> text(head, segment));
        varint(head, blockCount);
        blocks.writeTo(head);
        head.write(identified ? 1 : 0);
        long count = 0;
        if (identified) {
            for (int entriesOfBucket : counts) {
                varint(head, entriesOfBucket);
                count += entriesOfBucket;
            }
        }
        DataOutputStream file = new DataOutputStream(out);
        file.writeLong(RowBlocks.MAGIC);
        file.writeInt(RowBlocks.VERSION);
        file.writeInt(head.size());
        file.flush();
        head.writeTo(out);
        int most = 1 << 13;
        for (int from = 0; from < count; from += most) {
            int length = (int) Math.min(most, count - from);
            ByteBuffer bytes = ByteBuffer.allocate(8 * length);
            bytes.asLongBuffer().put(entries, from, length);
            out.write(bytes.array());
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left > 127) {
            out.write((left & 127) | 128);
            left >>>= 7;
        }
        out.write(left);
    }
}
