package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Blanks;
import io.segmenta.model.json.JsonRecords;
import io.segmenta.spark.Fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records in JSON whose lines begin in a stretch of a file, the last of which may end beyond it. A record
 * without a value is no row, as in a single function.
 */
final class RecordReader implements Rows {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1 << 23;
    /** A stretch that begins here begins its file: behind a byte-order mark, if there is one. */
    private static final int MARK = 3;

    private final InputStream in;
    private final FileRange range;
    private final Map<String, Integer> places = new HashMap<>();
    private final String[] cells;
    private final byte[] buffer = new byte[BUFFER];
    private byte[] line = new byte[1024];
    private int size;
    private int filled;
    private int at;
    /** The place in the file of the byte at {@code at}. */
    private long place;
    private long row;
    private @Nullable JsonRecords records;

    /** @param in the file from {@link #place(FileRange)} on */
    RecordReader(InputStream in, FileRange range, List<String> header) throws IOException {
        this.in = in;
        this.range = range;
        this.cells = new String[header.size()];
        for (int c = 0; c < cells.length; c++) {
            places.put(header.get(c), c);
        }
        this.place = place(range);
        this.row = range.firstRow() - 1;
        for (boolean inside = place < range.start(); inside && fill(); at++, place++) {
            inside = buffer[at] != '\n';
        }
    }

    /** Returns the place from which a stretch is read: one byte before it, which tells whether a line begins there. */
    static long place(FileRange range) {
        return range.start() > MARK ? range.start() - 1 : range.start();
    }

    /** Opens the file of a stretch at that place. */
    static InputStream stream(FileRange range) throws IOException {
        return Storage.open(range.file(), place(range), range.packed());
    }

    private boolean fill() throws IOException {
        if (at == filled) {
            filled = in.readNBytes(buffer, 0, BUFFER);
            at = 0;
        }
        return at < filled;
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public List<String> next() throws IOException {
        while (records != null || readLine()) {
            if (records == null) {
                records = new JsonRecords(line, 0, size, range.file());
            }
            Arrays.fill(cells, "");
            try {
                if (!records.next(this::take)) {
                    records = null;
                } else if (hasValue()) {
                    row++;
                    return Arrays.asList(cells);
                }
            } catch (DataException malformed) {
                records = null;
                throw fault("a JSON object in each line, and none that goes on in the next");
            }
        }
        return Collections.emptyList();
    }

    private void take(String name, String value) {
        Integer known = places.get(name);
        if (known != null) {
            cells[known] = plain(value);
        }
    }

    private boolean hasValue() {
        for (String cell : cells) {
            if (!cell.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Reads the next line that begins in the stretch and is not blank; false when there is none. */
    private boolean readLine() throws IOException {
        while (place < range.end() && fill()) {
            size = 0;
            boolean blank = true;
            boolean ended = false;
            while (!ended && fill()) {
                byte b = buffer[at++];
                place++;
                ended = b == '\n';
                if (size == line.length) {
                    line = Arrays.copyOf(line, 2 * size);
                }
                line[size++] = b;
                blank &= b == ' ' || b == '\t' || b == '\r' || b == '\n';
                if (size > LONGEST) {
                    throw fault("a JSON object in each line, of at most " + LONGEST + " bytes");
                }
            }
            if (!blank) {
                return true;
            }
        }
        return false;
    }

    private FaultException fault(String expected) {
        row++;
        return new FaultException(new Fault(Reason.MALFORMED, range.file(), row, range.rowOfFile(row), "", "",
                expected));
    }

    /** Returns a text as a single function keeps it: without blanks around it, and not as spreadsheets keep it. */
    private static String plain(String text) {
        String bare = Blanks.strip(text);
        boolean formula = bare.length() > 3 && bare.startsWith("=\"") && bare.endsWith("\"");
        return formula ? bare.substring(2, bare.length() - 1) : bare;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
