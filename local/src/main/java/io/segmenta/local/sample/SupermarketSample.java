package io.segmenta.local.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A file of supermarket customers drawn from the mixture of {@link ShopperKind}.
 *
 * <p>
 * Columns: {@code customer_id} (C00001 and up), {@code age} (years, 18 to 95), {@code gender}, {@code region},
 * {@code total_spend} (money per year, two decimals), {@code visit_frequency} (visits per month, one decimal),
 * {@code avg_basket_size} (items per visit, one decimal), {@code preferred_category}. Gender is independent of the
 * kind. As in a real file some cells are empty: each age with probability 0.02, spend 0.015, region 0.01 and category
 * 0.01, independently of everything else.
 *
 * <p>
 * Deterministic: the same number of rows and seed give the same bytes on every machine, because {@link Random}'s
 * algorithm is part of its specification and numbers are written in the root locale. Immutable.
 */
public final class SupermarketSample {
    /** The file name the demonstration uploads it under. */
    public static final String FILE_NAME = "customers.csv";

    private static final String HEADER = "customer_id,age,gender,region,total_spend,visit_frequency,avg_basket_size,"
            + "preferred_category\n";
    private static final double MISSING_AGE = 0.02;
    private static final double MISSING_SPEND = 0.015;
    private static final double MISSING_REGION = 0.01;
    private static final double MISSING_CATEGORY = 0.01;
    private static final double[][] FACTOR = cholesky(ShopperKind.CORRELATION);

    private final byte[] csv;
    private final List<ShopperKind> truth;

    private SupermarketSample(byte[] csv, List<ShopperKind> truth) {
        this.csv = csv;
        this.truth = List.copyOf(truth);
    }

    /**
     * Draws customers.
     *
     * @param rows the number of customers, in [1, 99999]
     * @param seed any number; the same seed draws the same customers
     */
    public static SupermarketSample draw(int rows, long seed) {
        if (rows < 1 || rows > 99_999) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "rows must be in [1, 99999], got %d", rows));
        }
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER);
        List<ShopperKind> truth = new ArrayList<>(rows);
        for (int row = 1; row <= rows; row++) {
            ShopperKind kind = pickKind(random);
            truth.add(kind);
            appendCustomer(text, row, kind, random);
        }
        return new SupermarketSample(text.toString().getBytes(StandardCharsets.UTF_8), truth);
    }

    /** The file: UTF-8, comma separated, a header line, line feeds. */
    public byte[] csv() {
        return csv.clone();
    }

    /** The kind each customer was drawn from, in the order of the rows. */
    public List<ShopperKind> truth() {
        return truth;
    }

    /**
     * The numbers of one customer.
     *
     * @param age in years, not rounded
     * @param spend money per year
     * @param visits per month
     * @param basket items per visit
     */
    record Customer(double age, double spend, double visits, double basket) {
        static Customer draw(ShopperKind kind, Random random) {
            double[] numbers = drawNumbers(kind, random);
            return new Customer(numbers[0], Math.max(20, numbers[1]), Math.max(0.1, numbers[2]),
                    Math.max(1, numbers[3]));
        }
    }

    private static void appendCustomer(StringBuilder text, int row, ShopperKind kind, Random random) {
        Customer customer = Customer.draw(kind, random);
        double gender = random.nextDouble();
        int region = pick(kind.regionShares(), random);
        int category = pickCategory(kind, random);
        boolean noAge = random.nextDouble() < MISSING_AGE;
        boolean noSpend = random.nextDouble() < MISSING_SPEND;
        boolean noRegion = random.nextDouble() < MISSING_REGION;
        boolean noCategory = random.nextDouble() < MISSING_CATEGORY;
        long age = Math.clamp(Math.round(customer.age()), 18, 95);
        String genderName = gender < 0.52 ? "Female" : gender < 0.985 ? "Male" : "Other";
        text.append(String.format(Locale.ROOT, "C%05d,%s,%s,%s,%s,%.1f,%.1f,%s\n", row,
                noAge ? "" : Long.toString(age), genderName, noRegion ? "" : ShopperKind.REGIONS.get(region),
                noSpend ? "" : String.format(Locale.ROOT, "%.2f", customer.spend()),
                customer.visits(), customer.basket(),
                noCategory ? "" : ShopperKind.CATEGORIES.get(category)));
    }

    private static double[] drawNumbers(ShopperKind kind, Random random) {
        double[] independent = new double[FACTOR.length];
        for (int i = 0; i < independent.length; i++) {
            independent[i] = random.nextGaussian();
        }
        double[] mean = kind.mean();
        double[] deviation = kind.deviation();
        double[] numbers = new double[independent.length];
        for (int i = 0; i < numbers.length; i++) {
            double correlated = 0;
            for (int j = 0; j <= i; j++) {
                correlated += FACTOR[i][j] * independent[j];
            }
            numbers[i] = mean[i] + deviation[i] * correlated;
        }
        return numbers;
    }

    private static ShopperKind pickKind(Random random) {
        ShopperKind[] kinds = ShopperKind.values();
        double[] weights = new double[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            weights[i] = kinds[i].weight();
        }
        return kinds[pick(weights, random)];
    }

    private static int pickCategory(ShopperKind kind, Random random) {
        int others = ShopperKind.CATEGORIES.size() - 1;
        double[] shares = new double[others + 1];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = i == kind.category() ? kind.categoryShare() : (1 - kind.categoryShare()) / others;
        }
        return pick(shares, random);
    }

    private static int pick(double[] shares, Random random) {
        double left = random.nextDouble();
        for (int i = 0; i < shares.length - 1; i++) {
            left -= shares[i];
            if (left < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }

    /** The lower triangle L with L Lᵀ = matrix, by the textbook recurrence; the matrix is positive definite. */
    private static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }
}
