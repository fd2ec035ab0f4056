package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The first bytes of a file.
 *
 * @param bytes some hundreds of them, unpacked
 * @param packed whether the file is compressed by gzip
 * @param mark length of the byte-order mark that they begin with
 */
record Beginning(byte[] bytes, boolean packed, int mark) {

    private static final int LENGTH = 256;
    /** A packed file cannot be cut, and one task reads it. */
    private static final long MOST_PACKED = 5L << 30;

    /**
     * Looks at a file.
     *
     * @param size of it in bytes
     * @throws DataException when it cannot be read by many
     */
    static Beginning of(String file, long size) throws IOException {
        boolean packed = file.toLowerCase(Locale.ROOT).endsWith(".gz");
        if (packed && size > MOST_PACKED) {
            throw DataException.of(Reason.TOO_LARGE, "%s: a file compressed by gzip may have at most 5 GB, as one "
                    + "task reads it; compress it as several files", file);
        }
        byte[] bytes = Storage.head(file, packed, LENGTH);
        int two = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        if (two == 0xFEFF || two == 0xFFFE) {
            throw DataException.of(Reason.UNSUPPORTED_FORMAT, "%s is in UTF-16, which cannot be cut; save it in "
                    + "UTF-8", file);
        }
        return new Beginning(bytes, packed, two == 0xEFBB && bytes.length > 2 && (bytes[2] & 0xFF) == 0xBF ? 3 : 0);
    }

    /** Whether it begins as Parquet does, its end encrypted or not. */
    boolean isParquet() {
        return bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'A' && bytes[2] == 'R'
                && (bytes[3] == '1' || bytes[3] == 'E');
    }
}
