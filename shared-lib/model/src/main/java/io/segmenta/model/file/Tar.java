package io.segmenta.model.file;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The part of ustar (POSIX.1-1988) that a model file needs: regular files with short names, no owner and no time. */
final class Tar {

    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final String MAGIC = "ustar";

    /** A header that was read. */
    record Entry(String name, long size) {}

    private Tar() {}

    /** Appends a file. */
    static void write(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, SIZE_AT, String.format(Locale.ROOT, "%011o\0", content.length));
        put(header, 136, "00000000000\0");
        put(header, CHECKSUM_AT, "        ");
        header[TYPE_AT] = '0';
        put(header, MAGIC_AT, MAGIC + "\0" + "00");
        put(header, CHECKSUM_AT, String.format(Locale.ROOT, "%06o\0 ", checksum(header)));
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[padding(content.length)]);
    }

    /** Appends the end of the archive. */
    static void finish(ByteArrayOutputStream out) {
        out.writeBytes(new byte[2 * BLOCK]);
    }

    /**
     * Reads the next header.
     *
     * @return the entry, or null at the end of the archive
     * @throws DataException when what stands there is not the header of a regular file
     */
    static @Nullable Entry next(InputStream in) throws IOException {
        byte[] header = block(in);
        if (isZero(header)) {
            return null;
        }
        if (!text(header, MAGIC_AT, MAGIC.length()).equals(MAGIC)
                || octal(header, CHECKSUM_AT, 8) != checksum(withoutChecksum(header))) {
            throw broken("it is not a tar archive");
        }
        String name = text(header, 0, NAME_LENGTH);
        if (header[TYPE_AT] != '0' && header[TYPE_AT] != 0) {
            throw broken("entry \"" + name + "\" is not a regular file");
        }
        return new Entry(name, octal(header, SIZE_AT, SIZE_LENGTH));
    }

    /** Skips what fills up the last block of a file of that size. */
    static void skipPadding(InputStream in, long size) throws IOException {
        int padding = padding(size);
        if (in.readNBytes(padding).length < padding) {
            throw new EOFException("archive ends within a block");
        }
    }

    static DataException broken(String why) {
        return new DataException(Reason.BROKEN_MODEL, "the model file cannot be used: " + why);
    }

    private static int padding(long size) {
        return (int) (-size & BLOCK - 1);
    }

    private static byte[] block(InputStream in) throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("archive ends without its end mark");
        }
        return block;
    }

    private static byte[] withoutChecksum(byte[] header) {
        byte[] copy = header.clone();
        Arrays.fill(copy, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
        return copy;
    }

    private static long checksum(byte[] header) {
        long sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        return sum;
    }

    private static boolean isZero(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.ISO_8859_1);
    }

    private static long octal(byte[] header, int at, int length) {
        long value = 0;
        boolean digits = false;
        for (int i = at; i < at + length; i++) {
            byte b = header[i];
            if (b >= '0' && b <= '7') {
                value = value << 3 | b - '0';
                digits = true;
            } else if (b == 0 || b == ' ') {
                if (digits) {
                    break;
                }
            } else {
                throw broken("a number in an archive header is not octal");
            }
        }
        return value;
    }
}
