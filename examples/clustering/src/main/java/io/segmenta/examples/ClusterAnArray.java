package io.segmenta.examples;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;

/** Finds two groups in an array of customers. */
public final class ClusterAnArray {

    private ClusterAnArray() {}

    /**
     * Prints the cluster of each customer.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        float[][] customers = {{21, 15}, {23, 18}, {22, 14}, {58, 90}, {61, 84}, {60, 95}};
        Matrix rows = Matrix.ofRows(List.of("age", "spend"), customers);
        try (Workers workers = new Workers(1)) {
            KMeansFit fit = KMeans.withDefaults(2).fit(rows, 42, workers);
            System.out.println(Arrays.toString(fit.labels()));
            System.out.println(Arrays.deepToString(fit.centroids()));
        }
    }
}
