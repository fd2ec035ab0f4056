package io.segmenta.pipeline.experiment;

import io.segmenta.model.base.Check;
import io.segmenta.model.privacy.SmallCells;

/**
 * The outcomes of customers of one arm in one segment.
 *
 * @param exposed customers who were answered
 * @param read those of them whose outcome is known
 * @param positive those of them whose outcome is not zero
 * @param mean of the outcomes; 0 where none is known
 * @param squares sum of squared differences from the mean
 */
public record Group(long exposed, long read, long positive, double mean, double squares) {
    static final Group NOBODY = new Group(0, 0, 0, 0, 0);

    /** A group by the values of those whose outcome is known; in two passes, in the order of the array. */
    static Group of(long exposed, double[] values) {
        long positive = 0;
        double sum = 0;
        for (double value : values) {
            sum += value;
            positive += value == 0 ? 0 : 1;
        }
        double mean = values.length == 0 ? 0 : sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Group(exposed, values.length, positive, mean, squares);
    }

    /**
     * A group of which so many did something and the others did not.
     *
     * @param positive in [0, customers]
     */
    public static Group ofBinary(long customers, long positive) {
        Check.range("positive", positive, 0, customers);
        double mean = customers == 0 ? 0 : (double) positive / customers;
        return new Group(customers, customers, positive, mean, positive * (1 - mean));
    }

    /** Whether figures would tell of few: who was answered, of whom something is known, who did it or did not. */
    boolean tellsOfFew(SmallCells cells) {
        return cells.isFew(exposed) || cells.isFew(read) || cells.isFew(exposed - read) || cells.isFew(positive)
                || cells.isFew(read - positive);
    }

    /** Both groups as one. */
    Group plus(Group other) {
        long all = read + other.read;
        double apart = other.mean - mean;
        return all == 0 ? new Group(exposed + other.exposed, 0, 0, 0, 0)
                : new Group(exposed + other.exposed, all, positive + other.positive,
                        mean + apart * other.read / all,
                        squares + other.squares + apart * apart * ((double) read * other.read / all));
    }

    /** The variance of the mean, s^2 / n with n - 1 in s^2; not defined for fewer than 2 outcomes. */
    double meanVariance() {
        return squares / (read - 1.0) / read;
    }
}
