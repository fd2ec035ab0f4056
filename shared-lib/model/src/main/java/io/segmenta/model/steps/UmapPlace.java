package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Places a row in a layout that UMAP made of reference rows, whose places become the columns {@code umap1} to
 * {@code umapK}: the mean of the places of its nearest reference rows, each weighted by its membership, exp(-distance /
 * scale), where the scale makes the memberships of all but the nearest add up to the binary logarithm of the number of
 * neighbours. Rows of training are placed in the same way, so that a record equal to one of them gets its place. It is
 * the last step of a pipeline, and all features are its columns. Near rows have near places; how far apart far rows are
 * placed means nothing.
 *
 * <p>
 * The reference rows are numbers of customers, and so become part of the model file, without a name or an identifier:
 * at most {@value #MAX_ROWS} rows.
 *
 * <p>
 * Time O(r d + r log k) per row, for r reference rows of d columns and k neighbours. Computed in single precision from
 * the columns and in double precision then, by {@link StrictMath}: the same bits on every machine. Immutable: arrays
 * are copied in, and never handed out.
 */
public final class UmapPlace implements FeatureStep {

    /** The most reference rows. */
    public static final int MAX_ROWS = 5_000;

    /** The most numbers in all reference rows and their places: of wide rows, fewer are kept. */
    public static final int MAX_VALUES = 500_000;

    /** The most neighbours. */
    public static final int MAX_NEIGHBORS = 200;

    /** The most columns of a layout. */
    public static final int MAX_COMPONENTS = 50;

    private static final int BISECTIONS = 64;
    private static final double CLOSE = 1e-5;
    /** A scale is no smaller than this share of the mean distance. */
    private static final double LEAST_SCALE = 1e-3;

    private final List<String> inputs;
    private final int neighbors;
    private final float[][] rows;
    private final float[][] places;

    /**
     * @param inputs d columns
     * @param neighbors k that a place is the mean of; all rows where there are fewer
     * @param rows r reference rows of d finite values
     * @param places r places of c finite coordinates
     */
    public UmapPlace(List<String> inputs, int neighbors, float[][] rows, float[][] places) {
        this.inputs = List.copyOf(inputs);
        int d = this.inputs.size();
        Check.argument(d > 0, "a layout needs at least one column");
        Check.argument(new HashSet<>(this.inputs).size() == d, "an input of the layout is named twice");
        this.neighbors = neighbors;
        Check.range("neighbors", neighbors, 1, MAX_NEIGHBORS);
        Check.argument(places.length == rows.length, "%d places for %d reference rows; there must be as many",
                places.length, rows.length);
        int c = places.length == 0 ? 0 : places[0].length;
        Check.range("components", c, 1, MAX_COMPONENTS);
        Check.range("reference rows", rows.length, 1, maxRows(d, c));
        this.rows = copy("reference row", rows, d);
        this.places = copy("place", places, c);
    }

    /** Returns how many reference rows of d columns with places of c coordinates may be kept, at least one. */
    public static int maxRows(int d, int c) {
        return Math.max(1, Math.min(MAX_ROWS, MAX_VALUES / Math.max(1, d + c)));
    }

    private static float[][] copy(String name, float[][] from, int width) {
        float[][] copy = new float[from.length][];
        for (int i = 0; i < copy.length; i++) {
            Check.argument(from[i].length == width, "%s has %d values, expected %d", name, from[i].length, width);
            for (float value : from[i]) {
                Check.finite(name, value);
            }
            copy[i] = from[i].clone();
        }
        return copy;
    }

    /** Returns how many neighbours a place is the mean of. */
    public int neighbors() {
        return neighbors;
    }

    /** Returns how many reference rows there are. */
    public int size() {
        return rows.length;
    }

    /** Returns how many coordinates a place has. */
    public int components() {
        return places[0].length;
    }

    /** Returns a copy of a reference row. */
    public float[] row(int reference) {
        return rows[reference].clone();
    }

    /** Returns a copy of the place of a reference row. */
    public float[] place(int reference) {
        return places[reference].clone();
    }

    /** Returns the step with some of its reference rows, in the order given. */
    public UmapPlace with(int[] references) {
        float[][] someRows = new float[references.length][];
        float[][] somePlaces = new float[references.length][];
        for (int i = 0; i < references.length; i++) {
            someRows[i] = rows[references[i]];
            somePlaces[i] = places[references[i]];
        }
        return new UmapPlace(inputs, neighbors, someRows, somePlaces);
    }

    /**
     * The nearest reference rows of a row, nearest first, with their memberships in (0, 1]. Filled again for each row;
     * not safe for use by several threads.
     */
    public final class Near {
        private static final double[][] NONE = new double[0][];

        final int[] references = new int[Math.min(neighbors, rows.length)];
        final double[] memberships = new double[references.length];

        /** Returns the number of a neighbour among the reference rows. */
        public int reference(int neighbor) {
            return references[neighbor];
        }

        /** Returns the membership of a neighbour. */
        public double membership(int neighbor) {
            return memberships[neighbor];
        }

        /** Returns how many neighbours there are. */
        public int count() {
            return references.length;
        }

        /**
         * Finds them.
         *
         * @param row d finite values
         * @param unknown orthonormal directions of length d that are not compared
         */
        public void find(float[] row, double[][] unknown) {
            double[] squares = memberships;
            int found = 0;
            double[] difference = new double[unknown.length == 0 ? 0 : row.length];
            for (int i = 0; i < rows.length; i++) {
                double square = unknown.length == 0 ? square(row, rows[i]) : square(row, rows[i], unknown, difference);
                if (found < squares.length || square < squares[found - 1]) {
                    int at = found < squares.length ? found++ : found - 1;
                    for (; at > 0 && square < squares[at - 1]; at--) {
                        squares[at] = squares[at - 1];
                        references[at] = references[at - 1];
                    }
                    squares[at] = square;
                    references[at] = i;
                }
            }
            weigh();
        }

        /**
         * Places a row.
         *
         * @param row d finite values
         * @param into c coordinates, overwritten
         */
        public void place(float[] row, double[] into) {
            find(row, NONE);
            Arrays.fill(into, 0.0);
            double sum = 0;
            for (int p = 0; p < references.length; p++) {
                sum += memberships[p];
                for (int c = 0; c < into.length; c++) {
                    into[c] += memberships[p] * places[references[p]][c];
                }
            }
            for (int c = 0; c < into.length; c++) {
                into[c] /= sum;
            }
        }

        /** Turns squared distances into memberships. */
        private void weigh() {
            double sum = 0;
            for (int p = 0; p < memberships.length; p++) {
                memberships[p] = Math.sqrt(memberships[p]);
                sum += memberships[p];
            }
            double scale = Math.max(scale(memberships), LEAST_SCALE * sum / memberships.length);
            for (int p = 0; p < memberships.length; p++) {
                memberships[p] = memberships[p] == 0 || scale == 0 ? 1 : StrictMath.exp(-memberships[p] / scale);
            }
            if (!(memberships[0] > 0)) {
                // Far from all: the exponentials are too small for a double.
                Arrays.fill(memberships, 1.0);
            }
        }
    }

    /** Returns room for the neighbours of one row at a time. */
    public Near near() {
        return new Near();
    }

    private static double square(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }

    private static double square(float[] a, float[] b, double[][] unknown, double[] difference) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            difference[j] = (double) a[j] - b[j];
            sum += difference[j] * difference[j];
        }
        for (double[] direction : unknown) {
            double along = 0;
            for (int j = 0; j < a.length; j++) {
                along += difference[j] * direction[j];
            }
            sum -= along * along;
        }
        return Math.max(0, sum);
    }

    private static double scale(double[] distances) {
        double target = StrictMath.log(distances.length) / StrictMath.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double middle = 1;
        for (int step = 0; step < BISECTIONS; step++) {
            double sum = 0;
            for (int p = 1; p < distances.length; p++) {
                sum += distances[p] > 0 ? StrictMath.exp(-distances[p] / middle) : 1;
            }
            if (Math.abs(sum - target) < CLOSE) {
                break;
            }
            if (sum > target) {
                high = middle;
            } else {
                low = middle;
            }
            middle = high == Double.POSITIVE_INFINITY ? 2 * middle : (low + high) / 2;
        }
        return middle;
    }

    @Override
    public List<String> inputs() {
        return inputs;
    }

    @Override
    public List<String> outputs() {
        List<String> names = new ArrayList<>(components());
        for (int c = 1; c <= components(); c++) {
            names.add("umap" + c);
        }
        return List.copyOf(names);
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "%d columns laid out by UMAP in %d, by the %d nearest of %,d rows",
                inputs.size(), components(), Math.min(neighbors, rows.length), rows.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UmapPlace that && inputs.equals(that.inputs) && neighbors == that.neighbors
                && Arrays.deepEquals(rows, that.rows) && Arrays.deepEquals(places, that.places);
    }

    @Override
    public int hashCode() {
        return 31 * inputs.hashCode() + Arrays.deepHashCode(places);
    }

    @Override
    public String toString() {
        return describe();
    }
}
