package io.segmenta.model.experiment;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/** Which of two models a customer is assigned to in an experiment. */
public enum Arm {
    /** The model that is live. */
    CHAMPION,
    /** The one that is tried. */
    CHALLENGER;

    /** What a double holds of a hash of 64 bits. */
    private static final int DROPPED = 11;
    private static final double UNIT = 0x1p-53;

    /** Returns the arm as it stands in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the arm of a customer: the challenger when the first 8 bytes of SHA-256 of the experiment's id, a zero
     * byte and the customer's identifier, both in UTF-8, as a fraction of 2^64 are below the share. So a customer has
     * the same arm wherever and whenever it is asked for, and arms of two experiments do not depend on each other.
     *
     * @param share of the customers that the challenger answers, in [0, 1]
     */
    public static Arm of(String experiment, String customer, double share) {
        Check.range("share", share, 0, 1);
        return fraction(experiment, customer) < share ? CHALLENGER : CHAMPION;
    }

    /** Returns where a customer lies in [0, 1), in steps of 2^-53. */
    static double fraction(String experiment, String customer) {
        MessageDigest digest = Sha256.digest();
        digest.update(experiment.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        byte[] hash = digest.digest(customer.getBytes(StandardCharsets.UTF_8));
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << Byte.SIZE | (hash[i] & 0xff);
        }
        return (first >>> DROPPED) * UNIT;
    }
}
