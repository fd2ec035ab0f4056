package io.segmenta.model.moves;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.RowEncoder;

/** A model that is asked again and again about one record and its likes. For one thread. */
final class Asked {
    private final RowEncoder encoder;
    private final FeatureRow row;
    private final Assigner assigner;
    private final int[] points;

    Asked(SegmentationModel model) {
        this.encoder = model.pipeline().encoder(model.schema());
        this.row = encoder.newRow();
        this.assigner = model.assigner();
        this.points = new int[assigner.clusters()];
    }

    /** Returns the features of a record, a copy; empty where it cannot be used. */
    float[] features(InputRecord record) {
        return encoder.encode(record, row) ? row.values().clone() : new float[0];
    }

    /** Returns what an answer is explained by, a copy: the features, or what a layout places. */
    float[] told(InputRecord record) {
        return encoder.encode(record, row) ? row.told().clone() : new float[0];
    }

    /** Returns the cluster that the model answers, -1 for none, -2 where the record cannot be used. */
    int answer(InputRecord record) {
        return encoder.encode(record, row) ? assigner.assign(row.values()) : -2;
    }

    /**
     * Returns what speaks for each cluster at a point of the features: the greatest wins. Differences of two clusters
     * are linear along a line, of a mixture quadratic.
     */
    double[] scores(float[] features) {
        if (assigner instanceof GaussianPosterior mixture) {
            return mixture.logWeights(features);
        }
        double[] scores = new double[points.length];
        assigner.locate(features, scores, points);
        for (int k = 0; k < scores.length; k++) {
            scores[k] = -scores[k];
        }
        return scores;
    }
}
