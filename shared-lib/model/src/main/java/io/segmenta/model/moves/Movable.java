package io.segmenta.model.moves;

import io.segmenta.model.Baseline;
import io.segmenta.model.data.InputRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A column of numbers that a move may change, and what a unit of its feature does to the features of the model.
 *
 * @param name of the column
 * @param column its place in the schema
 * @param value that the record has
 * @param feature of that value
 * @param low the least feature it may take: that of the least value of training, or its own where it may not fall
 * @param high the greatest feature
 * @param direction what a unit of the feature adds to the features of the model, d numbers
 * @param cost of a change by one unit
 * @param whole whether values are whole numbers
 * @param isDate whether they are days since 1970-01-01
 * @param shape from the value to the feature
 */
@SuppressWarnings("ArrayRecordComponent")
record Movable(String name, int column, double value, double feature, double low, double high, double[] direction,
        double cost, boolean whole, boolean isDate, Shape shape) {

    static final int MOST_DIGITS = 9;

    /** Tells whether training values are all whole, as far as its summary tells. */
    static boolean isWhole(Baseline.Numbers numbers) {
        return isWhole(numbers.min()) && isWhole(numbers.max())
                && numbers.quantiles().stream().allMatch(Movable::isWhole);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }

    /**
     * Returns the value for a feature, rounded away from the record's own value.
     *
     * @param digits how many digits the change may have, in [1, 9]
     * @return NaN where no value in range has it
     */
    double rounded(double wanted, int digits) {
        double exact = shape.backward(Dykstra.inside(wanted, low, high));
        double change = exact - value;
        if (!Double.isFinite(change) || change == 0) {
            return Double.NaN;
        }
        int places = new BigDecimal(change).precision() - new BigDecimal(change).scale();
        BigDecimal rounded = new BigDecimal(exact).setScale(whole ? 0 : digits - places,
                change > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
        double result = rounded.round(new MathContext(17)).doubleValue();
        double reached = shape.forward(result);
        double slack = 1e-9 * (1 + Math.abs(reached));
        return reached >= low - slack && reached <= high + slack ? result : Double.NaN;
    }

    void set(InputRecord record, double to) {
        record.setNumber(column, to);
    }
}
