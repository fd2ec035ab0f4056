package io.segmenta.model.data;

import io.segmenta.model.base.Check;

/**
 * A column of numbers; NaN is a missing value. Dates are days since 1970-01-01, booleans 0 and 1. The array is shared,
 * not copied, and must not be written to.
 */
public final class NumericColumn implements Column {

    private final String name;
    private final double[] values;
    private final int missing;

    public NumericColumn(String name, double[] values) {
        this.name = Check.notNull(name, "name");
        this.values = Check.notNull(values, "values");
        int count = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                count++;
            }
        }
        this.missing = count;
    }

    private NumericColumn(String name, double[] values, int missing) {
        this.name = Check.notNull(name, "name");
        this.values = values;
        this.missing = missing;
    }

    /**
     * A column whose missing values have been counted.
     *
     * @param missing how many of the values are NaN
     */
    public static NumericColumn of(String name, double[] values, int missing) {
        return new NumericColumn(name, Check.notNull(values, "values"), missing);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return values.length;
    }

    /** Returns the value, NaN when missing. */
    public double value(int row) {
        return values[row];
    }

    /** Returns the array itself, never to be written to. */
    public double[] values() {
        return values;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public int missing() {
        return missing;
    }

    @Override
    public String text(int row) {
        return Values.text(values[row]);
    }

    @Override
    public NumericColumn selectRows(int[] rows) {
        double[] chosen = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = values[rows[i]];
        }
        return new NumericColumn(name, chosen);
    }

    @Override
    public NumericColumn renamed(String other) {
        return new NumericColumn(other, values, missing);
    }
}
