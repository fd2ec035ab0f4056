package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features of one record and what happened on the way. Filled by a {@link RowEncoder}, which can fill it again; not
 * safe for use by several threads.
 */
public final class FeatureRow {

    /** What is left of a direction that others span already is shorter. */
    private static final double NO_DIRECTION = 1e-9;

    private final Program program;
    private final float[] values;
    private final float[] told;
    final double[] derived;
    final Work work;

    FeatureRow(Program program) {
        this.program = program;
        this.values = new float[program.outputSlots.length];
        this.told = new float[program.layout == null ? 0 : program.toldSlots.length];
        this.derived = new double[program.derivations.isEmpty() ? 0 : program.sources.size()];
        this.work = new Work(1, program.numberSlots, program.codeSlots, new byte[program.sources.size()]);
    }

    /** Returns the d features: the array itself, overwritten when the row is filled again. */
    public float[] values() {
        return values;
    }

    /**
     * Returns what an answer is explained by: the features, or, where a layout places them, what it places. Overwritten
     * when the row is filled again.
     */
    public float[] told() {
        if (program.layout == null) {
            return values;
        }
        for (int f = 0; f < told.length; f++) {
            told[f] = (float) work.numbers[program.toldSlots[f]];
        }
        return told;
    }

    /**
     * Returns the value of a derived source column, as its expression yielded it or else as given; NaN when missing.
     */
    public double derived(int source) {
        return derived[source];
    }

    /** Tells whether a source column carries a flag. */
    public boolean has(Flag flag, int source) {
        return (work.flags[source] & flag.bit()) != 0;
    }

    /** Returns the names of the source columns that carry a flag, in the order of the pipeline's sources. */
    public List<String> columns(Flag flag) {
        List<String> names = new ArrayList<>();
        for (int s = 0; s < work.flags.length; s++) {
            if (has(flag, s)) {
                names.add(program.sources.get(s).name());
            }
        }
        return names;
    }

    /** Returns every flag of every source column as bits; 0 when nothing happened. */
    public int flags() {
        int all = 0;
        for (byte flags : work.flags) {
            all |= flags;
        }
        return all;
    }

    /** Returns the names of the source columns without a value. */
    public List<String> missing() {
        return columns(Flag.MISSING);
    }

    /** Returns the names of the source columns whose value was filled in. */
    public List<String> imputed() {
        return columns(Flag.IMPUTED);
    }

    /** Returns the names of the source columns with a level that training did not have. */
    public List<String> unseen() {
        return columns(Flag.UNSEEN);
    }

    /** Returns the names of the source columns whose value lies outside its range. */
    public List<String> clipped() {
        return columns(Flag.CLIPPED);
    }

    /** Returns the names of the source columns whose given value gave way to that of their expression. */
    public List<String> recomputed() {
        return columns(Flag.RECOMPUTED);
    }

    /**
     * Splits a difference of squared distances over the source columns: with x what {@link #told} returns, w the nearer
     * and r the farther point, the parts add up to |x-r|^2 - |x-w|^2. A positive part speaks for w. A principal
     * component is split over the columns it projects, which is exact because its rows are orthonormal. The score of a
     * group is shared evenly by its answered questions. What a filled value tells is told of the column that was
     * filled.
     *
     * @param nearer w, as many values as are told
     * @param farther r
     * @param into one place per source column, overwritten
     */
    public void split(float[] nearer, float[] farther, double[] into) {
        Arrays.fill(into, 0, work.flags.length, 0.0);
        float[] told = told();
        boolean projected = false;
        for (int f = 0; f < told.length; f++) {
            int source = program.toldSources[f];
            if (source == Program.MIXED) {
                projected = true;
                continue;
            }
            double toNearer = (double) told[f] - nearer[f];
            double toFarther = (double) told[f] - farther[f];
            credit(source, toFarther * toFarther - toNearer * toNearer, into);
        }
        if (projected) {
            splitProjection(nearer, farther, into);
        }
    }

    /**
     * Per component |x-r|^2 - |x-w|^2 = 2 (x - m)(w - r), m the midpoint. With x = A (z - mean) and A A' = I, x - m is
     * A (z - mean - A' m), a sum over the columns of z.
     */
    private void splitProjection(float[] nearer, float[] farther, double[] into) {
        Op.Project projection = Check.notNull(program.projection, "projection");
        for (int j = 0; j < projection.from.length; j++) {
            double back = projection.mean[j];
            double weight = 0;
            for (int f = 0; f < program.toldSlots.length; f++) {
                int k = program.toldSlots[f] - projection.first;
                if (program.toldSources[f] == Program.MIXED) {
                    double loading = projection.components[k][j];
                    back += loading * ((double) nearer[f] + farther[f]) / 2;
                    weight += loading * ((double) nearer[f] - farther[f]);
                }
            }
            int slot = projection.from[j];
            credit(program.slotSources[slot], 2 * (work.numbers[slot] - back) * weight, into);
        }
    }

    /**
     * Returns orthonormal directions in which {@link #told} may lie anywhere, as the record lacks the source columns
     * that move them; none when it lacks no column. A feature of a column that was filled is such a direction; of the
     * principal components it is the one in which the column moves them.
     */
    public double[][] unknown() {
        List<double[]> directions = new ArrayList<>();
        boolean projected = false;
        for (int f = 0; f < program.toldSlots.length; f++) {
            int source = program.toldSources[f];
            projected |= source == Program.MIXED;
            if (source != Program.MIXED && isUnknown(source)) {
                double[] axis = new double[program.toldSlots.length];
                axis[f] = 1;
                directions.add(axis);
            }
        }
        if (projected) {
            Op.Project projection = Check.notNull(program.projection, "projection");
            for (int j = 0; j < projection.from.length; j++) {
                if (isUnknown(program.slotSources[projection.from[j]])) {
                    addPart(moved(projection, j), directions);
                }
            }
        }
        return directions.toArray(new double[0][]);
    }

    private boolean isUnknown(int source) {
        if (source >= 0) {
            return has(Flag.MISSING, source);
        }
        for (int member : program.group(source)) {
            if (!has(Flag.MISSING, member)) {
                return false;
            }
        }
        return true;
    }

    /** How the features change with an input of the projection. */
    private double[] moved(Op.Project projection, int input) {
        double[] direction = new double[program.toldSlots.length];
        for (int f = 0; f < program.toldSlots.length; f++) {
            if (program.toldSources[f] == Program.MIXED) {
                direction[f] = projection.components[program.toldSlots[f] - projection.first][input];
            }
        }
        return direction;
    }

    /** Adds what is new in a direction, twice made orthogonal against rounding. */
    private static void addPart(double[] direction, List<double[]> orthonormal) {
        for (int pass = 0; pass < 2; pass++) {
            for (double[] known : orthonormal) {
                double along = product(direction, known);
                for (int f = 0; f < direction.length; f++) {
                    direction[f] -= along * known[f];
                }
            }
        }
        double length = Math.sqrt(product(direction, direction));
        if (length > NO_DIRECTION && orthonormal.size() < direction.length) {
            for (int f = 0; f < direction.length; f++) {
                direction[f] /= length;
            }
            orthonormal.add(direction);
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int f = 0; f < a.length; f++) {
            sum += a[f] * b[f];
        }
        return sum;
    }

    /**
     * Splits a difference of quadratic forms over the source columns, as {@link #split(float[], float[], double[])}
     * does one of squared distances: the parts add up to (x-r)'s - (x-w)'t with the slopes t and s. Components are
     * split exactly, being linear in their columns.
     *
     * @param nearer d features of w
     * @param nearerSlope t
     * @param farther d features of r
     * @param fartherSlope s
     * @param into one place per source column, overwritten
     */
    public void split(float[] nearer, double[] nearerSlope, float[] farther, double[] fartherSlope, double[] into) {
        Arrays.fill(into, 0, work.flags.length, 0.0);
        float[] told = told();
        boolean projected = false;
        for (int f = 0; f < told.length; f++) {
            int source = program.toldSources[f];
            if (source == Program.MIXED) {
                projected = true;
                continue;
            }
            credit(source, ((double) told[f] - farther[f]) * fartherSlope[f]
                    - ((double) told[f] - nearer[f]) * nearerSlope[f], into);
        }
        if (projected) {
            creditProjection(farther, fartherSlope, 1, into);
            creditProjection(nearer, nearerSlope, -1, into);
        }
    }

    /** With x = A (z - mean) and A A' = I, (x - p)'s is (z - mean - A'p)'A's, a sum over the columns of z. */
    private void creditProjection(float[] point, double[] slope, double sign, double[] into) {
        Op.Project projection = Check.notNull(program.projection, "projection");
        for (int j = 0; j < projection.from.length; j++) {
            double back = projection.mean[j];
            double weight = 0;
            for (int f = 0; f < program.toldSlots.length; f++) {
                if (program.toldSources[f] == Program.MIXED) {
                    double loading = projection.components[program.toldSlots[f] - projection.first][j];
                    back += loading * point[f];
                    weight += loading * slope[f];
                }
            }
            int slot = projection.from[j];
            credit(program.slotSources[slot], sign * (work.numbers[slot] - back) * weight, into);
        }
    }

    private void credit(int source, double part, double[] into) {
        if (source >= 0) {
            into[source] += part;
            return;
        }
        int[] group = program.group(source);
        int answered = 0;
        for (int member : group) {
            answered += has(Flag.MISSING, member) ? 0 : 1;
        }
        for (int member : group) {
            if (answered == 0 || !has(Flag.MISSING, member)) {
                into[member] += part / (answered == 0 ? group.length : answered);
            }
        }
    }
}
