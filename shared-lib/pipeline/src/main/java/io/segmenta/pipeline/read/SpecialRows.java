package io.segmenta.pipeline.read;

import io.segmenta.model.data.TotalLabels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Knows rows that look like data and are none: the header again, and the rows that sum up the others. */
final class SpecialRows {
    private final List<String> exact;
    /** In lower case, as all that follows. */
    private final List<String> header;
    private final Set<String> names;
    /** What the first cell of such a row may be, by its length. */
    private final byte[][][] beginnings;
    /** By their first bytes: most rows begin with a digit, and are told by it. */
    private final boolean[] first = new boolean[256];

    /** @param header the cells of the last header row; empty when there is none */
    SpecialRows(List<String> header) {
        this.exact = header;
        this.header = header.stream().map(SpecialRows::folded).toList();
        this.names = new HashSet<>(this.header);
        List<String> all = new ArrayList<>(names);
        for (String label : TotalLabels.all()) {
            all.add(label);
            all.add(label + ":");
        }
        List<byte[]> cells = all.stream().map(cell -> cell.getBytes(StandardCharsets.UTF_8)).toList();
        int longest = cells.stream().mapToInt(cell -> cell.length).max().orElse(0);
        this.beginnings = new byte[longest + 1][][];
        cells.stream().filter(cell -> cell.length > 0).forEach(cell -> first[cell[0] & 0xFF] = true);
        for (int length = 0; length <= longest; length++) {
            int n = length;
            beginnings[n] = cells.stream().filter(cell -> cell.length == n).toArray(byte[][]::new);
        }
    }

    /** Whether a row whose first cell is this one may be such a row; the methods below tell. */
    boolean mayBegin(byte[] bytes, int from, int to) {
        if (to - from >= beginnings.length || (from < to && !first[folded(bytes[from]) & 0xFF])) {
            return false;
        }
        for (byte[] cell : beginnings[to - from]) {
            int i = 0;
            while (i < cell.length && folded(bytes[from + i]) == cell[i]) {
                i++;
            }
            if (i == cell.length) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the row is the header again.
     *
     * @param anyCase whether other letters may be large
     */
    boolean isHeader(RowBuffer row, boolean anyCase) {
        if (header.size() < 2 || row.cells != header.size() || !cells(row).equals(header)) {
            return false;
        }
        for (int j = 0; j < row.cells && !anyCase; j++) {
            if (!row.text(j).equals(exact.get(j))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the row is a header of the same columns in another order, as where two files were joined. */
    boolean isOtherHeader(RowBuffer row) {
        if (header.size() < 2 || row.cells != header.size() || names.size() != header.size() || names.contains("")
                || !names.contains(cell(row, 0))) {
            return false;
        }
        List<String> cells = cells(row);
        return !cells.equals(header) && names.equals(new HashSet<>(cells));
    }

    /** The first cell of a row that may sum up others, without its colon; "" when the row is none. */
    static String label(RowBuffer row) {
        if (row.cells < 2 || row.ends[0] - row.starts[0] < 2 || row.filled() < 2) {
            return "";
        }
        return TotalLabels.of(cell(row, 0));
    }

    private List<String> cells(RowBuffer row) {
        // Most rows are told by their first cell.
        if (!names.contains(cell(row, 0))) {
            return List.of();
        }
        String[] cells = new String[row.cells];
        for (int j = 0; j < cells.length; j++) {
            cells[j] = cell(row, j);
        }
        return Arrays.asList(cells);
    }

    private static String cell(RowBuffer row, int index) {
        return row.ends[index] - row.starts[index] > 200 ? "" : folded(row.text(index));
    }

    /** Only letters of ASCII are folded, as in bytes. */
    private static String folded(String text) {
        return text.chars().allMatch(c -> c < 128) ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static byte folded(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }
}
