package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.spark.Fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the rows that begin in a stretch of a file, the last of which may end beyond it. For one thread. */
final class RowReader implements Rows {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1 << 23;

    private final InputStream in;
    private final FileRange range;
    private final Csv csv;
    private final byte[] buffer = new byte[BUFFER];
    private final List<String> cells = new ArrayList<>();
    private byte[] cell = new byte[256];
    private int size;
    private boolean wide;
    private boolean quoted;
    private int filled;
    private int at;
    /** The place in the file of the byte at {@code at}. */
    private long place;
    private long row;

    RowReader(FileRange range, Csv csv) throws IOException {
        this(Storage.open(range.file(), range.start(), range.packed()), range, csv);
    }

    RowReader(InputStream in, FileRange range, Csv csv) throws IOException {
        this.in = in;
        this.range = range;
        this.csv = csv;
        this.place = range.start();
        this.row = range.firstRow() - 1;
        for (int state = range.state(); state != Csv.ROW && fill(); at++, place++) {
            state = csv.next(state, buffer[at]);
            if (state == Csv.ROW) {
                at++;
                place++;
                break;
            }
        }
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

    /** Returns the place in the file after what was read. */
    long place() {
        return place;
    }

    @Override
    public List<String> next() throws IOException {
        cells.clear();
        while (cells.isEmpty() && begins()) {
            read();
        }
        return cells;
    }

    /** Passes over line ends; returns whether a line follows that begins in the stretch. */
    private boolean begins() throws IOException {
        while (place < range.end() && fill()) {
            if (csv.next(Csv.ROW, buffer[at]) != Csv.ROW) {
                return true;
            }
            at++;
            place++;
        }
        return false;
    }

    private void read() throws IOException {
        int state = Csv.ROW;
        long began = place;
        boolean found = false;
        size = 0;
        wide = false;
        quoted = false;
        while (fill()) {
            byte b = buffer[at++];
            place++;
            int next = csv.next(state, b);
            if (!found && Csv.isRow(state, next)) {
                found = true;
                row++;
            }
            if (next == Csv.ROW) {
                state = next;
                break;
            } else if (next == Csv.CELL) {
                end();
            } else if (next == Csv.QUOTED && (state == Csv.ROW || state == Csv.CELL)) {
                quoted = true;
            } else if (next != Csv.QUOTE) {
                append(b);
            }
            state = next;
            if (place - began > LONGEST) {
                throw fault("a row of at most " + LONGEST + " bytes; a quote that is never closed makes such");
            }
        }
        if (state == Csv.QUOTED) {
            throw fault("the quote that is opened in it to be closed");
        }
        if (found) {
            end();
        }
    }

    private void append(byte b) {
        if (size == cell.length) {
            cell = Arrays.copyOf(cell, 2 * size);
        }
        cell[size++] = b;
        wide |= b < 0;
    }

    private void end() {
        String text;
        try {
            text = wide ? StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cell, 0, size)).toString()
                    : new String(cell, 0, size, StandardCharsets.ISO_8859_1);
        } catch (CharacterCodingException other) {
            throw fault("text in UTF-8; save the file so");
        }
        // As spreadsheets keep a text: ="007".
        boolean formula = !quoted && text.length() > 2 && text.startsWith("=\"") && text.endsWith("\"");
        cells.add(formula ? text.substring(2, text.length() - 1) : text);
        size = 0;
        wide = false;
        quoted = false;
    }

    private FaultException fault(String expected) {
        return new FaultException(new Fault(Reason.UNREADABLE, range.file(), row, range.rowOfFile(row), "", "",
                expected));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
