package io.segmenta.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The examples of the Javadoc: compiled, run and checked. */
class SnippetsTest {

    private static final float[][] ROWS = {{0, 0}, {0, 1}, {9, 0}, {9, 1}};

    @Test
    void kMeans() {
        // @start region="kMeans"
        Matrix x = Matrix.ofRows(List.of("visits", "spend"), ROWS);
        try (Workers workers = Workers.available()) {
            KMeansFit fit = KMeans.withDefaults(2).fit(x, 42, workers);
            int[] labels = fit.labels(); // one in [0, 2) for each row
            double inertia = fit.inertia(); // 1.0: four rows, each 0.5 from its mean
            // @end
            assertThat(labels[0]).isEqualTo(labels[1]).isNotEqualTo(labels[2]);
            assertThat(labels[2]).isEqualTo(labels[3]);
            assertThat(inertia).isEqualTo(1.0);
        }
    }

    @Test
    void agglomerative() {
        // @start region="agglomerative"
        Matrix x = Matrix.ofRows(List.of("visits", "spend"), ROWS);
        try (Workers workers = Workers.available()) {
            Dendrogram tree = new Agglomerative(Linkage.SINGLE).fit(x, workers);
            double last = tree.height(tree.rows() - 2); // 9.0: the gap between the two groups
            int[] labels = tree.cut(2);
            // @end
            assertThat(last).isEqualTo(9.0);
            assertThat(labels[0]).isEqualTo(labels[1]).isNotEqualTo(labels[2]);
        }
    }

    @Test
    void silhouette() {
        // @start region="silhouette"
        Matrix x = Matrix.ofRows(List.of("visits", "spend"), ROWS);
        try (Workers workers = Workers.available()) {
            Silhouette silhouette = Silhouette.exact(x, new int[] {0, 0, 1, 1}, workers);
            double mean = silhouette.mean(); // 0.889: well apart
            // @end
            assertThat(mean).isCloseTo(1 - 1 / ((9 + Math.sqrt(82)) / 2), Offset.offset(1e-6));
        }
    }
}
