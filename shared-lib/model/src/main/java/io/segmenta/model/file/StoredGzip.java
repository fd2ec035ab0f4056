package io.segmenta.model.file;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/**
 * Writes gzip (RFC 1952) with stored blocks only. A compressed stream depends on the zlib at hand, and a model's bytes
 * must not; models are small, and their arrays hardly compress. Constant memory. Not thread-safe.
 */
public final class StoredGzip extends FilterOutputStream {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final int MAX_BLOCK = 65535;

    private final byte[] block = new byte[MAX_BLOCK];
    private final CRC32 crc = new CRC32();
    private int filled;
    private long length;
    private boolean closed;

    /** Writes the header. */
    public StoredGzip(OutputStream out) throws IOException {
        super(out);
        out.write(HEADER);
    }

    static byte[] wrap(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + content.length / 8192 + 64);
        try (StoredGzip gzip = new StoredGzip(out)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        crc.update(bytes, offset, count);
        length += count;
        int done = 0;
        while (done < count) {
            // A full block is written when more comes, for the last one has a mark.
            if (filled == MAX_BLOCK) {
                block(0);
            }
            int part = Math.min(count - done, MAX_BLOCK - filled);
            System.arraycopy(bytes, offset + done, block, filled, part);
            filled += part;
            done += part;
        }
    }

    private void block(int last) throws IOException {
        out.write(last);
        littleEndian(filled, 2);
        littleEndian(~filled, 2);
        out.write(block, 0, filled);
        filled = 0;
    }

    /** Writes the last block and the sums, and closes what is written to. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            block(1);
            littleEndian((int) crc.getValue(), 4);
            littleEndian((int) length, 4);
            out.close();
        }
    }

    private void littleEndian(int value, int bytes) throws IOException {
        for (int b = 0; b < bytes; b++) {
            out.write(value >>> (8 * b));
        }
    }
}
