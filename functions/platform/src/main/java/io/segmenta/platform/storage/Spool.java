package io.segmenta.platform.storage;

import io.segmenta.platform.Hashes;
import io.segmenta.platform.aws.HttpBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Content held until it has been sent, so that its length and hash are known: in memory, or in a file when large. */
final class Spool extends OutputStream implements HttpBody {
    private static final int IN_MEMORY = 8 << 20;

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream target = memory;
    private long length;
    private String sha256;

    static Spool of(ObjectContent content) {
        Spool spool = new Spool();
        MessageDigest digest = Hashes.sha256();
        try (OutputStream out = new DigestOutputStream(spool, digest)) {
            content.writeTo(out);
        } catch (IOException e) {
            spool.discard();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            spool.discard();
            throw e;
        }
        spool.sha256 = HexFormat.of().formatHex(digest.digest());
        return spool;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (file == null) {
            memory.writeTo(out);
        } else {
            Files.copy(file, out);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    void discard() {
        try {
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
            memory = null;
        }
        target.write(bytes, offset, count);
        length += count;
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
