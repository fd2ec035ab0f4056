package io.segmenta.model.base;

import io.segmenta.model.base.DataException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Small files in gzip, of which nothing is trusted. */
public final class Gzipped {
    private Gzipped() {}

    /** Returns one member whose header holds no time: equal content, equal bytes. */
    public static byte[] pack(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Unpacks a file.
     *
     * @param most bytes that it may have when it is unpacked
     * @param what names it in messages
     * @throws DataException ({@link Reason#TOO_LARGE} or {@link Reason#MALFORMED}) when it cannot be used
     */
    public static byte[] unpack(byte[] file, int most, String what) {
        byte[] content;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            content = in.readNBytes(most + 1);
        } catch (IOException damaged) {
            throw new DataException(Reason.MALFORMED, what + ": not gzip, or cut short: " + damaged.getMessage(),
                    damaged);
        }
        if (content.length > most) {
            throw DataException.of(Reason.TOO_LARGE, "%s: unpacks to more than %d bytes", what, most);
        }
        return content;
    }
}
