package io.segmenta.pipeline.features;

import io.segmenta.model.base.Check;

/**
 * What is known of a column of numbers in all rows, where the table holds a sample of them.
 *
 * @param numbers how many values are there, at least 1
 * @param missing how many are not
 * @param mean of the values that are there
 * @param deviation their standard deviation, with divisor n
 * @param lowerQuartile quantiles are interpolated between order statistics, as NumPy's default
 */
public record ColumnFacts(long numbers, long missing, double min, double max, double mean, double deviation,
        double lowerQuartile, double median, double upperQuartile) {

    public ColumnFacts {
        Check.range("numbers", numbers, 1, Long.MAX_VALUE);
        Check.range("missing", missing, 0, Long.MAX_VALUE);
    }

    /** The same when a value stands in for the missing ones; quartiles stay those of the values that were there. */
    ColumnFacts filled(double value) {
        if (missing == 0) {
            return this;
        }
        Center all = new Center(mean, deviation).filled(numbers, missing, value);
        return new ColumnFacts(numbers + missing, 0, Math.min(min, value), Math.max(max, value), all.mean(),
                all.deviation(), lowerQuartile, median, upperQuartile);
    }
}
