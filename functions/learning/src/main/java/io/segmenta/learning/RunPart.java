package io.segmenta.learning;

import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * One file that a run was made from, or that it made.
 *
 * @param size in bytes
 * @param source opens it, as often as asked
 */
public record RunPart(long size, Source source) {
    /** More than any file has that is read whole. */
    public static final int MOST_WHOLE = 1 << 29;

    /** Opens a file. */
    @FunctionalInterface
    public interface Source {
        /** The bytes, for the caller to close. */
        InputStream open() throws IOException;
    }

    /** The bytes, for the caller to close. */
    public InputStream open() {
        try {
            return source.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A small file whole.
     *
     * @throws DataException when it has more than {@link #MOST_WHOLE} bytes
     */
    public byte[] bytes() {
        if (size > MOST_WHOLE) {
            throw DataException.of(DataException.Reason.UNREADABLE, "a file of the run has %d bytes, %d are allowed",
                    size, MOST_WHOLE);
        }
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In lower-case hexadecimal. O(size) time, constant memory. */
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        try (DigestInputStream in = new DigestInputStream(open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
