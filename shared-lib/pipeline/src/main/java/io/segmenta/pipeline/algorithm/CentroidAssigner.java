package io.segmenta.pipeline.algorithm;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.data.Matrix;
import io.segmenta.statistics.ExactSum;

/** Labels a row by the nearest centre of a segment. */
final class CentroidAssigner {
    private CentroidAssigner() {}

    /** By the centres that the division has: means, medoids or prototypes. */
    static Assigner fit(Matrix x, Division division) {
        return of(x, division.partition().centroids(), division.partition().labels());
    }

    /** By the means of some rows, as if the others had not been there. */
    static Assigner refit(LabelledRows part, Division division) {
        Partition partition = Partition.keeping(part.x(), part.labels(), division.partition().k());
        return of(part.x(), partition.centroids(), part.labels());
    }

    /**
     * By any centres; the sum of the squared distances is exact, so that it is the same in whatever parts it is added.
     */
    static Assigner of(Matrix x, float[][] centroids, int[] labels) {
        ExactSum inertia = new ExactSum();
        return NearestCentroid.fit(x, centroids, labels, inertia::add, inertia::value);
    }
}
