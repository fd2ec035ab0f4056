package io.segmenta.model.privacy;

import java.math.BigInteger;
import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * A digest of rows that does not depend on their order: the sum modulo 2^256 of HMAC-SHA-256 of each, under a key
 * derived from the one in use. What was there, less what was taken out, is what is left: only those rows went if the
 * sums add up. Not for several threads at once.
 */
public final class RowSum {
    private static final int BITS = 256;
    private static final int DIGITS = BITS / 4;

    private final Mac mac;
    private final int version;
    private BigInteger sum = BigInteger.ZERO;

    /** A sum of no rows, under the key in use. */
    public RowSum(TenantKeys keys) {
        this.version = keys.version();
        this.mac = keys.derived(version, "rows");
    }

    /** Adds a row. */
    public void add(byte[] row) {
        sum = sum.add(new BigInteger(1, mac.doFinal(row))).mod(BigInteger.ONE.shiftLeft(BITS));
    }

    /** The sum: the version of the key, a colon and 64 hexadecimal digits. */
    public String hex() {
        return hex(version, sum);
    }

    private static String hex(int version, BigInteger sum) {
        String digits = sum.toString(16);
        return version + ":" + "0".repeat(DIGITS - digits.length()) + digits;
    }

    /**
     * Whether two sums add up to a third, under one key.
     *
     * @throws IllegalArgumentException when one of them is none
     */
    public static boolean addUp(String one, String other, String whole) {
        String key = key(one);
        return other.startsWith(key) && whole.startsWith(key) && sum(one, other).equals(whole);
    }

    /**
     * The sum of the rows of both.
     *
     * @throws IllegalArgumentException when one of them is none, or they are under different keys
     */
    public static String sum(String one, String other) {
        String key = key(one);
        if (!other.startsWith(key)) {
            throw new IllegalArgumentException("sums under different keys do not add up");
        }
        return hex(Integer.parseInt(key.substring(0, key.length() - 1)),
                number(one).add(number(other)).mod(BigInteger.ONE.shiftLeft(BITS)));
    }

    private static String key(String sum) {
        return sum.substring(0, sum.indexOf(':') + 1);
    }

    private static BigInteger number(String sum) {
        return new BigInteger(1, HexFormat.of().parseHex(sum.substring(sum.indexOf(':') + 1)));
    }
}
