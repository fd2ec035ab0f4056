package io.segmenta.platform.storage;

import io.segmenta.model.base.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An object whose hash was noted when it was made. Whoever acts on what lies at its key looks first whether that is
 * still what was made: a key can be written by others.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
public record RegisteredObject(String key, String sha256) {
    /**
     * Reads it once, to be sure of it. O(bytes) time, constant memory.
     *
     * @return the object that was read; {@link ObjectStore#open} opens just that
     * @throws ReplacedObjectException when it holds other bytes or is gone
     */
    public ObjectHead check(ObjectStore store) {
        MessageDigest digest = Sha256.digest();
        try (StoredObject object = store.get(key).orElseThrow(this::gone);
                DigestInputStream bytes = new DigestInputStream(object.bytes(), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
            compare(HexFormat.of().formatHex(digest.digest()));
            return object.head();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A small object whole.
     *
     * @throws ReplacedObjectException when it holds other bytes or is gone
     */
    public byte[] read(ObjectStore store) {
        byte[] bytes = store.readAll(key).orElseThrow(this::gone);
        compare(Sha256.of(bytes));
        return bytes;
    }

    /**
     * A small object whole, for whoever reads only.
     *
     * @throws IOException when the bucket cannot be reached
     * @throws ReplacedObjectException when it holds other bytes or is gone
     */
    public byte[] read(ObjectReader store) throws IOException {
        if (!(store.find(key, Optional.empty()) instanceof ObjectReader.Found.Content content)) {
            throw gone();
        }
        compare(Sha256.of(content.bytes()));
        return content.bytes();
    }

    private void compare(String found) {
        if (!found.equals(sha256)) {
            throw new ReplacedObjectException(
                    key + " has been replaced: its SHA-256 is " + found + ", registered was " + sha256
                            + "; restore that version of the object, or train again");
        }
    }

    private ReplacedObjectException gone() {
        return new ReplacedObjectException(key + " is missing; restore the object, or train again");
    }
}
