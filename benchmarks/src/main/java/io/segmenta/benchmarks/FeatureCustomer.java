package io.segmenta.benchmarks;

import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * An invented customer of the shop of {@link FeatureSamples}.
 *
 * @param number from 1 on
 * @param group which of the four kinds of customers, from 0
 * @param age in years
 * @param income a year
 * @param spend money a year
 * @param visits a month
 * @param basket items a visit
 * @param chance what else of the customer is drawn from
 */
record FeatureCustomer(int number, int group, double age, double income, double spend, double visits, double basket,
        long chance) {
    /** A line above the customers. */
    static final String HEADER = "customer_id,email,age,gender,region,country,member_since,newsletter,satisfaction,"
            + "remarks,income,total_spend,visits,basket,favourite\n";

    private static final String[] FIRST = {"ada", "ben", "cleo", "dan", "eve", "finn", "gro", "hal", "ida", "jan"};
    private static final String[] LAST = {"abel", "brook", "carver", "dahl", "evans", "frost", "gray", "holt"};
    private static final String[] REGIONS = {"North", "South", "East", "West"};
    private static final String[] SATISFIED = {"Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied",
            "Very satisfied"};
    private static final String[] FAVOURITES = {"Ready meals", "Baby food", "Wine", "Bakery"};
    private static final String[] WORDS = {"asked", "about", "the", "late", "delivery", "wants", "a", "call", "back",
            "after", "Easter", "parking", "was", "full", "again", "likes", "our", "new", "opening", "hours"};
    private static final double[][] MEAN = {{23, 18_000, 1_500, 16, 6}, {38, 52_000, 7_200, 9, 48},
            {52, 95_000, 11_800, 4, 30}, {70, 27_000, 2_600, 6, 14}};
    private static final double[][] DEVIATION = {{2.5, 2_500, 220, 2, 1.2}, {4, 5_000, 700, 1.2, 5},
            {4, 8_000, 900, 0.8, 4}, {4, 3_000, 300, 1, 2}};

    /** Draws one. */
    static FeatureCustomer draw(int number, SplittableRandom random) {
        int group = random.nextInt(MEAN.length);
        double[] drawn = new double[MEAN[group].length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = Math.max(0.1, MEAN[group][i] + DEVIATION[group][i] * random.nextGaussian());
        }
        return new FeatureCustomer(number, group, drawn[0], drawn[1], drawn[2], drawn[3], drawn[4],
                random.nextLong());
    }

    /** The same a year later: half of the families buy far more, one of the young in eight has become a family. */
    FeatureCustomer later() {
        SplittableRandom random = new SplittableRandom(chance + 1);
        double drift = 1 + 0.02 * random.nextGaussian();
        if (group == 0 && random.nextInt(8) == 0) {
            FeatureCustomer other = draw(number, random);
            while (other.group != 1) {
                other = draw(number, random);
            }
            return new FeatureCustomer(number, 1, age + 1, other.income, other.spend, other.visits, other.basket,
                    chance);
        }
        boolean more = group == 1 && random.nextBoolean();
        return new FeatureCustomer(number, group, age + 1, income * drift, (more ? 2.2 : 1) * spend * drift,
                more ? visits + 12 : visits, more ? basket / 2 : basket, chance);
    }

    String id() {
        return String.format(Locale.ROOT, "K-%04d", number);
    }

    String region() {
        return REGIONS[new SplittableRandom(chance).nextInt(REGIONS.length)];
    }

    String favourite() {
        SplittableRandom random = new SplittableRandom(chance + 2);
        return FAVOURITES[random.nextInt(10) < 8 ? group : random.nextInt(FAVOURITES.length)];
    }

    /** The line of the customer, an age or an income in fifty not known. */
    String line() {
        SplittableRandom random = new SplittableRandom(chance + 3);
        String remark = WORDS[random.nextInt(WORDS.length)];
        for (int i = random.nextInt(4, 12); i > 0; i--) {
            remark += ' ' + WORDS[random.nextInt(WORDS.length)];
        }
        LocalDate since = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(3600));
        int satisfied = Math.clamp(group + random.nextInt(3), 0, SATISFIED.length - 1);
        return String.format(Locale.ROOT, "%s,%s.%s%d@example.com,%s,%s,%s,Atlantis,%s,%s,%s,%s,%s,%.2f,%.1f,%.1f,%s\n",
                id(), FIRST[random.nextInt(FIRST.length)], LAST[random.nextInt(LAST.length)], number,
                random.nextInt(50) == 0 ? "" : Integer.toString((int) Math.round(age)),
                random.nextBoolean() ? "Female" : "Male", region(), since,
                random.nextInt(10) < (group == 3 ? 1 : 9) ? "yes" : "no", SATISFIED[satisfied], remark,
                random.nextInt(50) == 0 ? "" : Long.toString(Math.round(income)), spend, visits, basket, favourite());
    }
}
