package io.segmenta.model.privacy;

import io.segmenta.model.base.Check;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What stands for a customer's identifier: the version of the key, one byte, and the first 16 bytes of HMAC-SHA-256
 * (RFC 2104) of the identifier in UTF-8 under that key. Who has no key can neither find the identifier nor, knowing
 * identifiers, tell whose hash it is. Ordered by its bytes, unsigned. Immutable.
 */
public final class KeyedHash implements Comparable<KeyedHash> {
    /** Its length in bytes. */
    public static final int LENGTH = 17;

    private final byte[] bytes;

    private KeyedHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param version of the key, from 1 to 255
     * @param mac at least 16 bytes, of which the first 16 are taken
     */
    static KeyedHash of(int version, byte[] mac) {
        byte[] bytes = new byte[LENGTH];
        bytes[0] = (byte) version;
        System.arraycopy(mac, 0, bytes, 1, LENGTH - 1);
        return new KeyedHash(bytes);
    }

    /** Reads a hash at a place among others, as {@link #bytes} wrote it. */
    public static KeyedHash at(byte[] all, int from) {
        return new KeyedHash(Arrays.copyOfRange(all, from, from + LENGTH));
    }

    /**
     * Reads what {@link #hex} wrote.
     *
     * @throws IllegalArgumentException when the text is not of 34 hexadecimal digits
     */
    public static KeyedHash parse(String hex) {
        Check.argument(hex.matches("[0-9a-f]{34}"), "a hash must be 34 hexadecimal digits, got %d characters",
                hex.length());
        return new KeyedHash(HexFormat.of().parseHex(hex));
    }

    /** The version of the key it was made with. */
    public int version() {
        return bytes[0] & 0xff;
    }

    /** A copy of its {@value #LENGTH} bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The same in 34 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Which of 256 buckets it belongs to, from 0: the first byte after the version. */
    public int bucket() {
        return bytes[1] & 0xff;
    }

    @Override
    public int compareTo(KeyedHash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyedHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
