package io.segmenta.statistics;

import java.io.Serializable;

/**
 * For each column a unit, so coarse that sums of values rounded to its multiples are exact, in any order.
 *
 * <p>
 * Where |x| &lt; 2<sup>e</sup> and there are at most 2<sup>b</sup> rows, the unit is 2<sup>e - (52 - b)</sup>: every
 * partial sum is then a multiple of it below 2<sup>53</sup> units, and double addition rounds nothing. At a million
 * rows the unit is 2<sup>-32</sup> of the range. Beyond 2<sup>28</sup> rows it stays at 2<sup>-24</sup> of the range,
 * the precision of a float, and sums are exact as whole numbers of units ({@link #units}) up to {@link #MAX_ROWS} rows.
 *
 * <p>
 * Immutable and thread-safe.
 *
 * <p>
 * Reference: Demmel and Nguyen, "Fast reproducible floating-point summation", ARITH 2013, doi:10.1109/ARITH.2013.9
 * (there the rounding is undone by further levels; here one is kept, and the values are those on the grid).
 */
public final class Grid implements Serializable {

    /** The most rows: 2<sup>38</sup>. */
    public static final long MAX_ROWS = 1L << 38;

    private static final long serialVersionUID = 1;
    private static final int LEAST_BITS = 24;
    private static final int MOST_BITS = 50;
    /** Below it a unit and its multiples would not be normal doubles. */
    private static final int LEAST_EXPONENT = -900;
    private static final int MOST_EXPONENT = 900;

    private final double[] unit;
    /** Added and taken away again, it leaves the multiple of the unit nearest to a value, the even one of two. */
    private final double[] rounding;

    private Grid(double[] unit) {
        this.unit = unit;
        this.rounding = new double[unit.length];
        for (int j = 0; j < unit.length; j++) {
            rounding[j] = 0x1.8p52 * unit[j];
        }
    }

    /**
     * Lays a grid.
     *
     * @param greatest the greatest |x| of each of d columns, below 2<sup>900</sup>
     * @param rows n, in [1, {@link #MAX_ROWS}]
     */
    public static Grid of(double[] greatest, long rows) {
        if (rows < 1 || rows > MAX_ROWS) {
            throw new IllegalArgumentException("rows must be in [1, " + MAX_ROWS + "], got " + rows);
        }
        int power = 64 - Long.numberOfLeadingZeros(rows - 1);
        int bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, 52 - power));
        double[] unit = new double[greatest.length];
        for (int j = 0; j < unit.length; j++) {
            if (!(greatest[j] >= 0 && Math.getExponent(greatest[j]) < MOST_EXPONENT)) {
                throw new IllegalArgumentException(
                        "greatest of column " + j + " must be in [0, 2^900), got " + greatest[j]);
            }
            unit[j] = Math.scalb(1.0, Math.max(LEAST_EXPONENT, Math.getExponent(greatest[j])) + 1 - bits);
        }
        return new Grid(unit);
    }

    /** Returns the unit of a column, a power of two. */
    public double unit(int column) {
        return unit[column];
    }

    /**
     * Returns the multiple of a column's unit that is nearest to a value, the even one of two.
     *
     * @param x at most as far from 0 as the greatest of the column
     */
    public double snap(int column, double x) {
        return x + rounding[column] - rounding[column];
    }

    /**
     * Returns how many units a sum of snapped values is.
     *
     * @param sum exact: of at most 2<sup>28</sup> values
     */
    public long units(int column, double sum) {
        return (long) (sum / unit[column]);
    }

    /** Returns the sum that is a number of units; rounded, where that is above 2<sup>53</sup>. */
    public double sum(int column, long units) {
        return units * unit[column];
    }
}
