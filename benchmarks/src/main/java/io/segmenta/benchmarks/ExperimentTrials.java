package io.segmenta.benchmarks;

import io.segmenta.pipeline.experiment.Decision;
import io.segmenta.pipeline.experiment.Group;
import io.segmenta.pipeline.experiment.Look;
import io.segmenta.pipeline.experiment.Pair;
import io.segmenta.pipeline.experiment.Plan;
import io.segmenta.pipeline.experiment.SampleRatio;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Experiments of which it is known whether anything differs, looked at every day by the product's own classes, beside
 * rules in common use. Everything is drawn from fixed seeds.
 */
final class ExperimentTrials {
    static final int DAYS = 60;
    static final int PER_DAY = 200;
    private static final double PLAIN = 1.959963984540054;
    /** What a chi-square of one degree of freedom exceeds once in a thousand. */
    private static final double CHI_SQUARE = 10.827566170662733;

    private ExperimentTrials() {}

    /**
     * What experiments come to, as parts of all.
     *
     * @param decided by the product, whatever for
     * @param customers at the decision, the median of those decided; NaN where none is
     * @param plainDaily whether the plain 95 % interval has one sign on any day
     * @param plainOnce whether it has on the last day
     * @param anySegment whether the interval of any segment has
     */
    record Outcome(double decided, double customers, double plainDaily, double plainOnce, double anySegment) {}

    /**
     * How often a mismatch of the sample ratio is told.
     *
     * @param customers at which it is, the median
     * @param chiSquare whether chi-square has {@code p < 0.001} on any day
     */
    record Mismatch(double told, double customers, double chiSquare) {}

    /**
     * Tries experiments of two halves.
     *
     * @param champion chance of the outcome with the champion
     * @param challenger with the challenger
     * @param segments of equal size
     */
    static Outcome outcomes(double champion, double challenger, int segments, int trials, long seed) {
        Plan plan = new Plan(0.5, false, 6_000, segments, Plan.ALPHA);
        int decided = 0;
        int plainDaily = 0;
        int plainOnce = 0;
        int anySegment = 0;
        double[] stopped = new double[trials];
        for (int trial = 0; trial < trials; trial++) {
            CountDraws draws = new CountDraws(new SplittableRandom(seed + trial));
            long[][] counts = new long[segments][4];
            boolean daily = false;
            boolean once = false;
            boolean segment = false;
            double at = Double.NaN;
            for (int day = 1; day <= DAYS; day++) {
                draw(draws, counts, champion, challenger, 0.5);
                Look look = Look.of(pairs(counts), plan);
                once = isPlainlyDecided(look.all());
                daily |= once;
                segment |= look.segments().values().stream().anyMatch(one -> one.uplift().isDecided());
                if (Double.isNaN(at) && look.uplift().isDecided()) {
                    at = (double) day * PER_DAY;
                }
            }
            decided += Double.isNaN(at) ? 0 : 1;
            stopped[trial] = at;
            plainDaily += daily ? 1 : 0;
            plainOnce += once ? 1 : 0;
            anySegment += segment ? 1 : 0;
        }
        double all = trials;
        return new Outcome(decided / all, median(stopped), plainDaily / all, plainOnce / all, anySegment / all);
    }

    /** Tries experiments that were planned by halves and have another share. */
    static Mismatch mismatches(double share, int trials, long seed) {
        Plan plan = new Plan(0.5, false, 6_000, 1, Plan.ALPHA);
        int told = 0;
        int chiSquare = 0;
        double[] stopped = new double[trials];
        for (int trial = 0; trial < trials; trial++) {
            CountDraws draws = new CountDraws(new SplittableRandom(seed + trial));
            long[][] counts = new long[1][4];
            boolean chi = false;
            double at = Double.NaN;
            for (int day = 1; day <= DAYS; day++) {
                draw(draws, counts, 0.1, 0.1, share);
                double half = (counts[0][0] + counts[0][2]) / 2.0;
                chi |= 2 * (counts[0][0] - half) * (counts[0][0] - half) / half >= CHI_SQUARE;
                if (Double.isNaN(at) && Look.of(pairs(counts), plan).decision() == Decision.SAMPLE_RATIO_MISMATCH) {
                    at = (double) day * PER_DAY;
                }
            }
            told += Double.isNaN(at) ? 0 : 1;
            chiSquare += chi ? 1 : 0;
            stopped[trial] = at;
        }
        return new Mismatch(told / (double) trials, median(stopped), chiSquare / (double) trials);
    }

    /** What the evidence must reach. */
    static double threshold() {
        return SampleRatio.THRESHOLD;
    }

    /** A day's customers: per segment the champion's and those of them with the outcome, then the challenger's. */
    private static void draw(CountDraws draws, long[][] counts, double champion, double challenger, double share) {
        double[] equal = new double[counts.length];
        Arrays.fill(equal, 1.0 / counts.length);
        long[] customers = draws.multinomial(PER_DAY, equal);
        for (int segment = 0; segment < counts.length; segment++) {
            long second = draws.binomial(customers[segment], share);
            long first = customers[segment] - second;
            counts[segment][0] += first;
            counts[segment][1] += draws.binomial(first, champion);
            counts[segment][2] += second;
            counts[segment][3] += draws.binomial(second, challenger);
        }
    }

    private static Map<String, Pair> pairs(long[][] counts) {
        Map<String, Pair> pairs = new TreeMap<>();
        for (int segment = 0; segment < counts.length; segment++) {
            long[] of = counts[segment];
            pairs.put("s-" + segment, new Pair(Group.ofBinary(of[0], of[1]), Group.ofBinary(of[2], of[3])));
        }
        return pairs;
    }

    private static boolean isPlainlyDecided(Pair all) {
        boolean enough = Math.min(all.champion().read(), all.challenger().read()) >= 100
                && all.champion().positive() + all.challenger().positive() >= 20;
        double variance = variance(all.champion()) + variance(all.challenger());
        return enough && Math.abs(all.challenger().mean() - all.champion().mean()) > PLAIN * Math.sqrt(variance);
    }

    private static double variance(Group group) {
        return group.squares() / (group.read() - 1.0) / group.read();
    }

    private static double median(double[] values) {
        double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        return known.length == 0 ? Double.NaN : known[known.length / 2];
    }
}
