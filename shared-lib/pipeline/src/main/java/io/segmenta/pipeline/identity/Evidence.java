package io.segmenta.pipeline.identity;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What speaks for an earlier segment going on as a new one. Claims about where a segment went are judged on rows of the
 * earlier file, claims about where one came from on rows of the new file: a group that begins beside a segment looks
 * like a part of it among new rows, and not among old ones.
 *
 * @param forward of each earlier segment, how its rows are spread over the new segments
 * @param backward of each new segment, how its rows are spread over the earlier segments
 * @param people what customers of both files did; empty where none are known
 * @param columnWeight what the rows count beside the customers: 1, less where columns were both lost and added, so that
 * neither model can answer for the other's rows
 */
record Evidence(Shares forward, Shares backward, Optional<People> people, double columnWeight) {
    /** What customers count for at most, beside rows: a customer may have changed. */
    private static final double PEOPLE_WEIGHT = 0.3;
    /** Fewer customers of a segment than this say nothing. */
    static final int FEWEST = 20;
    /** Where columns were both lost and added. */
    static final double OTHER_COLUMNS = 0.25;

    /**
     * What customers of both files did.
     *
     * @param forward of each earlier segment, how its customers of both files are spread over the new segments
     * @param backward of each new segment, how its customers of both files are spread over the earlier segments
     * @param coverageBefore of each earlier segment, the share of its customers that the new file has, in [0, 1]
     * @param coverageAfter of each new segment, the share of its customers that the earlier file had, in [0, 1]
     */
    record People(Shares forward, Shares backward, double[] coverageBefore, double[] coverageAfter) {
        boolean enoughBefore(int i) {
            return forward.members(i) >= FEWEST;
        }

        boolean enoughAfter(int j) {
            return backward.members(j) >= FEWEST;
        }
    }

    int before() {
        return forward.of().length;
    }

    int after() {
        return backward.of().length;
    }

    /** The share of an earlier segment that went to a new one, in [0, 1]. */
    double went(int i, int j) {
        double weight = people.filter(who -> who.enoughBefore(i)).map(who -> PEOPLE_WEIGHT * who.coverageBefore()[i])
                .orElse(0.0);
        double by = people.map(who -> who.forward().get(i, j)).orElse(0.0);
        return (columnWeight * forward.get(i, j) + weight * by) / (columnWeight + weight);
    }

    /** The share of a new segment that came from an earlier one, in [0, 1]. */
    double came(int i, int j) {
        double weight = people.filter(who -> who.enoughAfter(j)).map(who -> PEOPLE_WEIGHT * who.coverageAfter()[j])
                .orElse(0.0);
        double by = people.map(who -> who.backward().get(j, i)).orElse(0.0);
        return (columnWeight * backward.get(j, i) + weight * by) / (columnWeight + weight);
    }

    /** The share of an earlier segment that went to a new one, of its customers in both files if they are enough. */
    double toldWent(int i, int j) {
        return people.filter(who -> who.enoughBefore(i)).map(who -> who.forward().get(i, j)).orElse(went(i, j));
    }

    /** The share of a new segment that came from an earlier one, of its customers in both files if they are enough. */
    double toldCame(int i, int j) {
        return people.filter(who -> who.enoughAfter(j)).map(who -> who.backward().get(j, i)).orElse(came(i, j));
    }

    /** The same with all shares drawn anew. */
    Evidence redrawn(SplittableRandom random) {
        return new Evidence(forward.redrawn(random), backward.redrawn(random),
                people.map(who -> new People(who.forward().redrawn(random), who.backward().redrawn(random),
                        who.coverageBefore(), who.coverageAfter())),
                columnWeight);
    }
}
