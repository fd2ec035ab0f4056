package io.segmenta.pipeline.search;

import io.segmenta.pipeline.text.Numbers;

/**
 * About how long a search takes, to be told before it begins. Most of it goes into finding every candidate's segments
 * again in draws of at most 2,000 rows, which grows with candidates, rows drawn and features; and into warming up.
 */
final class SearchTime {
    /**
     * Processor seconds per candidate, row drawn and feature with ten draws: fitted to searches of the default
     * algorithms on 200 to 30,000 rows of 3 to 40 features, which took 0.6 to 1.5 times as long.
     */
    private static final double PER_VALUE = 1e-5;
    private static final double USUAL_DRAWS = 10;
    /** Until the compiler has seen everything. */
    private static final double WARM_UP = 1.5;
    private static final int MOST_ROWS_DRAWN = 2_000;
    /** How much longer a fit takes than the least it can. */
    private static final double OVER_LEAST = 4;

    private SearchTime() {}

    /**
     * About so many seconds.
     *
     * @param rows that are looked at
     * @param draws the stability of a candidate is judged by
     */
    static double seconds(SearchSpace space, int rows, int features, int draws, int threads) {
        double judging = space.fitted() * (double) Math.min(rows, MOST_ROWS_DRAWN) * features * PER_VALUE
                * (1 + draws) / (1 + USUAL_DRAWS);
        double fitting = space.entries().stream()
                .mapToDouble(entry -> OVER_LEAST * entry.clusterer().seconds(rows, features, threads)).sum();
        return (WARM_UP + judging) / threads + fitting;
    }

    /** In words for people, such as {@code about 20 s}. */
    static String told(double seconds) {
        double rounded = seconds < 10 ? Math.ceil(seconds) : Math.ceil(seconds / 10) * 10;
        return rounded < 120 ? "about " + Numbers.count((long) rounded) + " s"
                : "about " + Numbers.count(Math.round(rounded / 60)) + " min";
    }
}
