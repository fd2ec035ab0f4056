package io.segmenta.pipeline.features;

import io.segmenta.statistics.Moments;

/**
 * Where values lie and how far apart: as of exact sums, so that many machines find the same bits.
 *
 * @param deviation the standard deviation, with divisor n
 */
record Center(double mean, double deviation) {
    /** @param x at least one value, none of them NaN */
    static Center of(double[] x) {
        Moments moments = new Moments();
        for (double value : x) {
            moments.add(value);
        }
        return new Center(moments.mean(), moments.standardDeviation());
    }

    /**
     * The same when a value stands in for missing ones.
     *
     * @param numbers how many values are there
     * @param missing how many are not
     */
    Center filled(long numbers, long missing, double value) {
        if (missing == 0) {
            return this;
        }
        double all = (double) numbers + missing;
        double shifted = mean + (value - mean) * missing / all;
        double variance = (numbers * (deviation * deviation + (mean - shifted) * (mean - shifted))
                + missing * (value - shifted) * (value - shifted)) / all;
        return new Center(shifted, Math.sqrt(variance));
    }
}
