package io.segmenta.model.rows;

import io.segmenta.model.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What the table of identifiers knows a customer by: the first eight bytes of the SHA-256 of the identifier. */
public final class IdentifierHash {
    private final MessageDigest digest = Sha256.digest();

    /** Returns the hash of an identifier. Not for several threads at once. */
    public long of(String identifier) {
        return ByteBuffer.wrap(digest.digest(identifier.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
