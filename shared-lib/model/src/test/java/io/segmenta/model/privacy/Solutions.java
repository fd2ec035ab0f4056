package io.segmenta.model.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody can work out who sees the shown cells and all totals: every table of whole numbers that fits is gone
 * through, one hidden cell after another.
 */
final class Solutions {
    private final List<int[]> cells = new ArrayList<>();
    private final long[] across;
    private final long[] down;
    private final long[] least;
    private final long[] most;
    private final boolean[] alive;

    Solutions(long[][] counts, boolean[][] hidden) {
        across = new long[counts.length];
        down = new long[counts[0].length];
        long[] allAcross = new long[counts.length];
        long[] allDown = new long[counts[0].length];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                allAcross[i] += Math.max(0, counts[i][j]);
                allDown[j] += Math.max(0, counts[i][j]);
                if (hidden[i][j]) {
                    cells.add(new int[] {i, j});
                    across[i] += counts[i][j];
                    down[j] += counts[i][j];
                }
            }
        }
        least = new long[cells.size()];
        most = new long[cells.size()];
        alive = new boolean[cells.size()];
        for (int at = 0; at < least.length; at++) {
            least[at] = Long.MAX_VALUE;
            most[at] = -1;
            alive[at] = allAcross[cells.get(at)[0]] > 0 && allDown[cells.get(at)[1]] > 0;
        }
        search(0, new long[cells.size()]);
    }

    private void search(int at, long[] found) {
        if (allOpen()) {
            return;
        }
        if (at == found.length) {
            for (int i = 0; i < found.length; i++) {
                least[i] = Math.min(least[i], found[i]);
                most[i] = Math.max(most[i], found[i]);
            }
            return;
        }
        int row = cells.get(at)[0];
        int column = cells.get(at)[1];
        boolean lastInRow = cells.stream().skip(at + 1L).noneMatch(cell -> cell[0] == row);
        boolean lastInColumn = cells.stream().skip(at + 1L).noneMatch(cell -> cell[1] == column);
        long high = Math.min(across[row], down[column]);
        for (long count = lastInRow ? across[row] : lastInColumn ? down[column] : 0; count <= high; count++) {
            if ((lastInRow && count != across[row]) || (lastInColumn && count != down[column])) {
                break;
            }
            across[row] -= count;
            down[column] -= count;
            found[at] = count;
            search(at + 1, found);
            across[row] += count;
            down[column] += count;
        }
    }

    /** Whether every hidden cell of a row and a column with people in them has two values at least. */
    boolean allOpen() {
        for (int i = 0; i < least.length; i++) {
            if (alive[i] && most[i] <= least[i]) {
                return false;
            }
        }
        return true;
    }
}
