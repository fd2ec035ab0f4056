package io.segmenta.model.predict;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.steps.FeatureRow;
import org.jspecify.annotations.Nullable;

/** What decided about the record of a session, split over the source columns. */
final class Parts {

    private final Assigner assigner;
    private final @Nullable LaidOut laidOut;
    private final int[] explained;
    private final FeatureRow row;
    private final double[] into;

    /** @param into one place per source column, overwritten by {@link #split} */
    Parts(Predictor predictor, FeatureRow row, double[] into) {
        this.assigner = predictor.model().assigner();
        this.laidOut = predictor.laidOut();
        this.explained = predictor.explained();
        this.row = row;
        this.into = into;
    }

    /**
     * Splits and returns what is no column's. Both add up to the margin of the decision, but for a layout: to the
     * squared distance to the runner-up less that to the segment, of a mixture to the logarithm of the odds.
     *
     * @param squared as the assigner found it, and so {@code points}
     */
    double split(Assignment assignment, double[] squared, int[] points) {
        int winner = assignment.cluster();
        int runnerUp = assignment.runnerUp();
        if (laidOut != null) {
            row.split(laidOut.mean(winner), laidOut.mean(runnerUp), into);
            return 0;
        }
        if (assigner instanceof GaussianPosterior mixture) {
            float[] values = row.values();
            row.split(mixture.point(winner), mixture.slope(values, winner), mixture.point(runnerUp),
                    mixture.slope(values, runnerUp), into);
            double other = mixture.advantage(winner, runnerUp);
            double[] logs = mixture.logWeights(values);
            settle(logs[winner] - logs[runnerUp] - other);
            return other;
        }
        row.split(assigner.point(points[winner]), assigner.point(points[runnerUp]), into);
        settle(squared[runnerUp] - squared[winner]);
        return 0;
    }

    /** Gives what single precision rounds off, which is no column's, to the weightiest one. */
    private void settle(double margin) {
        double left = margin;
        int most = explained.length == 0 ? -1 : explained[0];
        for (int s : explained) {
            left -= into[s];
            most = Math.abs(into[s]) > Math.abs(into[most]) ? s : most;
        }
        if (most >= 0) {
            into[most] += left;
        }
    }
}
