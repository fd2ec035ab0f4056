package io.segmenta.local.stack.access;

import java.security.SecureRandom;
import java.util.Base64;

/** An access key of this machine's stack: drawn when the stack starts, known nowhere else, gone with it. */
public record AccessKey(String id, String secret) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    /** Keys of AWS begin otherwise, so that nobody takes this one for one of them. */
    private static final String PREFIX = "LOCAL";
    private static final int ID_LENGTH = 20;
    private static final int SECRET_BYTES = 30;

    /** A new key: 75 random bits of name, 240 of secret. */
    public static AccessKey draw() {
        StringBuilder id = new StringBuilder(PREFIX);
        while (id.length() < ID_LENGTH) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new AccessKey(id.toString(), Base64.getUrlEncoder().encodeToString(secret));
    }

    /** The name alone: logs must not hold secrets. */
    @Override
    public String toString() {
        return id;
    }
}
