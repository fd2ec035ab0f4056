package io.segmenta.model.rows;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The index of a file of assigned rows: where each block of {@value #ROWS} rows lies, how many rows of each segment it
 * has, and where the table of identifiers is looked into. Immutable. Reads what {@link RowBlocksWriter} writes, numbers
 * of several bytes with the highest first:
 *
 * <pre>
 * 8 bytes   SEGBLOCK
 * 4 bytes   the version of the format, 1
 * 4 bytes   how many bytes the head has, which is what follows up to the table
 * varint    rows
 * text      the first line of the file of rows, without its end
 * varint    segments, then the id of each as text
 * varint    blocks, then of each: the length of its gzip member and how many rows of each segment it has, as varints
 * 1 byte    1 if there is a table of identifiers, else 0, and nothing follows
 * varints   how many entries each bucket of the table has: one bucket up to 1 block, 256 up to 256, else 65,536
 * entries   8 bytes each, bucket by bucket, in order as unsigned numbers: the hash of the identifier without the bits
 *           that are the number of its bucket (0, 8 or 16), then the number of the block in as many bits
 * </pre>
 *
 * A text is its length in bytes as a varint, then UTF-8; a varint has seven bits a byte, the lowest first, and the
 * eighth bit says that more follow. The hash is that of {@link IdentifierHash}. An identifier that several rows of a
 * block have is there once.
 */
public final class RowBlocks {
    /** Rows of a block; the last one may have fewer. */
    public static final int ROWS = 1 << 12;
    /** The most rows that a file has: a block's number has 16 bits. */
    public static final int MOST_ROWS = ROWS << 16;
    /** Bytes that tell how long the head is. */
    public static final int PREFIX = 16;

    static final long MAGIC = 0x534547424c4f434bL;
    static final int VERSION = 1;

    private static final String NAME = RunFile.BLOCKS.path();
    private static final int MOST_HEAD = 1 << 26;
    private static final int MOST_SEGMENTS = 1 << 16;
    private static final int MOST_BLOCK = 1 << 24;
    private static final int MOST_BUCKET = 1 << 20;
    /** Blocks times segments, 64 MB. */
    private static final int MOST_COUNTS = 1 << 24;

    private final String header;
    private final List<String> segments;
    private final long[] offsets;
    private final int[] counts;
    private final int rows;
    private final int headLength;
    private final int bits;
    /** Entries before each bucket; empty where there is no table. */
    private final int[] begins;

    private RowBlocks(Head head, int headLength) {
        this.headLength = headLength;
        rows = head.number("rows", MOST_ROWS);
        header = head.text();
        int segmentCount = head.number("segments", MOST_SEGMENTS);
        List<String> ids = new ArrayList<>();
        for (int s = 0; s < segmentCount; s++) {
            ids.add(head.text());
        }
        segments = List.copyOf(ids);
        int blocks = head.number("blocks", 1 << 16);
        if ((long) blocks * segmentCount > Math.min(MOST_COUNTS, head.left())) {
            throw broken("it tells of " + blocks + " blocks with " + segmentCount + " segments, but is too short");
        }
        offsets = new long[blocks + 1];
        counts = new int[blocks * segmentCount];
        readBlocks(head);
        int identified = head.octet();
        if (identified > 1) {
            throw broken("it has " + identified + " where 0 or 1 says whether there are identifiers");
        }
        bits = bucketBits(blocks);
        begins = identified == 0 ? new int[0] : head.sums(1 << bits, rows);
        if (head.left() != 0) {
            throw broken("its head has " + head.left() + " bytes too many");
        }
    }

    private void readBlocks(Head head) {
        long seen = 0;
        for (int block = 0; block < offsets.length - 1; block++) {
            offsets[block + 1] = offsets[block] + head.number("bytes of a block", MOST_BLOCK);
            long before = seen;
            for (int s = 0; s < segments.size(); s++) {
                counts[block * segments.size() + s] = head.number("rows of a block", ROWS);
                seen += counts[block * segments.size() + s];
            }
            if (seen - before != Math.min(ROWS, (long) rows - before)) {
                throw broken("block " + block + " tells of " + (seen - before) + " rows, expected "
                        + Math.min(ROWS, (long) rows - before));
            }
        }
        if (seen != rows) {
            throw broken("its blocks have " + seen + " rows, expected " + rows);
        }
    }

    /**
     * Returns how many bytes the index has before the table, which {@link #parse} reads.
     *
     * @param beginning the first {@value #PREFIX} bytes or more
     * @throws ContractException when they are none of an index
     */
    public static int headLength(byte[] beginning) {
        if (beginning.length < PREFIX || ByteBuffer.wrap(beginning).getLong() != MAGIC) {
            throw broken("it does not begin as such a file does");
        }
        ByteBuffer fields = ByteBuffer.wrap(beginning, 8, 8);
        int version = fields.getInt();
        if (version != VERSION) {
            throw broken("format " + version + " is not the one that this program reads (" + VERSION + ")");
        }
        int length = fields.getInt();
        if (length < 0 || length > MOST_HEAD - PREFIX) {
            throw broken("its head must have at most " + MOST_HEAD + " bytes, got " + length);
        }
        return PREFIX + length;
    }

    /**
     * Reads an index.
     *
     * @param beginning its first {@link #headLength} bytes, or more
     * @throws ContractException when it is broken
     */
    public static RowBlocks parse(byte[] beginning) {
        int length = headLength(beginning);
        if (beginning.length < length) {
            throw broken("it ends within its head");
        }
        return new RowBlocks(new Head(ByteBuffer.wrap(beginning, PREFIX, length - PREFIX)), length);
    }

    /** How many leading bits of a hash are the number of its bucket, and how many bits a block's number has. */
    static int bucketBits(int blocks) {
        return blocks <= 1 ? 0 : blocks <= 1 << 8 ? 8 : 16;
    }

    static int bucket(long hash, int bits) {
        return bits == 0 ? 0 : (int) (hash >>> (Long.SIZE - bits));
    }

    static ContractException broken(String what) {
        return new ContractException(NAME + ": " + what);
    }

    /** The first line of the file of rows, without its end. */
    public String header() {
        return header;
    }

    /** The name of the column that names rows; empty where they are known by their numbers. */
    public Optional<String> identifierName() {
        return identified() ? Optional.of(columns().get(1)) : Optional.empty();
    }

    /** The names of the columns, in order. */
    public List<String> columns() {
        return RowLines.cells(header);
    }

    /** Ids of the segments that rows are in. */
    public List<String> segments() {
        return segments;
    }

    /** How many rows the file has. */
    public int rows() {
        return rows;
    }

    /** How many rows a segment has; 0 of one that is none of these. */
    public int rows(String segment) {
        int sum = 0;
        for (int block = 0; block < blocks(); block++) {
            sum += rows(block, segment);
        }
        return sum;
    }

    /** How many bytes the file of rows has. */
    public long bytes() {
        return offsets[offsets.length - 1];
    }

    /** Whether rows are known by identifiers; else they are by their numbers. */
    public boolean identified() {
        return begins.length > 0;
    }

    int blocks() {
        return offsets.length - 1;
    }

    /** Where a block begins in the file of rows; of the number behind the last one, where the file ends. */
    long offset(int block) {
        return offsets[block];
    }

    /** How many rows a block has of a segment. */
    int rows(int block, String segment) {
        int place = segments.indexOf(segment);
        return place < 0 ? 0 : counts[block * segments.size() + place];
    }

    /** How many rows a block has. */
    int rows(int block) {
        return Math.min(ROWS, rows - block * ROWS);
    }

    /** Where in the index the bucket of a hash begins. */
    long bucketOffset(long hash) {
        return headLength + 8L * begins[bucket(hash, bits)];
    }

    /** How many bytes the bucket of a hash has. */
    int bucketLength(long hash) {
        int bucket = bucket(hash, bits);
        return 8 * (begins[bucket + 1] - begins[bucket]);
    }

    /** The blocks of a bucket that have the hash, in order. */
    List<Integer> blocksOf(long hash, byte[] bucket) {
        List<Integer> found = new ArrayList<>();
        long block = (1L << bits) - 1;
        for (ByteBuffer entries = ByteBuffer.wrap(bucket); entries.hasRemaining();) {
            long entry = entries.getLong();
            if ((entry & ~block) == (hash << bits)) {
                found.add((int) (entry & block));
            }
        }
        if (found.stream().anyMatch(one -> one >= blocks())) {
            throw broken("an identifier is in block " + found.get(found.size() - 1) + " of " + blocks());
        }
        return found;
    }

    /** The bytes of the head, read in order. */
    private static final class Head {
        private final ByteBuffer bytes;

        Head(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        int left() {
            return bytes.remaining();
        }

        int octet() {
            try {
                return Byte.toUnsignedInt(bytes.get());
            } catch (BufferUnderflowException end) {
                throw new ContractException(NAME + ": it ends within its head", end);
            }
        }

        int number(String what, int most) {
            long value = 0;
            int octet = 128;
            for (int shift = 0; octet >= 128; shift += 7) {
                octet = octet();
                value |= (octet & 127L) << shift;
                if (shift > 28 || value > most) {
                    throw broken(what + " must be at most " + most);
                }
            }
            return (int) value;
        }

        String text() {
            int length = number("bytes of a text", bytes.remaining());
            if (length > bytes.remaining()) {
                throw broken("a text of " + length + " bytes goes beyond its head");
            }
            ByteBuffer slice = bytes.slice().limit(length);
            bytes.position(bytes.position() + length);
            try {
                CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(slice);
                return text.toString();
            } catch (CharacterCodingException noText) {
                throw new ContractException(NAME + ": a text is not in UTF-8", noText);
            }
        }

        int[] sums(int count, int most) {
            int[] sums = new int[count + 1];
            for (int i = 0; i < count; i++) {
                sums[i + 1] = sums[i] + number("entries of a bucket", Math.min(MOST_BUCKET, most - sums[i]));
            }
            return sums;
        }
    }
}
