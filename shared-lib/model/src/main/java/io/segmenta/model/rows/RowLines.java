package io.segmenta.model.rows;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The lines of a block, read as they were written. */
final class RowLines {
    /** In bytes. */
    private static final int MOST_TEXT = 1 << 26;
    /** Of a line without an identifier. */
    private static final int FIELDS = 10;

    private final String text;
    private final boolean identified;
    private final String[] fields;
    private int at;

    private RowLines(String text, boolean identified) {
        this.text = text;
        this.identified = identified;
        this.fields = new String[FIELDS + (identified ? 1 : 0)];
    }

    /**
     * Reads the rows of a block, in order.
     *
     * @param bytes hold the gzip member of the block, and maybe more
     * @param header the line that begins the first block
     * @throws ContractException when they are no such rows
     */
    static void read(byte[] bytes, int offset, int length, String header, boolean identified,
            Consumer<AssignedRow> rows) {
        RowLines lines = new RowLines(unpacked(bytes, offset, length), identified);
        lines.skip(header);
        while (lines.at < lines.text.length()) {
            rows.accept(lines.row());
        }
    }

    /** The cells of a line without its end. */
    static List<String> cells(String line) {
        RowLines lines = new RowLines(line, false);
        List<String> cells = new ArrayList<>();
        do {
            cells.add(SafeCsv.original(lines.field()));
        } while (lines.at++ < line.length());
        return cells;
    }

    /**
     * Reads the cells of a block as they are written, quotes and all, each line without its first one, which is the
     * number of the row.
     *
     * @param bytes the gzip member of the block
     * @param header the line that begins the first block
     * @param count cells of each line, the first one counted
     * @throws ContractException when they are no such lines
     */
    static List<List<String>> written(byte[] bytes, String header, int count) {
        RowLines lines = new RowLines(unpacked(bytes, 0, bytes.length), false);
        lines.skip(header);
        List<List<String>> all = new ArrayList<>();
        while (lines.at < lines.text.length()) {
            List<String> cells = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int from = lines.at;
                lines.field();
                if (i > 0) {
                    cells.add(lines.text.substring(from, lines.at));
                }
                lines.end(i == count - 1, count);
            }
            all.add(List.copyOf(cells));
        }
        return all;
    }

    private static String unpacked(byte[] bytes, int offset, int length) {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes, offset, length), 1 << 13)) {
            byte[] plain = gzip.readNBytes(MOST_TEXT);
            if (plain.length == MOST_TEXT) {
                throw broken("a block has more than " + MOST_TEXT + " bytes");
            }
            return new String(plain, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ContractException(RunFile.ASSIGNMENTS.path() + ": a block cannot be unpacked", e);
        }
    }

    /** Goes past the line that begins the first block. */
    private void skip(String header) {
        if (text.startsWith(header) && text.startsWith("\n", header.length())) {
            at = header.length() + 1;
        }
    }

    /** Goes past what ends a cell. */
    private void end(boolean last, int count) {
        if (at >= text.length() || text.charAt(at) != (last ? '\n' : ',')) {
            throw broken("a line has other than " + count + " fields");
        }
        at++;
    }

    private AssignedRow row() {
        for (int i = 0; i < fields.length; i++) {
            fields[i] = field();
            end(i == fields.length - 1, fields.length);
        }
        int next = identified ? 2 : 1;
        String between = fields[next + 7];
        try {
            return new AssignedRow(Integer.parseInt(fields[0]),
                    identified ? Optional.of(SafeCsv.original(fields[1])) : Optional.empty(),
                    SafeCsv.original(fields[next]), Integer.parseInt(fields[next + 1]),
                    SafeCsv.original(fields[next + 2]), Double.parseDouble(fields[next + 3]),
                    Double.parseDouble(fields[next + 4]), Double.parseDouble(fields[next + 5]),
                    Boolean.parseBoolean(fields[next + 6]),
                    between.isEmpty() ? Optional.empty() : Optional.of(SafeCsv.original(between)),
                    Double.parseDouble(fields[next + 8]));
        } catch (NumberFormatException noNumber) {
            throw new ContractException(RunFile.ASSIGNMENTS.path() + ": a line has text where a number is expected",
                    noNumber);
        }
    }

    /** The next cell, without its quotes; goes on to what ends it. */
    private String field() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int from = at;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        int from = at + 1;
        while (true) {
            int end = text.indexOf('"', from);
            if (end < 0) {
                throw broken("a quote is never closed");
            }
            cell.append(text, from, end);
            if (!text.startsWith("\"", end + 1)) {
                at = end + 1;
                return cell.toString();
            }
            cell.append('"');
            from = end + 2;
        }
    }

    private static ContractException broken(String what) {
        return new ContractException(RunFile.ASSIGNMENTS.path() + ": " + what);
    }
}
