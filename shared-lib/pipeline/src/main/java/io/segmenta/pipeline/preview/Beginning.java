package io.segmenta.pipeline.preview;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.read.parquet.ParquetFile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The beginning of a file, cut so that it can be read as a file of its own: text behind the last whole record, gzipped
 * text likewise once it is unpacked. A workbook or Parquet file can be read whole or not at all.
 *
 * @param content what can be read
 * @param share of the file that it is, in (0, 1]; an estimate where the file is gzipped
 */
record Beginning(byte[] content, double share) {
    /** What is looked at of text, in bytes. */
    static final int TEXT = 8 << 20;
    /** How large a workbook or Parquet file may be, in bytes. */
    static final int WHOLE = 32 << 20;

    boolean isWhole() {
        return share == 1;
    }

    /**
     * Reads the beginning, at most {@value #WHOLE} bytes.
     *
     * @param in not closed
     * @param size of the file in bytes
     * @throws DataException when nothing can be told of so little of it
     */
    static Beginning of(InputStream in, String file, long size) throws IOException {
        byte[] head = in.readNBytes(TEXT);
        if (begins(head, 0x1F, 0x8B)) {
            return unpacked(head, in, file, size);
        }
        if (head.length < TEXT || head.length == size) {
            return new Beginning(head, 1);
        }
        if (begins(head, 'P', 'K') || ParquetFile.begins(head)) {
            return whole(head, in, file, size);
        }
        return cut(head, file, (double) size);
    }

    private static Beginning whole(byte[] head, InputStream in, String file, long size) throws IOException {
        if (size > WHOLE) {
            throw DataException.of(Reason.TOO_LARGE,
                    "%s: of a workbook or Parquet file all of it has to be read, and it has %d bytes, more than the %d "
                            + "that are looked at before a run; start the run, or upload a part of it",
                    file, size, WHOLE);
        }
        byte[] rest = in.readNBytes(WHOLE);
        byte[] all = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, all, head.length, rest.length);
        return new Beginning(all, 1);
    }

    private static Beginning unpacked(byte[] head, InputStream in, String file, long size) throws IOException {
        Counted packed = new Counted(new SequenceInputStream(new ByteArrayInputStream(head), in));
        try {
            // Not closed, as its source is not; read in small parts, for what was taken is what was unpacked.
            GZIPInputStream inflated = new GZIPInputStream(packed, 1 << 12);
            byte[] text = inflated.readNBytes(TEXT);
            if (inflated.read() < 0) {
                return new Beginning(text, 1);
            }
            return cut(text, file, text.length * ((double) size / Math.min(size, packed.count)));
        } catch (ZipException | EOFException e) {
            throw new DataException(Reason.UNREADABLE,
                    file + ": the compressed content is damaged or cut off: " + e.getMessage(), e);
        }
    }

    /** @param all bytes of the whole text */
    private static Beginning cut(byte[] text, String file, double all) {
        int first = 0;
        while (first < Math.min(16, text.length) && (text[first] <= ' ')) {
            first++;
        }
        byte begins = text[first];
        byte[] content = begins == '{' || begins == '[' ? records(text, begins == '[') : lines(text);
        if (content.length == 0) {
            throw DataException.of(Reason.MALFORMED, "%s: no row ends within the first %d bytes", file, TEXT);
        }
        return new Beginning(content, Math.min(1 - 1e-9, content.length / all));
    }

    /** Up to the last end of a line that is in no quotes. */
    private static byte[] lines(byte[] text) {
        int end = 0;
        int bare = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '"') {
                quoted = !quoted;
            } else if (text[i] == '\n' || (text[i] == '\r' && i + 1 < text.length && text[i + 1] != '\n')) {
                bare = i + 1;
                end = quoted ? end : bare;
            }
        }
        // Quotes that nothing closes are none: an inch, an odd apostrophe.
        int cut = end < text.length / 2 ? bare : end;
        return Arrays.copyOf(text, Math.min(text.length, isOfTwoBytes(text) ? cut + cut % 2 : cut));
    }

    /** Whether each character takes two bytes, of which the end of a line is one. */
    private static boolean isOfTwoBytes(byte[] text) {
        return text[0] == 0 || text[1] == 0 || begins(text, 0xFE, 0xFF) || begins(text, 0xFF, 0xFE);
    }

    private static boolean begins(byte[] text, int first, int second) {
        return text.length > 1 && (text[0] & 0xFF) == first && (text[1] & 0xFF) == second;
    }

    /** Up to the last whole object, with the end of the list that they stand in. */
    private static byte[] records(byte[] text, boolean list) {
        int outermost = list ? 1 : 0;
        int depth = 0;
        int end = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length; i++) {
            switch (text[i]) {
                case '\\' -> i += quoted ? 1 : 0;
                case '"' -> quoted = !quoted;
                case '{', '[' -> depth += quoted ? 0 : 1;
                case '}', ']' -> {
                    depth -= quoted ? 0 : 1;
                    end = !quoted && depth == outermost ? i + 1 : end;
                }
                default -> {
                    // Part of a value.
                }
            }
        }
        byte[] content = Arrays.copyOf(text, end + (list && end > 0 ? 1 : 0));
        if (list && end > 0) {
            content[end] = ']';
        }
        return content;
    }

    /** Tells how much of a stream was taken. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int taken = super.read(target, offset, length);
            count += Math.max(0, taken);
            return taken;
        }
    }
}
