package io.segmenta.model.features;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Schema;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.KeyedHash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the rows of a table of features lie. Each of the 256 files, one for each first byte of a customer's hash, has a
 * member with the names of the columns and then so many members as the second byte's beginning has values; so a hash
 * says in which member it is, and nothing is searched for. The index has the length of each, and the schema of the
 * columns: some kilobytes, 260 of tables of millions of rows. Immutable.
 */
public final class FeatureIndex {
    /** The most bytes of an index. */
    public static final int MOST_BYTES = 8 << 20;

    private static final int FORMAT = 1;
    private static final int MOST_MEMBERS = 256;
    /** How many rows a member has at most on average while there are fewer than {@value #MOST_MEMBERS}. */
    private static final int ROWS_OF_A_MEMBER = 64;

    private final int rows;
    private final int members;
    private final int keyVersion;
    private final Schema columns;
    /** Of each bucket the header's and each member's. */
    private final int[] lengths;
    private final long[] offsets;

    /**
     * A stretch of a file.
     *
     * @param from the first byte
     * @param length in bytes
     */
    public record Stretch(int bucket, long from, int length) {}

    FeatureIndex(int rows, int members, int keyVersion, Schema columns, int[] lengths) {
        this.rows = rows;
        this.members = members;
        this.keyVersion = keyVersion;
        this.columns = columns;
        this.lengths = lengths;
        this.offsets = new long[lengths.length];
        for (int i = 1; i < lengths.length; i++) {
            offsets[i] = i % (1 + members) == 0 ? 0 : offsets[i - 1] + lengths[i - 1];
        }
    }

    /** How many members a bucket of a table of so many rows has: a power of two, at most 256. */
    static int members(int rows) {
        int members = 1;
        while (members < MOST_MEMBERS && (long) members * FeatureKeys.BUCKETS * ROWS_OF_A_MEMBER < rows) {
            members *= 2;
        }
        return members;
    }

    /** Which member of its bucket a hash is in, from 0. */
    static int member(KeyedHash hash, int members) {
        return (hash.bytes()[2] & 0xff) * members / MOST_MEMBERS;
    }

    /** How many rows the table was written with. */
    public int rows() {
        return rows;
    }

    /** The version of the key that its hashes were made with. */
    public int keyVersion() {
        return keyVersion;
    }

    /** What the columns are, in the order of the cells. */
    public Schema schema() {
        return columns;
    }

    /** The names of the columns, in the order of the cells. */
    public List<String> columns() {
        return columns.columns().stream().map(ColumnSchema::name).toList();
    }

    /** Where the rows of a customer are, if there are any. */
    public Stretch stretch(KeyedHash hash) {
        return member(hash.bucket(), member(hash, members));
    }

    /** How many members with rows a bucket has. */
    int members() {
        return members;
    }

    Stretch member(int bucket, int member) {
        int at = bucket * (1 + members) + 1 + member;
        return new Stretch(bucket, offsets[at], lengths[at]);
    }

    /** The header and all members of a bucket. */
    public Stretch bucket(int bucket) {
        Stretch last = member(bucket, members - 1);
        return new Stretch(bucket, 0, Math.toIntExact(last.from + last.length));
    }

    /** The bytes of the index. */
    public byte[] write() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("format", FORMAT);
        head.put("rows", rows);
        head.put("members", members);
        head.put("key_version", keyVersion);
        head.put("schema", columns.toDocument());
        byte[] json = Json.write(head);
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + json.length + Integer.BYTES * lengths.length);
        out.putInt(json.length).put(json);
        Arrays.stream(lengths).forEach(out::putInt);
        return out.array();
    }

    /**
     * Reads an index.
     *
     * @throws ContractException when it is none
     */
    public static FeatureIndex parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int length = bytes.length < Integer.BYTES ? -1 : in.getInt();
        if (length < 2 || length > in.remaining()) {
            throw new ContractException("the index of a table of features is cut short");
        }
        byte[] json = new byte[length];
        in.get(json);
        try {
            JsonObject head = Json.parse(json, "the index of a table of features");
            int format = head.integer("format", 1, Integer.MAX_VALUE);
            int members = head.integer("members", 1, MOST_MEMBERS);
            int[] lengths = new int[FeatureKeys.BUCKETS * (1 + members)];
            if (format > FORMAT || Integer.bitCount(members) != 1
                    || in.remaining() != Integer.BYTES * lengths.length) {
                throw new ContractException("the index of a table of features is of format " + format + " with "
                        + in.remaining() + " bytes of " + members + " members; this reader knows format " + FORMAT);
            }
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = in.getInt();
                Check.argument(lengths[i] > 0, "the index of a table of features has a member of %d bytes",
                        lengths[i]);
            }
            return new FeatureIndex(head.integer("rows", 0, Integer.MAX_VALUE), members,
                    head.integer("key_version", 1, 255), Schema.fromDocument(head.object("schema")), lengths);
        } catch (DataException | IllegalArgumentException malformed) {
            throw new ContractException(String.valueOf(malformed.getMessage()), malformed);
        }
    }
}
