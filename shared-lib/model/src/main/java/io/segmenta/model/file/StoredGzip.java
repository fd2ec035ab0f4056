package io.segmenta.model.file;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * Writes gzip (RFC 1952) with stored blocks only. A compressed stream depends on the zlib at hand, and a model's bytes
 * must not; models are small, and their arrays hardly compress.
 */
final class StoredGzip {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final int MAX_BLOCK = 65535;

    private StoredGzip() {}

    static byte[] wrap(byte[] content) {
        int blocks = Math.max(1, (content.length + MAX_BLOCK - 1) / MAX_BLOCK);
        ByteArrayOutputStream out = new ByteArrayOutputStream(HEADER.length + content.length + 5 * blocks + 8);
        out.writeBytes(HEADER);
        for (int block = 0; block < blocks; block++) {
            int start = block * MAX_BLOCK;
            int length = Math.min(MAX_BLOCK, content.length - start);
            out.write(block == blocks - 1 ? 1 : 0);
            littleEndian(out, length, 2);
            littleEndian(out, ~length, 2);
            out.write(content, start, length);
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        littleEndian(out, (int) crc.getValue(), 4);
        littleEndian(out, content.length, 4);
        return out.toByteArray();
    }

    private static void littleEndian(ByteArrayOutputStream out, int value, int bytes) {
        for (int b = 0; b < bytes; b++) {
            out.write(value >>> (8 * b));
        }
    }
}
