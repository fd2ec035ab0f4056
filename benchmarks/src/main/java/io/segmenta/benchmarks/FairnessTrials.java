package io.segmenta.benchmarks;

import io.segmenta.pipeline.drift.Holm;
import io.segmenta.pipeline.fairness.RepresentationRatio;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Trials of a random attribute: five segments and three groups that have nothing to do with one another. */
final class FairnessTrials {
    private static final double[] SEGMENTS = {0.35, 0.25, 0.2, 0.15, 0.05};
    private static final double[] GROUPS = {0.6, 0.3, 0.1};
    private static final double LEVEL = 0.05;

    private FairnessTrials() {}

    /**
     * What the trials come to, as shares: of the intervals that hold the truth, and of the files with any flag.
     *
     * @param plain any p-value below 0.05
     * @param holm any that Holm's procedure rejects
     * @param told of these, any whose ratio is outside 0.8 to 1.25 as well
     */
    record Rates(double covered, double plain, double holm, double told) {}

    static Rates random(int people, int trials) {
        CountDraws draws = new CountDraws(new SplittableRandom(5));
        double[] chances = new double[SEGMENTS.length * GROUPS.length];
        for (int cell = 0; cell < chances.length; cell++) {
            chances[cell] = SEGMENTS[cell / GROUPS.length] * GROUPS[cell % GROUPS.length];
        }
        long covered = 0;
        long plain = 0;
        long holm = 0;
        long told = 0;
        for (int trial = 0; trial < trials; trial++) {
            long[] table = draws.multinomial(people, chances);
            RepresentationRatio[] ratios = new RepresentationRatio[chances.length];
            for (int cell = 0; cell < chances.length; cell++) {
                ratios[cell] = ratio(table, cell / GROUPS.length, cell % GROUPS.length, people);
            }
            double[] p = Arrays.stream(ratios).mapToDouble(RepresentationRatio::p).toArray();
            boolean[] rejected = Holm.rejected(p, LEVEL);
            boolean any = false;
            boolean large = false;
            for (int cell = 0; cell < chances.length; cell++) {
                covered += ratios[cell].low() <= 1 && ratios[cell].high() >= 1 ? 1 : 0;
                any |= rejected[cell];
                large |= rejected[cell] && (ratios[cell].ratio() < 0.8 || ratios[cell].ratio() > 1.25);
            }
            plain += Arrays.stream(p).anyMatch(one -> one < LEVEL) ? 1 : 0;
            holm += any ? 1 : 0;
            told += large ? 1 : 0;
        }
        double all = trials;
        return new Rates(covered / all / chances.length, plain / all, holm / all, told / all);
    }

    private static RepresentationRatio ratio(long[] table, int segment, int group, long people) {
        long inside = 0;
        long members = 0;
        for (int cell = 0; cell < table.length; cell++) {
            inside += cell / GROUPS.length == segment ? table[cell] : 0;
            members += cell % GROUPS.length == group ? table[cell] : 0;
        }
        long in = table[segment * GROUPS.length + group];
        return RepresentationRatio.of(in, inside, members - in, people - inside);
    }
}
