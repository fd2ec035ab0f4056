package io.segmenta.pipeline.algorithm;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.data.Matrix;

/** Labels a row by the nearest centre of a segment. */
final class CentroidAssigner {
    private CentroidAssigner() {}

    /** By the centres that the division has: means, medoids or prototypes. */
    static Assigner fit(Matrix x, Division division) {
        return NearestCentroid.fit(x, division.partition().centroids(), division.partition().labels());
    }

    /** By the means of some rows, as if the others had not been there. */
    static Assigner refit(LabelledRows part, Division division) {
        Partition partition = Partition.keeping(part.x(), part.labels(), division.partition().k());
        return NearestCentroid.fit(part.x(), partition.centroids(), part.labels());
    }
}
