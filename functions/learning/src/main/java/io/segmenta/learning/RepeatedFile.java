package io.segmenta.learning;

import io.segmenta.model.base.Sha256;
import io.segmenta.platform.storage.ObjectContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A file that a repetition made.
 *
 * @param path in the folder of the run
 * @param content written anew as often as asked, each time the same
 */
public record RepeatedFile(String path, ObjectContent content) {
    /** In lower-case hexadecimal; nothing is held in memory. */
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The bytes in memory. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
