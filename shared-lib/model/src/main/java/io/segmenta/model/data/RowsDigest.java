package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash of numbered rows that is the same in whatever order and in however many parts they are read.
 *
 * <p>
 * The hashes of the rows, each with its number, are added, as four words of 64 bits without carry; the result is the
 * SHA-256 of the names of the columns, the number of rows and the sum. Equal for equal names, rows and order; that it
 * differs for others is certain for all purposes but against somebody who looks for a collision, for whom a sum of 256
 * bits is easier than SHA-256 itself. Time O(d) per row; memory O(d). Not thread-safe.
 *
 * <p>
 * Reference: Bellare and Micciancio, "A new paradigm for collision-free hashing: incrementality at reduced cost",
 * EUROCRYPT 1997, doi:10.1007/3-540-69053-0_13.
 */
public final class RowsDigest implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int HASH = 32;

    private final long[] sum = new long[HASH / Long.BYTES];
    private long rows;
    private transient @Nullable MessageDigest digest;
    private transient @Nullable ByteBuffer row;
    private transient @Nullable ByteBuffer hash;

    /**
     * Adds a row.
     *
     * @param number of the row, from 0; each is added once
     * @param values of the row, d features
     */
    public void add(long number, float[] values) {
        if (digest == null || row == null || hash == null
                || row.capacity() != Long.BYTES + Float.BYTES * values.length) {
            digest = Sha256.digest();
            row = ByteBuffer.allocate(Long.BYTES + Float.BYTES * values.length);
            hash = ByteBuffer.allocate(HASH);
        }
        row.clear().putLong(number);
        for (float value : values) {
            row.putFloat(value);
        }
        digest.update(row.array());
        try {
            digest.digest(hash.array(), 0, HASH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("a hash of SHA-256 has " + HASH + " bytes", impossible);
        }
        for (int w = 0; w < sum.length; w++) {
            sum[w] += hash.getLong(w * Long.BYTES);
        }
        rows++;
    }

    /** Adds all rows of another digest, which keeps them. */
    public void add(RowsDigest others) {
        for (int w = 0; w < sum.length; w++) {
            sum[w] += others.sum[w];
        }
        rows += others.rows;
    }

    /**
     * Returns the hash of all rows that were added, 64 digits in lower-case hexadecimal.
     *
     * @param names of the d columns
     */
    public String value(List<String> names) {
        MessageDigest all = Sha256.digest();
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        for (String name : names) {
            byte[] text = Check.notNull(name, "name").getBytes(StandardCharsets.UTF_8);
            all.update(number.putLong(0, text.length).array());
            all.update(text);
        }
        all.update(number.putLong(0, rows).array());
        for (long word : sum) {
            all.update(number.putLong(0, word).array());
        }
        return HexFormat.of().formatHex(all.digest());
    }
}
