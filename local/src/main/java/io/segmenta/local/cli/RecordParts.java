package io.segmenta.local.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, one after the other, in memory for one record alone: a line, which a quoted cell of CSV may
 * continue. Lines of blanks are no records. Gzip is unpacked and UTF-16 turned into UTF-8; other encodings stay as they
 * are, as none of them has the bytes of a line's end or a quote within a character. For one thread.
 */
final class RecordParts implements AutoCloseable {
    /** The longest record, in bytes. */
    static final int LONGEST = 2 << 20;

    private static final int GZIP = 0x1F8B;
    private static final int HEAD = 256;
    /** Small, as what waits in it counts as read. */
    private static final int BUFFER = 1 << 13;

    private final Counted file;
    private final InputStream in;
    private final long size;
    private final boolean quotes;
    private int line = 1;
    private int ahead;

    /** @param in unpacked from the file */
    private RecordParts(Counted file, InputStream in, long size, boolean quotes) throws IOException {
        this.file = file;
        this.in = in;
        this.size = size;
        this.quotes = quotes;
        this.ahead = in.read();
    }

    /**
     * Opens a file.
     *
     * @param quotes whether a quoted cell may hold the end of a line
     */
    static RecordParts open(Path path, boolean quotes) throws IOException {
        Counted file = new Counted(Files.newInputStream(path));
        try {
            InputStream plain = unpacked(new BufferedInputStream(file, BUFFER));
            return new RecordParts(file, utf8(plain), Files.size(path), quotes);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /** The lines of a table in memory. */
    static RecordParts of(byte[] table) throws IOException {
        Counted bytes = new Counted(new ByteArrayInputStream(table));
        return new RecordParts(bytes, bytes, table.length, true);
    }

    /** How much of the file was read, in [0, 1]; it never falls. */
    double done() {
        return file.count >= size ? 1 : (double) file.count / size;
    }

    /** Reads the next record with the end of its line, or null at the end. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream record = new ByteArrayOutputStream(256);
        boolean blank = true;
        boolean quoted = false;
        int begun = line;
        int before = '\n';
        while (ahead >= 0) {
            int c = ahead;
            ahead = in.read();
            record.write(c);
            blank &= c <= ' ';
            if (record.size() > LONGEST) {
                throw CliException.user("the record that begins in line %d has more than %d bytes; is a quote not "
                        + "closed?", begun, LONGEST);
            }
            if (quotes && c == '"') {
                if (quoted && ahead == '"') {
                    record.write(ahead);
                    ahead = in.read();
                } else {
                    quoted = !quoted && isCellStart(before);
                }
            }
            before = c;
            boolean end = c == '\n' || (c == '\r' && ahead != '\n');
            line += end ? 1 : 0;
            if (end && !quoted) {
                if (!blank) {
                    return record.toByteArray();
                }
                record.reset();
                begun = line;
                blank = true;
            }
        }
        return blank ? null : record.toByteArray();
    }

    /** Reads records until they are so many or so long; none at the end. */
    List<byte[]> next(int records, int bytes) throws IOException {
        List<byte[]> part = new ArrayList<>();
        int length = 0;
        while (part.size() < records && length < bytes) {
            byte[] record = next();
            if (record == null) {
                break;
            }
            part.add(record);
            length += record.length;
        }
        return part;
    }

    private static boolean isCellStart(int before) {
        return before == '\n' || before == '\r' || before == ',' || before == ';' || before == '\t' || before == '|'
                || before == '=';
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(2);
        int mark = in.read() << 8 | in.read();
        in.reset();
        return mark == GZIP ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    }

    private static InputStream utf8(InputStream in) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        if (head.length >= 2 && head[0] == 'P' && head[1] == 'K') {
            throw CliException.user("the file is a workbook or another archive; save its sheet as CSV");
        }
        Charset wide = wide(head);
        return wide == null ? in : new Utf8Bytes(new InputStreamReader(in, wide));
    }

    private static @Nullable Charset wide(byte[] head) {
        int mark = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
        if (mark == 0xFFFE || mark == 0xFEFF) {
            return StandardCharsets.UTF_16;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < head.length; i += 2) {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        int most = head.length / 3;
        return odd > most ? StandardCharsets.UTF_16LE : even > most ? StandardCharsets.UTF_16BE : null;
    }

    @Override
    public void close() throws IOException {
        in.close();
        file.close();
    }

    /** Counts what is read of the file itself. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count += octet < 0 ? 0 : 1;
            return octet;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count += Math.max(0, read);
            return read;
        }
    }

    /** The characters of a reader as UTF-8, a byte order mark left out. */
    private static final class Utf8Bytes extends InputStream {
        private final InputStreamReader reader;
        private final char[] characters = new char[1 << 13];
        private byte[] bytes = new byte[0];
        private int at;
        private int kept;

        Utf8Bytes(InputStreamReader reader) {
            this.reader = reader;
        }

        /** Whether there is a byte more. */
        private boolean fill() throws IOException {
            while (at == bytes.length) {
                int read = reader.read(characters, kept, characters.length - kept);
                if (read < 0 && kept == 0) {
                    return false;
                }
                int count = kept + Math.max(0, read);
                // Half a pair waits for its other half.
                kept = read > 0 && Character.isHighSurrogate(characters[count - 1]) ? 1 : 0;
                bytes = new String(characters, 0, count - kept).replace("\uFEFF", "").getBytes(StandardCharsets.UTF_8);
                characters[0] = characters[count - 1];
                at = 0;
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            } else if (!fill()) {
                return -1;
            }
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, into, from, count);
            at += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
