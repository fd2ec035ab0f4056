package io.segmenta.pipeline.experiment;

import io.segmenta.model.base.Check;
import java.util.Collection;

/**
 * How much more of the outcome the challenger's customers have: the difference of the means, with an interval that
 * holds at every look.
 *
 * @param difference challenger less champion, in the unit of the outcome
 * @param low lower end of the interval
 * @param high upper end
 * @param alpha the chance that the interval ever misses
 * @param enough whether there are enough customers to go by it; the interval is without bounds while there are not
 */
public record Uplift(double difference, double low, double high, double alpha, boolean enough) {

    /** Too few. */
    private static Uplift tooFew(double difference, double alpha) {
        return new Uplift(difference, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, alpha, false);
    }

    /** Tells whether the interval has only one sign. */
    public boolean isDecided() {
        return enough && (low > 0 || high < 0);
    }

    /** The difference within one segment. */
    static Uplift within(Pair pair, AnytimeInterval interval) {
        return of(pair.isEnough() && pair.hasVariance(), pair.difference(), pair.variance(), pair.read(), interval);
    }

    /**
     * The difference over all segments: the mean of theirs, weighted by how many customers each has, so that chance in
     * which segment has more of which arm does not count. Segments with fewer than 2 outcomes in an arm are taken
     * together, and with the largest one if that is too few still.
     */
    static Uplift overall(Collection<Pair> segments, AnytimeInterval interval) {
        Pair all = segments.stream().reduce(Pair.NOBODY, Pair::plus);
        if (!all.isEnough()) {
            return tooFew(all.difference(), interval.alpha());
        }
        Pair small = segments.stream().filter(pair -> !pair.hasVariance()).reduce(Pair.NOBODY, Pair::plus);
        Pair largest = segments.stream().filter(Pair::hasVariance)
                .reduce(Pair.NOBODY, (one, other) -> other.read() > one.read() ? other : one);
        if (!largest.hasVariance()) {
            return within(all, interval);
        }
        boolean apart = small.hasVariance();
        Weighted sum = new Weighted(all.read());
        boolean joined = false;
        for (Pair segment : segments) {
            if (segment.hasVariance()) {
                boolean joins = !apart && !joined && segment.equals(largest);
                sum.add(joins ? segment.plus(small) : segment);
                joined |= joins;
            }
        }
        if (apart) {
            sum.add(small);
        }
        return of(true, sum.difference, sum.variance, all.read(), interval);
    }

    private static Uplift of(boolean enough, double difference, double variance, long read, AnytimeInterval interval) {
        if (!enough) {
            return tooFew(difference, interval.alpha());
        }
        Check.finite("difference", difference);
        double half = interval.half((double) read, variance);
        return new Uplift(difference, difference - half, difference + half, interval.alpha(), true);
    }

    /** Differences and variances of strata, weighted by their share. */
    private static final class Weighted {
        private final double all;
        private double difference;
        private double variance;

        Weighted(double all) {
            this.all = all;
        }

        void add(Pair stratum) {
            double weight = stratum.read() / all;
            difference += weight * stratum.difference();
            variance += weight * weight * stratum.variance();
        }
    }
}
