package io.segmenta.benchmarks;

import java.util.Arrays;
import smile.clustering.HierarchicalClustering;
import smile.clustering.KMeans;
import smile.clustering.linkage.WardLinkage;

/** Smile, timed in this process as it has no other. */
final class Smile {

    private Smile() {}

    /** Does the task; its k-means draws its own start, so its inertia is another. */
    static double[] run(Task task, Dataset data) {
        double[][] rows = new double[data.matrix.rows()][data.matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = data.matrix.get(i, j);
            }
        }
        return switch (task.kind) {
            case "fit" -> new double[] {KMeans.fit(rows, data.start.length, 25).distortion() * rows.length};
            case "ward" -> new double[] {
                    Arrays.stream(HierarchicalClustering.fit(WardLinkage.of(rows)).height()).sum()};
            case String other -> throw new IllegalStateException("Smile does not do " + other);
        };
    }
}
