package io.segmenta.model.predict;

import io.segmenta.model.base.Check;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads separated values (RFC 4180), row by row: cells may be quoted, a quote inside is doubled, a line ends with LF,
 * CR LF or CR; blank lines are passed over. A cell {@code ="007"}, as spreadsheets keep a text, is the text. Strict:
 * text after a closing quote, a quote inside a bare cell and an open quote at the end are refused.
 */
final class CsvRecords {

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";
    private static final int MAX_CELLS = 10_000;

    private final String text;
    private final char delimiter;
    private final List<String> cells = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean apart;

    CsvRecords(byte[] body) {
        this(new String(body, StandardCharsets.UTF_8), ',');
    }

    CsvRecords(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    /**
     * Reads the next row that is not blank.
     *
     * @return its cells, overwritten by the next call, or null at the end
     */
    @Nullable
    List<String> next() {
        apart = false;
        while (at < text.length()) {
            cells.clear();
            boolean blank = row();
            if (!blank) {
                return cells;
            }
            apart = true;
        }
        return null;
    }

    /** Whether a blank line stands before the row that was read last. */
    boolean isApart() {
        return apart;
    }

    private boolean row() {
        int start = at;
        boolean more = true;
        while (more) {
            more = cell();
            if (cells.size() > MAX_CELLS) {
                throw new RequestException(Problem.malformed("line " + line + " has more than " + MAX_CELLS
                        + " cells"));
            }
        }
        boolean blank = cells.size() == 1 && cells.get(0).isBlank() && text.charAt(start) != '"';
        endOfLine();
        return blank;
    }

    /** Reads one cell; returns whether another follows in the row. */
    private boolean cell() {
        if (at < text.length() && text.charAt(at) == '"') {
            quoted();
        } else if (text.startsWith("=\"", at)) {
            at++;
            quoted();
        } else {
            int start = at;
            while (at < text.length() && !isEnd(text.charAt(at))) {
                if (text.charAt(at) == '"') {
                    throw new RequestException(
                            Problem.malformed("line " + line + " has a quote inside an unquoted cell"));
                }
                at++;
            }
            cells.add(text.substring(start, at));
        }
        boolean more = at < text.length() && text.charAt(at) == delimiter;
        if (more) {
            at++;
        }
        return more;
    }

    private void quoted() {
        int opened = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw new RequestException(
                        Problem.malformed("a quote opened in line " + opened + " is never closed"));
            }
            cell.append(text, at, quote);
            at = quote + 1;
            if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                break;
            }
        }
        if (at < text.length() && !isEnd(text.charAt(at))) {
            throw new RequestException(Problem.malformed("line " + line + " has text after a closing quote"));
        }
        for (int i = 0; i < cell.length(); i++) {
            line += cell.charAt(i) == '\n' ? 1 : 0;
        }
        cells.add(cell.toString());
    }

    private boolean isEnd(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }

    private void endOfLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        line++;
    }

    /**
     * Appends a cell that a spreadsheet takes for text: one that could be a formula gets an apostrophe in front, one
     * with a comma, a quote or a line end is quoted.
     */
    static void append(StringBuilder row, String cell) {
        Check.notNull(cell, "cell");
        String safe = cell;
        if (!cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0) {
            safe = "'" + cell;
        }
        if (safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0 && safe.indexOf('\r') < 0) {
            row.append(safe);
        } else {
            row.append('"').append(safe.replace("\"", "\"\"")).append('"');
        }
    }
}
