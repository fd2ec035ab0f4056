package io.segmenta.local.sample;

import java.util.List;

/**
 * One component of the mixture behind {@link SupermarketSample}: a kind of shopper.
 *
 * <p>
 * Age (years), total spend (money per year), visit frequency (visits per month) and basket size (items per visit) are
 * jointly normal with the means and standard deviations given here and the correlations of {@link #CORRELATION}; the
 * covariance of two of them is therefore their correlation times their two standard deviations.
 */
@SuppressWarnings("ImmutableEnumChecker") // Arrays are handed out as copies alone.
public enum ShopperKind {
    /** A family that fills the car once or twice a week. */
    FAMILY(0.28, new double[] {39, 5200, 6.5, 38}, new double[] {4.5, 620, 0.9, 4.0},
            new double[] {0.30, 0.30, 0.20, 0.20}, 0, 0.88),
    /** A young person who comes in almost daily for little. */
    YOUNG_DAILY(0.24, new double[] {25, 1900, 18, 6}, new double[] {3.0, 330, 2.0, 1.5},
            new double[] {0.15, 0.20, 0.45, 0.20}, 1, 0.90),
    /** A pensioner with the same small list every other day. */
    PENSIONER(0.22, new double[] {71, 2700, 12, 13}, new double[] {4.5, 360, 1.4, 2.2},
            new double[] {0.30, 0.25, 0.15, 0.30}, 2, 0.90),
    /** A well-off shopper of wine and delicatessen. */
    GOURMET(0.12, new double[] {51, 9400, 9, 24}, new double[] {5.0, 900, 1.2, 3.0},
            new double[] {0.20, 0.45, 0.20, 0.15}, 3, 0.92),
    /** Somebody who drives in from far away every other month and fills the van. */
    BULK_BUYER(0.14, new double[] {46, 1500, 0.9, 70}, new double[] {5.5, 260, 0.25, 7.0},
            new double[] {0.40, 0.10, 0.10, 0.40}, 4, 0.88);

    /** The names of the four numbers, in the order of the arrays here. */
    public static final List<String> NUMBERS = List.of("age", "total_spend", "visit_frequency", "avg_basket_size");

    /** The regions, in the order of {@link #regionShares()}. */
    public static final List<String> REGIONS = List.of("North", "South", "East", "West");

    /** The categories; a kind prefers the one at {@link #category()}. */
    public static final List<String> CATEGORIES = List.of("Fresh produce", "Ready meals", "Bakery", "Delicatessen",
            "Household");

    /** The correlation of the four numbers within every kind; symmetric, positive definite, unit diagonal. */
    static final double[][] CORRELATION = {{1.00, 0.10, -0.05, 0.05}, {0.10, 1.00, 0.45, 0.40},
            {-0.05, 0.45, 1.00, -0.20}, {0.05, 0.40, -0.20, 1.00}};

    private final double weight;
    private final double[] mean;
    private final double[] deviation;
    private final double[] regionShares;
    private final int category;
    private final double categoryShare;

    ShopperKind(double weight, double[] mean, double[] deviation, double[] regionShares, int category,
            double categoryShare) {
        this.weight = weight;
        this.mean = mean;
        this.deviation = deviation;
        this.regionShares = regionShares;
        this.category = category;
        this.categoryShare = categoryShare;
    }

    /** The share of customers of this kind, in (0, 1); the five sum to one. */
    public double weight() {
        return weight;
    }

    /** The mean of each of {@link #NUMBERS}. */
    public double[] mean() {
        return mean.clone();
    }

    /** The standard deviation of each of {@link #NUMBERS}. */
    public double[] deviation() {
        return deviation.clone();
    }

    /** The probability of each of {@link #REGIONS}. */
    public double[] regionShares() {
        return regionShares.clone();
    }

    /** The index in {@link #CATEGORIES} of what this kind prefers. */
    public int category() {
        return category;
    }

    /** The probability of the preferred category; the others share the rest evenly. */
    public double categoryShare() {
        return categoryShare;
    }

    /** The covariance of the numbers {@code i} and {@code j} within this kind. */
    public double covariance(int i, int j) {
        return CORRELATION[i][j] * deviation[i] * deviation[j];
    }
}
