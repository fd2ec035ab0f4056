package io.segmenta.model.confidence;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.assign.Unknown;
import io.segmenta.model.base.Check;
import java.util.List;

/**
 * What training learned of how sure the answers of its model are. Immutable and safe for use by several threads.
 *
 * <p>
 * <b>Fit</b> is the p-value of a row's score among those of training rows of its segment, each scored as if it had not
 * been there: of rows like those of training a share of at most alpha has a fit of at most alpha, and lies
 * <b>outside</b>. A row in no segment has the fit to the nearest. A row lies <b>between</b> its segment and the
 * runner-up when its margin is among the least 5 % of the segment's and it fits the runner-up better than alpha.
 * <b>Confidence</b> is the share of trainings on other rows of the same kind in which the answer would stay.
 */
public final class Calibration {

    /** The most rows that are kept to tell what a record may be where something of it is not known. */
    public static final int MOST_EXAMPLES = 256;

    /** So many of these rows, the most alike in what is known, stand for the record. */
    private static final int DRAWS = 24;

    private final double alpha;
    private final ScoreTable[] scores;
    private final double[] narrow;
    private final StayCurve[] stays;
    private final Examples examples;

    /** How well a record fits, and how sure its segment is, both in [0, 1], where something of it is not known. */
    public record Expected(double fit, double confidence) {}

    /**
     * @param alpha the share of usual rows that may be called outside, in (0, 1)
     * @param scores per cluster the scores of its rows
     * @param narrow per cluster the margin below which a row is among the least 5 %
     * @param stays per cluster how likely answers stay, and at last that of rows in no cluster
     * @param examples at most {@value #MOST_EXAMPLES} rows of training, of d features each, at least one, in an order
     * that says nothing
     */
    public Calibration(double alpha, List<ScoreTable> scores, double[] narrow, List<StayCurve> stays,
            float[][] examples) {
        Check.argument(alpha > 0 && alpha < 1, "alpha must be in (0, 1), got %s", alpha);
        int k = scores.size();
        Check.argument(narrow.length == k && stays.size() == k + 1,
                "%d scores, %d margins and %d curves; there must be as many, and a curve more", k, narrow.length,
                stays.size());
        this.examples = new Examples(examples);
        for (double margin : narrow) {
            Check.argument(!Double.isNaN(margin), "a margin must be a number, got %s", margin);
        }
        this.alpha = alpha;
        this.scores = scores.toArray(new ScoreTable[0]);
        this.narrow = narrow.clone();
        this.stays = stays.toArray(new StayCurve[0]);
    }

    /** Returns the share of usual rows that may be called outside. */
    public double alpha() {
        return alpha;
    }

    /** Returns k, the number of clusters. */
    public int clusters() {
        return scores.length;
    }

    /** Returns d, the number of features. */
    public int dimensions() {
        return examples.dimensions();
    }

    ScoreTable scores(int cluster) {
        return scores[cluster];
    }

    double narrow(int cluster) {
        return narrow[cluster];
    }

    /** Returns the curve of a cluster; that of rows in none has the number k. */
    StayCurve stay(int cluster) {
        return stays[cluster];
    }

    /** Returns the examples: the arrays themselves, never to be written to. */
    float[][] examples() {
        return examples.rows();
    }

    /** Returns how well a row fits its cluster, of a row in none the nearest: a p-value in (0, 1]. */
    public double fit(Assignment answer) {
        return scores[answer.scored()].p(answer.score());
    }

    /** Tells whether a row is in no cluster, or fits as badly as a share of alpha of the usual rows at most. */
    public boolean isOutside(Assignment answer, double fit) {
        return answer.cluster() < 0 || fit <= alpha;
    }

    /** Returns the other cluster that a row lies between its own and, or -1. */
    public int between(Assignment answer) {
        int cluster = answer.cluster();
        return cluster >= 0 && answer.runnerUp() >= 0 && answer.margin() < narrow[cluster]
                && scores[answer.runnerUp()].p(answer.otherScore()) > alpha ? answer.runnerUp() : -1;
    }

    /** Returns the share of trainings, in [0, 1], in which the answer would stay. */
    public double confidence(Assignment answer) {
        return curve(answer).at(answer.margin());
    }

    private StayCurve curve(Assignment answer) {
        return stays[answer.cluster() < 0 ? scores.length : answer.cluster()];
    }

    /**
     * Returns the share of trainings, in [0, 1], that would answer a certain cluster. Where that is not what is
     * answered but the next best, it is the share that does not stay, of those that have the segments at all; where it
     * is neither, none.
     *
     * @param cluster in [0, k), or -1 for none
     */
    public double confidence(Assignment answer, int cluster) {
        double own = confidence(answer);
        return answer.cluster() == cluster ? own
                : answer.runnerUp() == cluster || cluster < 0 ? curve(answer).most() * (1 - own) : 0;
    }

    /**
     * Returns what is to be expected of a record of which something is not known: the mean over draws of what that may
     * be, taken from the rows of training that are most alike in what is known. Time O(rows d) and of {@value #DRAWS}
     * answers, of which what is known is measured once.
     *
     * @param row d features, whatever they are where they are not known
     * @param cluster that is answered for it, in [0, k), or -1 for none
     * @param unknown orthonormal directions of d features each, along which the row may lie anywhere
     */
    public Expected expected(Assigner assigner, float[] row, int cluster, double[][] unknown) {
        Unknown directions = Unknown.of(unknown, row.length);
        int[] alike = examples.alike(row, directions, DRAWS);
        double fit = 0;
        double confidence = 0;
        for (Assignment answer : assigner.completed(row, directions, examples.rows(), alike)) {
            fit += fit(answer);
            confidence += confidence(answer, cluster);
        }
        return new Expected(fit / alike.length, confidence / alike.length);
    }
}
