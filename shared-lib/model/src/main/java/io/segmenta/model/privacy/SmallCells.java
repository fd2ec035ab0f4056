package io.segmenta.model.privacy;

import io.segmenta.model.base.Check;
import java.util.Arrays;

/**
 * Which counts of people are not told: those of fewer than {@link #k}, zero among them, and others, so that nobody who
 * knows the totals and that people are counted in whole numbers can work out a hidden one. What is hidden says no more
 * than that a count here or beside it is small. The method is cell suppression (L. H. Cox, Suppression methodology and
 * statistical disclosure control, Journal of the American Statistical Association 75, 1980): hidden cells are the edges
 * of a graph between rows and columns, and one can be worked out just when no other hidden cell can give or take one
 * person in its stead. How closely a hidden count is bounded is not looked at. The same counts give the same cells.
 *
 * @param k the fewest people that are told of; 0 and 1 hide nothing
 */
public record SmallCells(int k) {
    /** As many as a setting begins with. */
    public static final SmallCells USUAL = new SmallCells(10);

    public SmallCells {
        Check.argument(k >= 0, "k must not be negative, got %d", k);
    }

    /** Whether a count tells of too few people. */
    public boolean isSmall(long count) {
        return k > 1 && count < k;
    }

    /** Whether a count tells of some people and of too few: of nobody there is nobody to tell. */
    public boolean isFew(long count) {
        return count > 0 && isSmall(count);
    }

    /** What became of a figure and why, to be put behind "is" or "are". */
    public String words() {
        return "kept back, so that no group of fewer than " + k + " people can be worked out";
    }

    /**
     * The hidden cells of a line whose total is told. Where every other count is zero nothing can hide the last one.
     * Time O(n^2).
     *
     * @param counts of people
     */
    public boolean[] line(long[] counts) {
        return line(counts, new boolean[counts.length]);
    }

    /**
     * The same where some cells are hidden elsewhere.
     *
     * @param known cells that are hidden in any case
     */
    public boolean[] line(long[] counts, boolean[] known) {
        boolean[] hidden = known.clone();
        int cells = 0;
        long people = 0;
        for (int i = 0; i < counts.length; i++) {
            if (hidden[i] || isSmall(counts[i])) {
                hidden[i] = true;
                cells++;
                people += counts[i];
            }
        }
        // One cell is what the others leave of the total; cells without anybody are what the total leaves.
        while (cells == 1 || (cells > 0 && people == 0)) {
            int next = -1;
            for (int i = 0; i < counts.length; i++) {
                if (!hidden[i] && (next < 0 || counts[i] < counts[next])) {
                    next = i;
                }
            }
            if (next < 0) {
                break;
            }
            hidden[next] = true;
            cells++;
            people += counts[next];
        }
        return hidden;
    }

    /**
     * The hidden cells of a table whose totals by row and by column are told. What lies in a row or column without
     * anybody is zero, as its total says, and no cell can help it; of a table with one row or column use {@link #line}.
     * Of each cell as few people are hidden besides as can be. Time O((r + c)^2) for each hidden cell, and pass.
     *
     * @param counts rows of people by column; -1 where there is no cell
     */
    public boolean[][] table(long[][] counts) {
        return table(counts, new boolean[counts.length][counts.length == 0 ? 0 : counts[0].length]);
    }

    /**
     * The same where some cells are hidden elsewhere.
     *
     * @param known cells that are hidden in any case
     */
    public boolean[][] table(long[][] counts, boolean[][] known) {
        return table(counts, known, (i, j) -> true);
    }

    /**
     * The same of a table that is told by a list of its cells: one without anybody is not on it, as a hidden one is
     * not. So that nobody is there is no secret, and who is hidden may be thought to be there.
     */
    public boolean[][] list(long[][] counts) {
        return list(counts, new boolean[counts.length][counts.length == 0 ? 0 : counts[0].length]);
    }

    /**
     * The same where some cells are not told anyway, nor are the totals of their columns.
     *
     * @param untold cells behind which others are hidden
     */
    public boolean[][] list(long[][] counts, boolean[][] untold) {
        return table(counts, untold, (i, j) -> counts[i][j] > 0 && !untold[i][j]);
    }

    private boolean[][] table(long[][] counts, boolean[][] known, Place helped) {
        Table table = new Table(counts);
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                table.hidden[i][j] = counts[i][j] >= 0 && (known[i][j] || isSmall(counts[i][j]));
            }
        }
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                if (table.hidden[i][j] && helped.is(i, j)) {
                    table.help(i, j);
                }
            }
        }
        // What was hidden to help others may need help itself.
        return Arrays.deepEquals(table.hidden, known) ? table.hidden : table(counts, table.hidden, helped);
    }

    /** Cells that are looked at. */
    private interface Place {
        boolean is(int row, int column);
    }

    /** A table in the making. */
    private static final class Table {
        private static final long FAR = Long.MAX_VALUE;

        private final long[][] counts;
        private final boolean[][] hidden;
        private final int rows;
        private final int nodes;

        Table(long[][] counts) {
            this.counts = counts;
            rows = counts.length;
            int columns = rows == 0 ? 0 : counts[0].length;
            nodes = rows + columns;
            hidden = new boolean[rows][columns];
        }

        /**
         * Closes a ring of hidden cells through a cell, around which people can be moved: out of it where it has some,
         * or into it, whatever hides the fewest people besides. No ring is left where the rest is empty.
         */
        void help(int i, int j) {
            int[] in = new int[nodes];
            int[] out = new int[nodes];
            long more = way(rows + j, i, in, i, j);
            long less = counts[i][j] > 0 ? way(i, rows + j, out, i, j) : FAR;
            if (less < more) {
                hide(i, rows + j, out);
            } else if (more < FAR) {
                hide(rows + j, i, in);
            }
        }

        private void hide(int from, int to, int[] before) {
            for (int at = to; at != from; at = before[at]) {
                int other = before[at];
                hidden[Math.min(at, other)][Math.max(at, other) - rows] = true;
            }
        }

        /**
         * The cheapest way between a row and a column, past one cell (E. W. Dijkstra, A note on two problems in
         * connexion with graphs, 1959): from a row to a column a cell takes one person more, which any can, and from a
         * column to a row it gives one, which it can when it has somebody.
         *
         * @param before for each place on the way the one before it, to be filled
         * @return how many people are hidden besides; {@link #FAR} where there is no way
         */
        private long way(int from, int to, int[] before, int i, int j) {
            long[] cost = new long[nodes];
            Arrays.fill(cost, FAR);
            boolean[] done = new boolean[nodes];
            cost[from] = 0;
            for (int at = from; at >= 0 && at != to; at = nearest(cost, done)) {
                done[at] = true;
                boolean row = at < rows;
                for (int other = row ? rows : 0; other < (row ? nodes : rows); other++) {
                    int r = row ? at : other;
                    int c = (row ? other : at) - rows;
                    boolean passable = row ? counts[r][c] >= 0 : counts[r][c] > 0;
                    long price = hidden[r][c] ? 0 : Math.max(1, counts[r][c]);
                    if (passable && !(r == i && c == j) && cost[at] + price < cost[other]) {
                        cost[other] = cost[at] + price;
                        before[other] = at;
                    }
                }
            }
            return cost[to];
        }

        /** The nearest place that is not done; -1 where no other can be come to. */
        private static int nearest(long[] cost, boolean[] done) {
            int nearest = -1;
            for (int at = 0; at < cost.length; at++) {
                if (!done[at] && cost[at] < FAR && (nearest < 0 || cost[at] < cost[nearest])) {
                    nearest = at;
                }
            }
            return nearest;
        }
    }
}
