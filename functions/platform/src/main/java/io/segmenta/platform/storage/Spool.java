package io.segmenta.platform.storage;

import io.segmenta.model.base.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Content held until it has been sent, so that its length and hash are known: in memory, or in a file when large. */
final class Spool extends OutputStream {
    private static final int IN_MEMORY = 8 << 20;

    private final Memory memory = new Memory();
    private @Nullable Path file;
    private OutputStream target = memory;
    private long length;
    private byte[] sha256 = {};
    private InputStream reading = InputStream.nullInputStream();

    static Spool of(ObjectContent content) {
        Spool spool = new Spool();
        MessageDigest digest = Sha256.digest();
        try (OutputStream out = new DigestOutputStream(spool, digest)) {
            content.writeTo(out);
        } catch (IOException e) {
            spool.discard();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            spool.discard();
            throw e;
        }
        spool.sha256 = digest.digest();
        return spool;
    }

    /** All bytes from the first on, as often as asked; what was opened before is closed. */
    InputStream open() {
        try {
            reading.close();
            reading = file == null ? memory.open() : Files.newInputStream(file);
            return reading;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In bytes. */
    long length() {
        return length;
    }

    /** Of all bytes; shared, not copied. */
    byte[] sha256() {
        return sha256;
    }

    void discard() {
        try {
            reading.close();
            target.close();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (file == null && length + count > IN_MEMORY) {
            file = Files.createTempFile("segmenta-", ".spool");
            target = Files.newOutputStream(file);
            memory.writeTo(target);
            memory.release();
        }
        target.write(bytes, offset, count);
        length += count;
    }

    @Override
    public void close() throws IOException {
        target.close();
    }

    /** Read where it lies, without a copy. */
    private static final class Memory extends ByteArrayOutputStream {
        InputStream open() {
            return new ByteArrayInputStream(buf, 0, count);
        }

        void release() {
            buf = new byte[0];
            count = 0;
        }
    }
}
