package io.segmenta.clustering.read;

import java.util.List;

/** Tells from the head of a file whether {@link NumericLines} is worth starting, and where its data begins. */
final class NumericHead {
    private static final int LEAST_ROWS = 20;
    private static final double PLAIN = 0.95;

    private NumericHead() {}

    /** Whether nearly all rows below the header are plain numbers. */
    static boolean suits(TableLayout layout, List<HeadRow> rows) {
        if (rows.size() - layout.skip() < LEAST_ROWS
                || plain(layout.header()) && !layout.header().isEmpty()) {
            return false;
        }
        int good = 0;
        int seen = 0;
        for (int i = layout.skip(); i < rows.size(); i++) {
            String[] cells = rows.get(i).cells();
            seen++;
            good += cells.length == layout.width() && plain(List.of(cells)) ? 1 : 0;
        }
        return good >= PLAIN * seen;
    }

    private static boolean plain(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isEmpty() && !cell.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Finds where the records of data begin.
     *
     * @param from the first byte of text
     * @return place of the first byte behind the records to skip, and the number of lines before it; null when a quote or
     *         a lone carriage return stands among them
     */
    static int[] start(byte[] head, int from, int skip) {
        int at = from;
        for (int line = 0; line < skip; line++) {
            while (at < head.length && head[at] != '\n') {
                if (head[at] == '"' || head[at] == '\r' && at + 1 < head.length && head[at + 1] != '\n') {
                    return null;
                }
                at++;
            }
            if (at == head.length) {
                return null;
            }
            at++;
        }
        for (int i = at; i < head.length - 1; i++) {
            if (head[i] == '\r' && head[i + 1] != '\n') {
                return null;
            }
        }
        return new int[] {at, skip};
    }
}
