package io.segmenta.model.confidence;

import io.segmenta.model.assign.Unknown;
import io.segmenta.model.base.Check;
import java.util.Arrays;

/**
 * Rows of training that stand for what a record may be where something of it is not known. They lie by feature, too, so
 * that all are compared at once. Immutable.
 */
final class Examples {

    private final float[][] rows;
    private final float[][] columns;

    /** @param rows 1 to {@value Calibration#MOST_EXAMPLES}, of d finite features each, copied */
    Examples(float[][] rows) {
        Check.range("examples", rows.length, 1, Calibration.MOST_EXAMPLES);
        this.rows = new float[rows.length][];
        this.columns = new float[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            Check.argument(rows[i].length == columns.length, "example %d has %d features, the first has %d", i,
                    rows[i].length, columns.length);
            for (int j = 0; j < columns.length; j++) {
                Check.argument(Float.isFinite(rows[i][j]), "examples must hold finite numbers, got %s", rows[i][j]);
                columns[j][i] = rows[i][j];
            }
            this.rows[i] = rows[i].clone();
        }
    }

    /** Returns d, the number of features. */
    int dimensions() {
        return columns.length;
    }

    /** Returns the rows: the arrays themselves, never to be written to. */
    float[][] rows() {
        return rows;
    }

    /**
     * Returns the examples that are most alike in what is known, the first of equals, in their order. Time O(n d).
     *
     * @param most how many at most
     */
    int[] alike(float[] row, Unknown unknown, int most) {
        int n = rows.length;
        double[] apart = new double[n];
        for (int j : unknown.known()) {
            addSquares(columns[j], row[j], apart);
        }
        for (double[] direction : unknown.slanted()) {
            double[] along = new double[n];
            for (int j : unknown.known()) {
                addProducts(columns[j], row[j], direction[j], along);
            }
            for (int i = 0; i < n; i++) {
                apart[i] -= along[i] * along[i];
            }
        }
        return least(apart, Math.min(most, n));
    }

    private static void addSquares(float[] column, double value, double[] to) {
        for (int i = 0; i < to.length; i++) {
            double difference = column[i] - value;
            to[i] += difference * difference;
        }
    }

    private static void addProducts(float[] column, double value, double factor, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += (column[i] - value) * factor;
        }
    }

    /**
     * The places of the least values, the first of equals: those below a bound, which is found by halving. Counting
     * what is below takes no branch that could not be foretold, and many values at a time.
     */
    private static int[] least(double[] values, int count) {
        int[] keys = new int[values.length];
        int above = 0;
        for (int i = 0; i < keys.length; i++) {
            // Numbers that are not negative are in the order of their bits.
            keys[i] = Float.floatToRawIntBits((float) Math.max(0, values[i]));
            above = i < count ? Math.max(above, keys[i] + 1) : above;
        }
        int below = 0;
        int found = keys.length;
        while (above - below > 1 && found != count) {
            int middle = (below + above) >>> 1;
            int lesser = below(keys, middle);
            if (lesser >= count) {
                above = middle;
                found = lesser;
            } else {
                below = middle;
            }
        }
        int[] places = new int[keys.length + 1];
        int at = 0;
        for (int i = 0; i < keys.length; i++) {
            places[at] = i;
            at += (keys[i] - above) >>> 31;
        }
        return at == count ? Arrays.copyOf(places, count) : firstOfEquals(keys, above - 1, count);
    }

    private static int below(int[] keys, int bound) {
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            count += (keys[i] - bound) >>> 31;
        }
        return count;
    }

    /** The places of the so many least, of which several are the greatest; the first of those. */
    private static int[] firstOfEquals(int[] keys, int greatest, int count) {
        int[] places = new int[count];
        int equals = count - below(keys, greatest);
        int at = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] < greatest || (keys[i] == greatest && equals-- > 0)) {
                places[at++] = i;
            }
        }
        return places;
    }
}
