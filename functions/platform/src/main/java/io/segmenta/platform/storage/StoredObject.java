package io.segmenta.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An object and its bytes, read as they arrive. Must be closed. */
public record StoredObject(ObjectHead head, InputStream bytes) implements AutoCloseable {
    /** Everything that is left, for small objects. */
    public byte[] readAll() {
        try {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
