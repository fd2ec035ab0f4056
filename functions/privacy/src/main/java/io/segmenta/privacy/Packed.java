package io.segmenta.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The bytes of an object, and what is in them.
 *
 * @param plain without the compression around them; of a zip archive all entries, one after another
 * @param gzipped whether they were compressed by gzip
 * @param archive whether they are a zip archive, as workbooks are
 */
record Packed(byte[] plain, boolean gzipped, boolean archive) {
    /** What unpacks to more is not looked into. */
    static final int MOST_BYTES = 1 << 30;

    private static final int GZIP = 0x1F8B;
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

    /** @throws UncheckedIOException when they are damaged, or unpack to more than {@link #MOST_BYTES} */
    static Packed of(byte[] bytes) {
        try {
            if (bytes.length > 1 && ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)) == GZIP) {
                try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16)) {
                    return new Packed(whole(gzip), true, false);
                }
            }
            if (bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4) {
                return new Packed(entries(bytes), false, true);
            }
            return new Packed(bytes, false, false);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static byte[] entries(byte[] bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.write(whole(zip));
            }
        }
        return all.toByteArray();
    }

    private static byte[] whole(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        if (bytes.length == MOST_BYTES) {
            throw new IOException("it unpacks to more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    /** Whether they are lines of text. */
    boolean isText() {
        return !archive && !isParquet();
    }

    /** Whether they are a Parquet file, whose rows no search among bytes finds. */
    boolean isParquet() {
        for (int i = 0; i < PARQUET.length; i++) {
            if (plain.length <= i || plain[i] != PARQUET[i]) {
                return false;
            }
        }
        return true;
    }

    /** Other bytes, compressed as these were. */
    byte[] repacked(byte[] other) {
        if (!gzipped) {
            return other;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(other.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(other);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
