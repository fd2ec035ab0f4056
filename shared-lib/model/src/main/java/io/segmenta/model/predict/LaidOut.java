package io.segmenta.model.predict;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.UmapPlace;
import org.jspecify.annotations.Nullable;

/**
 * What a model whose features are a layout knows of its segments before they were laid out: the reference rows of each
 * and their mean. Distances in a layout belong to no column, so that answers are explained by these. Immutable.
 */
final class LaidOut {

    private final UmapPlace step;
    private final int[] labels;
    private final float[][] means;

    private LaidOut(UmapPlace step, int[] labels, float[][] means) {
        this.step = step;
        this.labels = labels;
        this.means = means;
    }

    /** Returns what is known, or null of a model whose features are no layout. */
    static @Nullable LaidOut of(FeaturePipeline pipeline, Assigner assigner) {
        return pipeline.layout().map(step -> of(step, assigner)).orElse(null);
    }

    private static LaidOut of(UmapPlace step, Assigner assigner) {
        int[] labels = new int[step.size()];
        double[][] sums = new double[assigner.clusters()][step.inputs().size()];
        int[] counts = new int[sums.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = assigner.assign(step.place(i));
            if (labels[i] >= 0) {
                counts[labels[i]]++;
                float[] row = step.row(i);
                for (int j = 0; j < row.length; j++) {
                    sums[labels[i]][j] += row[j];
                }
            }
        }
        float[][] means = new float[sums.length][];
        for (int c = 0; c < means.length; c++) {
            means[c] = new float[counts[c] == 0 ? 0 : sums[c].length];
            for (int j = 0; j < means[c].length; j++) {
                means[c][j] = (float) (sums[c][j] / counts[c]);
            }
        }
        return new LaidOut(step, labels, means);
    }

    /** Tells whether a segment has reference rows; a tiny one of a large file may have none. */
    boolean knows(int cluster) {
        return means[cluster].length > 0;
    }

    /** Returns the mean of the reference rows of a segment: the array itself, never to be written to. */
    float[] mean(int cluster) {
        return means[cluster];
    }

    /**
     * Returns the share of the memberships of near rows that are of a segment, where rows are near in what a record
     * has.
     */
    double share(FeatureRow row, int cluster) {
        UmapPlace.Near near = step.near();
        near.find(row.told(), row.unknown());
        double all = 0;
        double same = 0;
        for (int p = 0; p < near.count(); p++) {
            all += near.membership(p);
            same += labels[near.reference(p)] == cluster ? near.membership(p) : 0;
        }
        return same / all;
    }
}
