package io.segmenta.model.features;

import io.segmenta.model.contract.ContractException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/**
 * A member of a gzip file (RFC 1952) with the length that is asked for: a comment in its header, which every unpacker
 * passes over, makes it as long.
 */
final class GzipMember {
    private static final byte[] MAGIC = {0x1f, (byte) 0x8b, Deflater.DEFLATED};
    private static final byte COMMENT = 0x10;
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final byte NO_SYSTEM = (byte) 0xff;
    private static final int MOST_TEXT = 1 << 26;

    private GzipMember() {}

    /** As short as it comes. */
    static byte[] of(byte[] plain) {
        byte[] deflated = deflated(plain, Deflater.DEFAULT_COMPRESSION);
        return written(plain, deflated, HEADER + deflated.length + TRAILER);
    }

    /**
     * Exactly so long.
     *
     * @return empty when it does not become so short
     */
    static Optional<byte[]> of(byte[] plain, int length) {
        for (int level : new int[] {Deflater.DEFAULT_COMPRESSION, Deflater.BEST_COMPRESSION}) {
            byte[] deflated = deflated(plain, level);
            if (HEADER + deflated.length + TRAILER <= length) {
                return Optional.of(written(plain, deflated, length));
            }
        }
        return Optional.empty();
    }

    private static byte[] written(byte[] plain, byte[] deflated, int length) {
        byte[] member = new byte[length];
        System.arraycopy(MAGIC, 0, member, 0, MAGIC.length);
        member[HEADER - 1] = NO_SYSTEM;
        int at = HEADER;
        int comment = length - HEADER - deflated.length - TRAILER;
        if (comment > 0) {
            member[MAGIC.length] = COMMENT;
            java.util.Arrays.fill(member, at, at + comment - 1, (byte) ' ');
            at += comment;
        }
        System.arraycopy(deflated, 0, member, at, deflated.length);
        CRC32 crc = new CRC32();
        crc.update(plain);
        at += deflated.length;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            member[at + shift / Byte.SIZE] = (byte) (crc.getValue() >>> shift);
            member[at + Integer.BYTES + shift / Byte.SIZE] = (byte) (plain.length >>> shift);
        }
        return member;
    }

    private static byte[] deflated(byte[] plain, int level) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + 64);
            byte[] buffer = new byte[1 << 13];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** @throws ContractException when the bytes are no member, or unpack to more than 64 MB */
    static byte[] unpacked(byte[] bytes, int from, int length) {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes, from, length), 1 << 12)) {
            byte[] plain = gzip.readNBytes(MOST_TEXT);
            if (plain.length < MOST_TEXT) {
                return plain;
            }
        } catch (IOException damaged) {
            throw new ContractException("a table of features cannot be unpacked", damaged);
        }
        throw new ContractException("a table of features has a member of more than " + MOST_TEXT + " bytes");
    }
}
