package io.segmenta.pipeline.fairness;

/**
 * Which cells of a table of people are not shown: those of fewer than {@value #LEAST_SHOWN}, and others so that no row
 * and no column has a single one, which its total would reveal.
 */
final class HiddenCells {
    /** The fewest people that are shown as a number. */
    static final int LEAST_SHOWN = 10;

    private HiddenCells() {}

    /**
     * Returns what is hidden.
     *
     * @param counts rows of cells
     * @param known cells that are hidden elsewhere
     */
    static boolean[][] of(long[][] counts, boolean[][] known) {
        int rows = counts.length;
        int columns = counts[0].length;
        boolean[][] hidden = new boolean[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                hidden[i][j] = known[i][j] || counts[i][j] < LEAST_SHOWN;
            }
        }
        boolean again = true;
        while (again) {
            again = false;
            for (int i = 0; i < rows; i++) {
                again |= second(counts, hidden, i, 0, 0, 1, columns);
            }
            for (int j = 0; j < columns; j++) {
                again |= second(counts, hidden, 0, j, 1, 0, rows);
            }
        }
        return hidden;
    }

    /** Hides the smallest other cell of a line with one hidden; false where there is nothing to do. */
    private static boolean second(long[][] counts, boolean[][] hidden, int row, int column, int down, int across,
            int length) {
        int found = 0;
        int smallest = -1;
        for (int at = 0; at < length; at++) {
            int i = row + at * down;
            int j = column + at * across;
            if (hidden[i][j]) {
                found++;
            } else if (smallest < 0
                    || counts[i][j] < counts[row + smallest * down][column + smallest * across]) {
                smallest = at;
            }
        }
        if (found != 1 || smallest < 0) {
            return false;
        }
        hidden[row + smallest * down][column + smallest * across] = true;
        return true;
    }
}
