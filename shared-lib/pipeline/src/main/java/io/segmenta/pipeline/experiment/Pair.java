package io.segmenta.pipeline.experiment;

import io.segmenta.model.privacy.SmallCells;

/**
 * Both arms of a segment, or of all.
 *
 * @param champion customers assigned to the champion
 * @param challenger customers assigned to the challenger
 */
public record Pair(Group champion, Group challenger) {
    /** From so many in each arm on a difference is told. */
    static final int LEAST_CUSTOMERS = 100;
    /** And from so many of both arms together on whose outcome is not zero. */
    static final int LEAST_POSITIVE = 20;

    static final Pair NOBODY = new Pair(Group.NOBODY, Group.NOBODY);

    Pair plus(Pair other) {
        return new Pair(champion.plus(other.champion), challenger.plus(other.challenger));
    }

    /** How many outcomes are known. */
    long read() {
        return champion.read() + challenger.read();
    }

    /** Whether there are enough to tell a difference. */
    boolean isEnough() {
        return champion.read() >= LEAST_CUSTOMERS && challenger.read() >= LEAST_CUSTOMERS
                && champion.positive() + challenger.positive() >= LEAST_POSITIVE;
    }

    /** Whether figures of either arm would tell of few customers. */
    boolean tellsOfFew(SmallCells cells) {
        return champion.tellsOfFew(cells) || challenger.tellsOfFew(cells);
    }

    /** Whether both arms have a variance. */
    boolean hasVariance() {
        return champion.read() > 1 && challenger.read() > 1;
    }

    /** The challenger's mean less the champion's. */
    double difference() {
        return challenger.mean() - champion.mean();
    }

    /** The variance of the difference. */
    double variance() {
        return champion.meanVariance() + challenger.meanVariance();
    }
}
