package io.segmenta.pipeline.search;

import io.segmenta.pipeline.text.Numbers;

/**
 * About how long a search takes, to be told before it begins. A third to two thirds go into finding every candidate's
 * segments again in draws of at most 2,000 rows, the rest into fitting them, mixtures above all, and into warming up.
 * The constants are fitted to the processor time of searches of the default algorithms, 36 candidates with ten draws,
 * on tables of 200 x 4 to 20,000 x 8 and 7,000 x 39 numbers, which took 2.3 to 39.5 s and 0.8 to 1.3 times what is
 * told.
 */
final class SearchTime {
    /** Seconds until the compiler has seen everything. */
    private static final double WARM_UP = 2.2;
    /** Seconds per candidate and row drawn, and those per feature of it, with ten draws. */
    private static final double PER_ROW_DRAWN = 4.7e-5;
    private static final double PER_VALUE_DRAWN = 2.1e-6;
    /** Seconds per candidate and value, and those per feature of it: the covariances of a mixture. */
    private static final double PER_VALUE = 6.8e-7;
    private static final double PER_PRODUCT = 5.6e-8;
    private static final double USUAL_DRAWS = 10;
    private static final int MOST_ROWS_DRAWN = 2_000;
    /** The share of the work that threads do side by side. */
    private static final double SHARED = 0.6;

    private SearchTime() {}

    /**
     * About so many seconds.
     *
     * @param rows that are looked at
     * @param draws the stability of a candidate is judged by
     */
    static double seconds(SearchSpace space, int rows, int features, int draws, int threads) {
        double judging = Math.min(rows, MOST_ROWS_DRAWN) * (PER_ROW_DRAWN + PER_VALUE_DRAWN * features)
                * (1 + draws) / (1 + USUAL_DRAWS);
        double fitting = (double) rows * features * (PER_VALUE + PER_PRODUCT * features);
        return (WARM_UP + space.fitted() * (judging + fitting)) * (1 - SHARED + SHARED / threads);
    }

    /** In words for people, such as {@code about 20 s}. */
    static String told(double seconds) {
        double rounded = seconds < 10 ? Math.ceil(seconds) : Math.ceil(seconds / 10) * 10;
        return rounded < 120 ? "about " + Numbers.count((long) rounded) + " s"
                : "about " + Numbers.count(Math.round(rounded / 60)) + " min";
    }
}
