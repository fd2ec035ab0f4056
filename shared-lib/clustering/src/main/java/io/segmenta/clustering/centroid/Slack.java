package io.segmenta.clustering.centroid;

/**
 * How far the centroids of a run may still move before a row can have another nearest one, so that later iterations
 * look only at rows whose room is used up.
 *
 * <p>
 * A row that lies {@code lead} nearer to its centroid than to any other keeps its label until two centroids have moved
 * by as much in all. Ways and leads are counted in whole units, ways rounded up and leads down, so the bound holds in
 * spite of rounding: what is left out would have been given the label it has, or one whose distance differs by less
 * than rounding.
 *
 * <p>
 * Reference: Hamerly, "Making k-means even faster", SIAM SDM 2010, doi:10.1137/1.9781611972801.12; with one bound a row
 * for both of his.
 */
final class Slack {

    private static final int RANGE = 1 << 28;

    /** Length of a unit. */
    final float unit;
    /** [block][row in block]: the way at which the row must be looked at again; null before its first assignment. */
    private final int[][] until;
    private int way;

    Slack(Blocks blocks) {
        float largest = 0f;
        for (float norm : blocks.maxNorm) {
            largest = Math.max(largest, norm);
        }
        this.unit = (float) Math.max(4 * Math.sqrt(largest) / RANGE, 1e-20);
        this.until = new int[blocks.count][];
    }

    /** Notes the leads of all rows of a block. */
    void put(int block, int[] lead) {
        int[] own = lead.clone();
        for (int p = 0; p < own.length; p++) {
            own[p] += way;
        }
        until[block] = own;
    }

    /** Notes the lead of one row. */
    void put(int block, int p, int lead) {
        until[block][p] = way + lead;
    }

    /**
     * Adds the distances by which the two centroids moved that moved furthest; returns false once that is too far to
     * count.
     */
    boolean moved(double furthest, double second) {
        double units = Math.ceil((furthest + second) / unit * (1 + 1e-9)) + 1;
        if (!(way + units < RANGE)) {
            return false;
        }
        way += (int) units;
        return true;
    }

    /** Writes the rows of a block that must be looked at and returns their number. */
    int spent(int block, int rows, int[] into) {
        int[] own = until[block];
        int count = 0;
        for (int p = 0; p < rows; p++) {
            into[count] = p;
            count += (own[p] - way - 1) >>> 31;
        }
        return count;
    }
}
