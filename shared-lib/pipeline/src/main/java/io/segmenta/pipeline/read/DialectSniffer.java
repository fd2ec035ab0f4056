package io.segmenta.pipeline.read;

import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.schema.Cells;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds the dialect of a delimited text from its head: each possible dialect is tried, and the one wins under which
 * most rows have the same number of cells and most cells look like something: a number, a date, a word. The idea is
 * that of G. J. J. van den Burg, A. Nazabal and C. Sutton, "Wrangling messy CSV files by detecting row and type
 * patterns" (2019, doi:10.1007/s10618-019-00646-y); the score here is simpler.
 */
final class DialectSniffer {
    private static final char[] DELIMITERS = {',', '\t', ';', '|', ' ', '^', '~', ':', '\u0001', '\u001F'};
    /** Leaves lines whole, where no mark divides them into values. */
    private static final Dialect WHOLE = new Dialect('\t', '"', false, false, false);
    private static final int MAX_ROWS = 300;
    private static final int MAX_CELLS = 200_000;
    /** The share of rows that are nearly all. */
    private static final double AGREEING = 0.8;

    /** The winner with its rows and, in words, why it won. */
    record Found(Dialect dialect, List<HeadRow> rows, String evidence) {}

    private final String source;
    private final String head;
    private final boolean whole;

    /** @param whole whether the head is all of the file; if not its last row is cut off and not used */
    DialectSniffer(String source, String head, boolean whole) {
        this.source = source;
        this.head = head;
        this.whole = whole;
    }

    /** @param fixed the delimiter the user declared, or 0 */
    Found find(char fixed) {
        Found best = null;
        double bestScore = -1;
        for (Dialect dialect : candidates(fixed)) {
            List<HeadRow> rows = rows(dialect);
            double score = score(dialect, rows);
            if (score > bestScore * 1.000001) {
                bestScore = score;
                best = new Found(dialect, rows, "");
            }
        }
        if (bestScore == 0 && fixed == 0 && head.indexOf(WHOLE.delimiter()) < 0) {
            best = new Found(WHOLE, rows(WHOLE), "");
        }
        if (best == null) {
            throw DataException.of(DataException.Reason.UNREADABLE, "%s: no dialect of delimited text fits", source);
        }
        return new Found(best.dialect(), best.rows(), evidence(best, bestScore, fixed != 0));
    }

    private static String evidence(Found best, double score, boolean declared) {
        int width = HeadRow.modalWidth(best.rows());
        long same = best.rows().stream().filter(r -> r.cells().length == width).count();
        return String.format(Locale.ROOT, "%s: %d of the first %d rows have %d cells (score %.2f)",
                declared ? "declared" : "best of the dialects tried", same, best.rows().size(), width, score);
    }

    private List<Dialect> candidates(char fixed) {
        List<Dialect> list = new ArrayList<>();
        for (char delimiter : fixed != 0 ? new char[] {fixed} : DELIMITERS) {
            if (fixed == 0 && delimiter != ',' && head.indexOf(delimiter) < 0) {
                continue;
            }
            boolean spaced = delimiter != ' ' && delimiter != '\t' && head.indexOf(delimiter + " \"") >= 0;
            list.add(new Dialect(delimiter, '"', false, false, false));
            if (spaced) {
                list.add(new Dialect(delimiter, '"', false, true, false));
            }
            if (escapes(delimiter)) {
                list.add(new Dialect(delimiter, '"', true, spaced, false));
            }
            if (opens(delimiter, '\'')) {
                list.add(new Dialect(delimiter, '\'', false, false, false));
            }
            if (opens(delimiter, '"')) {
                list.add(new Dialect(delimiter, Dialect.NO_QUOTE, false, false, false));
            }
            if (delimiter == ' ') {
                list.add(new Dialect(' ', '"', false, false, true));
            }
        }
        return list;
    }

    /** Whether some backslash stands before a quote that does not end a cell. */
    private boolean escapes(char delimiter) {
        for (int at = head.indexOf("\\\""); at >= 0; at = head.indexOf("\\\"", at + 2)) {
            char next = at + 2 < head.length() ? head.charAt(at + 2) : '\n';
            if (next != delimiter && next != '\n' && next != '\r') {
                return true;
            }
        }
        return false;
    }

    /** Whether the quote begins some cell. */
    private boolean opens(char delimiter, char quote) {
        for (int at = head.indexOf(quote); at >= 0; at = head.indexOf(quote, at + 1)) {
            if (at == 0 || head.charAt(at - 1) == delimiter || head.charAt(at - 1) == '\n'
                    || head.charAt(at - 1) == '\r') {
                return true;
            }
        }
        return false;
    }

    private List<HeadRow> rows(Dialect dialect) {
        List<HeadRow> rows = new ArrayList<>();
        int cells = 0;
        boolean ended = false;
        try (CsvRecords records = new CsvRecords(new StringReader(head), dialect, source, Integer.MAX_VALUE, 1)) {
            while (rows.size() < MAX_ROWS && cells < MAX_CELLS) {
                RowBuffer row = records.next();
                if (row == null) {
                    ended = true;
                    break;
                }
                rows.add(HeadRow.of(row));
                cells += row.cells;
            }
        } catch (DataException e) {
            // The text does not follow this dialect; it cannot win.
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (ended && !whole && rows.size() > 1) {
            rows.removeLast();
        }
        return rows;
    }

    private double score(Dialect dialect, List<HeadRow> rows) {
        int width = HeadRow.modalWidth(rows);
        int counted = 0;
        int same = 0;
        long cells = 0;
        double known = 0;
        for (HeadRow row : rows) {
            if (row.cells().length == 0 || (row.comment() && row.cells().length != width)) {
                continue;
            }
            counted++;
            same += row.cells().length == width ? 1 : 0;
            for (int j = 0; j < row.cells().length; j++) {
                known += row.cells()[j].isEmpty() && dialect.delimiter() == ' ' ? 0.2
                        : known(row.cells()[j], row.quoted()[j], dialect.backslash());
                cells++;
            }
        }
        if (counted == 0 || cells == 0) {
            return 0;
        }
        if (width > 1 && isProse(dialect, rows, width, same >= AGREEING * counted)) {
            return 0;
        }
        double pattern = (double) same / counted * (width <= 1 ? 0.001 : (width - 1.0) / width);
        double types = known / cells;
        return pattern * Math.max(types, 1e-3) * prior(dialect);
    }

    /**
     * Whether the mark stands between the words of one text and not between values. A table has rows of one width or,
     * below the first row, a column of quoted texts, numbers or dates; under the blank, which all prose has, it must
     * have both. A first row that is divided as well names the columns.
     *
     * @param even whether nearly all rows have the width
     */
    private static boolean isProse(Dialect dialect, List<HeadRow> all, int width, boolean even) {
        List<HeadRow> rows = all.stream().filter(row -> row.filled() > 0 && !row.comment()).toList();
        boolean blank = dialect.delimiter() == ' ';
        if (rows.isEmpty() || (!blank && (even || rows.getFirst().cells().length > 1))) {
            return false;
        }
        int[] values = new int[width];
        int body = 0;
        for (HeadRow row : rows.subList(1, rows.size())) {
            if (row.cells().length == width) {
                body++;
                for (int j = 0; j < width; j++) {
                    String cell = row.cells()[j];
                    values[j] += row.quoted()[j] || Cells.isNumber(cell) || Cells.isMissing(cell)
                            || (cell.length() < 41 && Cells.isDate(cell)) ? 1 : 0;
                }
            }
        }
        boolean typed = body > 0 && Arrays.stream(values).max().orElse(0) >= AGREEING * body;
        return !typed || (blank && !even);
    }

    /** Some marks are common inside values; they must win clearly. */
    private static double prior(Dialect dialect) {
        double prior = switch (dialect.delimiter()) {
            case ' ', ':' -> 0.5;
            case '^', '~' -> 0.8;
            default -> 1;
        };
        return prior * (dialect.quote() == '"' ? 1 : dialect.quote() == '\'' ? 0.99 : 0.9);
    }

    private static double known(String cell, boolean quoted, boolean backslash) {
        if (cell.isEmpty()) {
            return 0.9;
        }
        if (Cells.isNumber(cell) || Cells.isMissing(cell) || (cell.length() < 41 && Cells.isDate(cell))) {
            return 1;
        }
        if (quoted) {
            if (!backslash && cell.indexOf('\\') >= 0) {
                return 0.5;
            }
            return cell.indexOf('"') >= 0 && cell.length() > 200 ? 0.3 : 0.95;
        }
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && !backslash && i + 1 < cell.length() && cell.charAt(i + 1) == '"') {
                return 0.1;
            }
            if (c == ',' || c == ';' || c == '\t' || c == '|' || c == '"' || c == '^' || c == '~' || c == '\n') {
                return c == ',' && i + 1 < cell.length() && cell.charAt(i + 1) == ' ' ? 0.6 : 0.2;
            }
        }
        return cell.length() > 100 ? 0.7 : 0.95;
    }
}
