package io.segmenta.pipeline.drift;

/** An interval that holds the truth in 95 of 100 windows, in the unit of what it is of. */
public record Interval(double low, double high) {
    /** What of a standard normal lies above it: 2.5 %. */
    static final double NORMAL = 1.959963984540054;

    /** Of a mean, by its standard error. */
    static Interval around(double mean, double standardError) {
        return new Interval(mean - NORMAL * standardError, mean + NORMAL * standardError);
    }

    /** Of a share of x in n, after Wilson. */
    static Interval ofShare(double x, double n) {
        double share = x / n;
        double square = NORMAL * NORMAL;
        double middle = (share + square / (2 * n)) / (1 + square / n);
        double half = NORMAL / (1 + square / n) * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
        return new Interval(middle - half, middle + half);
    }

    /**
     * Of the difference of two shares, x of n less x0 of n0, after Newcombe (1998), method 10,
     * doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;873::AID-SIM779&gt;3.0.CO;2-I.
     */
    static Interval ofDifference(double x, double n, double x0, double n0) {
        double share = x / n;
        double share0 = x0 / n0;
        Interval one = ofShare(x, n);
        Interval other = ofShare(x0, n0);
        double difference = share - share0;
        return new Interval(difference - length(share - one.low, other.high - share0),
                difference + length(one.high - share, share0 - other.low));
    }

    private static double length(double a, double b) {
        return Math.sqrt(a * a + b * b);
    }
}
