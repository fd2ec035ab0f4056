package io.segmenta.local.sample;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * The customers of a {@link SupermarketSample} a year later. The shop closed its car park, and no {@code BULK_BUYER}
 * comes any more; a baker opened inside, and two in five families come often for little; one in seven of the
 * {@code YOUNG_DAILY} has a family now; all others do nearly as before. One in ten customers is new.
 *
 * <p>
 * Deterministic: the same customers and seed give the same bytes on every machine.
 */
public final class YearAfter {
    /** The file name the demonstration uploads it under. */
    public static final String FILE_NAME = "customers-a-year-later.csv";

    private static final double FAMILIES_THAT_COME_OFTEN = 0.4;
    private static final double YOUNG_WITH_A_FAMILY = 1 / 7.0;
    private static final double NEWCOMERS = 0.1;
    /** Of spending, visits and baskets, relative to what they were. */
    private static final double NOISE = 0.03;
    private static final int AGE = 1;
    private static final int SPEND = 4;
    private static final int VISITS = 5;
    private static final int BASKET = 6;

    private final Random random;
    private final StringBuilder text = new StringBuilder(1 << 16);

    private YearAfter(Random random) {
        this.random = random;
    }

    /**
     * Draws the next year.
     *
     * @param before the customers of the year before
     * @param seed any number; the same seed draws the same year
     * @return the file, as {@link SupermarketSample#csv()}
     */
    public static byte[] of(SupermarketSample before, long seed) {
        YearAfter year = new YearAfter(new Random(seed));
        String[] lines = new String(before.csv(), StandardCharsets.UTF_8).lines().toArray(String[]::new);
        year.text.append(lines[0]).append('\n');
        for (int row = 1; row < lines.length; row++) {
            year.customer(lines[row].split(",", -1), before.truth().get(row - 1));
        }
        year.newcomers(lines.length - 1, seed);
        return year.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void customer(String[] cells, ShopperKind kind) {
        switch (kind) {
            case BULK_BUYER -> {
                return;
            }
            case FAMILY -> {
                if (random.nextDouble() < FAMILIES_THAT_COME_OFTEN) {
                    put(cells, SPEND, "%.2f", 6800 + 500 * random.nextGaussian());
                    put(cells, VISITS, "%.1f", 19 + 1.5 * random.nextGaussian());
                    put(cells, BASKET, "%.1f", 21 + 2 * random.nextGaussian());
                }
            }
            case YOUNG_DAILY -> {
                if (random.nextDouble() < YOUNG_WITH_A_FAMILY) {
                    SupermarketSample.Customer family = SupermarketSample.Customer.draw(ShopperKind.FAMILY, random);
                    put(cells, SPEND, "%.2f", family.spend());
                    put(cells, VISITS, "%.1f", family.visits());
                    put(cells, BASKET, "%.1f", family.basket());
                    cells[cells.length - 1] = ShopperKind.CATEGORIES.get(ShopperKind.FAMILY.category());
                }
            }
            case PENSIONER, GOURMET -> {
                // Creatures of habit.
            }
        }
        older(cells);
        nearly(cells, SPEND, "%.2f");
        nearly(cells, VISITS, "%.1f");
        nearly(cells, BASKET, "%.1f");
        text.append(String.join(",", cells)).append('\n');
    }

    private static void older(String[] cells) {
        cells[AGE] = cells[AGE].isEmpty() ? "" : Integer.toString(Integer.parseInt(cells[AGE]) + 1);
    }

    private void nearly(String[] cells, int column, String format) {
        double noise = 1 + NOISE * random.nextGaussian();
        if (!cells[column].isEmpty()) {
            put(cells, column, format, Double.parseDouble(cells[column]) * noise);
        }
    }

    private static void put(String[] cells, int column, String format, double value) {
        cells[column] = String.format(Locale.ROOT, format, Math.max(0.1, value));
    }

    /** Whoever is drawn as a bulk buyer does not come at all. */
    private void newcomers(int customers, long seed) {
        SupermarketSample others = SupermarketSample.draw((int) Math.ceil(customers * NEWCOMERS), seed + 1);
        String[] lines = new String(others.csv(), StandardCharsets.UTF_8).lines().toArray(String[]::new);
        for (int row = 1; row < lines.length; row++) {
            if (others.truth().get(row - 1) != ShopperKind.BULK_BUYER) {
                String line = lines[row];
                text.append(String.format(Locale.ROOT, "C%05d", customers + row))
                        .append(line.substring(line.indexOf(',')))
                        .append('\n');
            }
        }
    }
}
