package io.segmenta.privacy;

import io.segmenta.model.privacy.RowSum;
import io.segmenta.model.privacy.TenantKeys;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Lines of text without those of some customers: a table with separators and quotes, or one JSON document a line. A row
 * is a customer's when a cell of a column of identifiers is; where no column is known to hold identifiers, when any
 * cell is. All other rows keep their bytes. Time and memory O(bytes).
 */
final class TextRows {
    private static final String SEPARATORS = ",;\t|";
    /** The header is among the first records. */
    private static final int HEAD = 50;
    private static final String ROW = "row";

    private final Subjects subjects;
    private final TenantKeys keys;
    private final Set<String> identifiers;
    private final int[] gone;

    /**
     * Rows of a kind of file.
     *
     * @param identifiers names of columns that may hold identifiers
     * @param gone rows of the run's file that go, in order: numbers in a column called {@code row} are those of a file
     * without them; none to leave numbers as they are
     */
    TextRows(Subjects subjects, TenantKeys keys, Set<String> identifiers, int[] gone) {
        this.subjects = subjects;
        this.keys = keys;
        this.identifiers = Set.copyOf(identifiers);
        this.gone = gone.clone();
    }

    /**
     * A file without the customers' rows.
     *
     * @param bytes of the file, whole, packed as it was
     * @param parts what went of whom
     */
    record Rewritten(byte[] bytes, Map<String, Change.Part> parts) {}

    /** The rows of one customer. */
    private static final class Gone {
        private final RowSum sum;
        private int rows;

        Gone(TenantKeys keys) {
            this.sum = new RowSum(keys);
        }

        void add(byte[] row) {
            sum.add(row);
            rows++;
        }

        Map.Entry<Integer, String> told() {
            return Map.entry(rows, sum.hex());
        }
    }

    /** A record of a table: where it lies, with its end, and its cells without quotes. */
    private record Line(int from, int to, List<String> cells) {}

    /** The file without them; empty when nothing of it changes. */
    Optional<Rewritten> without(Packed file) {
        byte[] plain = file.plain();
        Charset charset = charset(plain);
        String text = new String(plain, charset);
        List<Line> lines = isJson(text) ? jsonLines(text) : table(text);
        SortedMap<String, Gone> erased = new TreeMap<>();
        RowSum after = new RowSum(keys);
        StringBuilder kept = new StringBuilder(text.length());
        int[] columns = {};
        int number = -1;
        boolean headed = false;
        boolean changed = false;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            byte[] row = text.substring(line.from, line.to).stripTrailing().getBytes(charset);
            if (!headed && i < HEAD) {
                int[] found = columns(line.cells);
                headed = found.length > 0;
                columns = found;
                number = headed && gone.length > 0 ? line.cells.indexOf(ROW) : number;
            }
            Optional<String> whose = whose(line.cells, columns);
            if (whose.isPresent()) {
                erased.computeIfAbsent(whose.get(), _ -> new Gone(keys)).add(row);
                changed = true;
                continue;
            }
            after.add(row);
            String whole = text.substring(line.from, line.to);
            String renumbered = number < 0 || i == 0 ? whole : renumbered(line, number, whole);
            changed |= !renumbered.equals(whole);
            kept.append(renumbered);
        }
        if (!changed) {
            return Optional.empty();
        }
        SortedMap<String, Map.Entry<Integer, String>> told = new TreeMap<>();
        erased.forEach((subject, gone) -> told.put(subject, gone.told()));
        return Optional.of(new Rewritten(file.repacked(kept.toString().getBytes(charset)),
                Change.chain(told, after.hex())));
    }

    /** Whose a row is, of those who go. */
    private Optional<String> whose(List<String> cells, int[] columns) {
        if (columns.length == 0) {
            return cells.stream().map(subjects::named).flatMap(Optional::stream).findFirst();
        }
        return Arrays.stream(columns).filter(column -> column < cells.size()).mapToObj(cells::get)
                .map(subjects::named).flatMap(Optional::stream).findFirst();
    }

    private int[] columns(List<String> cells) {
        return IntStream.range(0, cells.size())
                .filter(i -> identifiers.contains(cells.get(i).strip())).toArray();
    }

    /** The line with the number that its row has in a file without those that go. */
    private String renumbered(Line line, int column, String whole) {
        String cell = column < line.cells.size() ? line.cells.get(column) : "";
        if (!cell.matches("[0-9]{1,9}")) {
            return whole;
        }
        int old = Integer.parseInt(cell);
        int place = Arrays.binarySearch(gone, old);
        int now = old - (place < 0 ? -place - 1 : place);
        if (now == old) {
            return whole;
        }
        int at = 0;
        for (int i = 0; i < column; i++) {
            at = end(whole, at, ',') + 1;
        }
        return whole.substring(0, at) + now + whole.substring(at + cell.length());
    }

    private static boolean isJson(String text) {
        String start = text.substring(0, Math.min(text.length(), 64)).strip();
        return start.startsWith("{");
    }

    /** Each line with the texts and numbers in it as cells. */
    private static List<Line> jsonLines(String text) {
        List<Line> lines = new ArrayList<>();
        for (int from = 0; from < text.length();) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            lines.add(new Line(from, to, List.of(text.substring(from, to).split("[\"{}\\[\\],:\\s]+", -1))));
            from = to;
        }
        return lines;
    }

    private List<Line> table(String text) {
        char separator = separator(text);
        List<Line> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length();) {
            int end = end(text, at, separator);
            cells.add(unquoted(text.substring(at, end)));
            boolean last = end >= text.length() || text.charAt(end) != separator;
            at = end + 1;
            if (last) {
                if (end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n') {
                    at++;
                }
                lines.add(new Line(from, Math.min(at, text.length()), List.copyOf(cells)));
                cells.clear();
                from = at;
            }
        }
        if (!cells.isEmpty()) {
            lines.add(new Line(from, text.length(), List.copyOf(cells)));
        }
        return lines;
    }

    /** Where the cell ends that begins at a place. */
    private static int end(String text, int from, char separator) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '"') {
            int close = at + 1;
            while (close < text.length()) {
                if (text.charAt(close) != '"') {
                    close++;
                } else if (close + 1 < text.length() && text.charAt(close + 1) == '"') {
                    close += 2;
                } else {
                    break;
                }
            }
            // A quote that is never closed is none.
            at = close < text.length() ? close + 1 : at;
        }
        while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n'
                && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static String unquoted(String cell) {
        String text = cell.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.startsWith("\ufeff") ? unquoted(text.substring(1)) : cell;
    }

    /** The one that the first lines have most of. */
    private static char separator(String text) {
        String head = text.substring(0, Math.min(text.length(), 1 << 12));
        char best = ',';
        long most = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char one = SEPARATORS.charAt(i);
            long count = head.chars().filter(c -> c == one).count();
            if (count > most) {
                most = count;
                best = one;
            }
        }
        return best;
    }

    /** UTF-8 and UTF-16 by their marks and by what they are; of anything else each byte is a character. */
    private static Charset charset(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        if (mark == 0xFFFE || mark == 0xFEFF) {
            return mark == 0xFFFE ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException other) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
