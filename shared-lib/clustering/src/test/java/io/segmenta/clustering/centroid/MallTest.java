package io.segmenta.clustering.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The published figures of the mall customers: income and spending score as they stand. */
@EnabledIfSystemProperty(named = "segmenta.data", matches = ".+")
class MallTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void fit_fiveAndSixClusters_reachesThePublishedSums() throws IOException {
        Matrix x = incomeAndScore();
        KMeansFit five = new KMeans(5, 300, 1e-4, 20).fit(x, 42, ONE);
        assertThat(five.inertia()).isCloseTo(44448.455, within(0.001));
        assertThat(five.sizes()).containsExactly(81, 39, 35, 23, 22);
        assertThat(Silhouette.exact(x, five.labels(), ONE).mean()).isCloseTo(0.553932, within(1e-6));
        assertThat(new KMeans(6, 300, 1e-4, 20).fit(x, 42, ONE).inertia()).isCloseTo(37233.815, within(0.001));
    }

    @Test
    void ward_fiveClusters_hasThePublishedSizes() throws IOException {
        int[] sizes = new int[5];
        for (int label : new Agglomerative(Linkage.WARD).fit(incomeAndScore(), ONE).cut(5)) {
            sizes[label]++;
        }
        assertThat(sizes).containsExactly(85, 39, 32, 23, 21);
    }

    private static Matrix incomeAndScore() throws IOException {
        List<String> lines = Files
                .readAllLines(Path.of(System.getProperty("segmenta.data"), "customers", "Mall_Customers.csv"));
        float[][] columns = new float[2][lines.size() - 1];
        for (int i = 1; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(",", -1);
            columns[0][i - 1] = Float.parseFloat(parts[3]);
            columns[1][i - 1] = Float.parseFloat(parts[4]);
        }
        return Matrix.ofColumns(List.of("income", "score"), columns);
    }
}
