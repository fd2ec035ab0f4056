package io.segmenta.model.assign;

/** Comparisons of squared distances. */
final class Posterior {

    /** From here on exp(-x) is lost beside any share of training rows, of which the least is one row's. */
    private static final double NOTHING = 100;

    private Posterior() {}

    /** Returns the index of the least value, the lower one on ties. */
    static int nearest(double[] squared) {
        int best = 0;
        for (int k = 1; k < squared.length; k++) {
            if (squared[k] < squared[best]) {
                best = k;
            }
        }
        return best;
    }

    /** Returns the index of the least value but one, -1 when there is none. */
    static int second(double[] squared, int winner) {
        int second = -1;
        for (int k = 0; k < squared.length; k++) {
            if (k != winner && (second < 0 || squared[k] < squared[second])) {
                second = k;
            }
        }
        return second;
    }

    /** Returns the index of the largest value but that excluded, the lower one on ties; -1 when there is none. */
    static int largest(double[] values, int excluded) {
        int best = -1;
        for (int k = 0; k < values.length; k++) {
            if (k != excluded && (best < 0 || values[k] > values[best])) {
                best = k;
            }
        }
        return best;
    }

    /** Returns the answer that squared distances give. */
    static Assignment decided(Spread spread, double[] squared) {
        return decided(spread, squared, true);
    }

    /** Returns the answers that squared distances give, without their confidence. */
    static Assignment[] decided(Spread spread, Completions completions, int count) {
        Assignment[] answers = new Assignment[count];
        double[] squared = new double[spread.clusters()];
        for (int t = 0; t < count; t++) {
            completions.squared(t, squared);
            answers[t] = decided(spread, squared, false);
        }
        return answers;
    }

    private static Assignment decided(Spread spread, double[] squared, boolean confident) {
        int winner = nearest(squared);
        int runnerUp = second(squared, winner);
        double distance = Math.sqrt(squared[winner]);
        double other = runnerUp < 0 ? Double.POSITIVE_INFINITY : Math.sqrt(squared[runnerUp]);
        return new Assignment(winner, runnerUp, distance, confident ? of(spread, squared, winner) : Double.NaN,
                distance > spread.reach(winner), distance, other, other - distance);
    }

    /** Returns the winner's posterior. Exponents are taken relative to the winner's, so nothing underflows to 0/0. */
    static double of(Spread spread, double[] squared, int winner) {
        double variance = spread.variance();
        double total = 0;
        for (int k = 0; k < squared.length; k++) {
            double beyond = squared[k] - squared[winner];
            if (k == winner || beyond == 0) {
                total += spread.share(k);
            } else if (beyond < NOTHING * 2 * variance) {
                total += spread.share(k) * StrictMath.exp(-beyond / (2 * variance));
            }
        }
        return total > 0 ? spread.share(winner) / total : 0;
    }
}
