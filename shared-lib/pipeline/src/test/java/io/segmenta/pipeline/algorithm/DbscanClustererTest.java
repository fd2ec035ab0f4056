package io.segmenta.pipeline.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The radius that is found where none is given. */
class DbscanClustererTest {
    private static Division divide(Matrix x, Map<String, String> settings) {
        try (Workers workers = new Workers(1)) {
            return new DbscanClusterer(ConfigReader.read(List.of(ConfigSource.set(settings))).clustering())
                    .fit(Rows.of(x), x.rows(), 1, workers);
        }
    }

    /** Two piles of one spread, so far apart. */
    private static Matrix piles(double apart) {
        Random random = new Random(8);
        float[][] columns = new float[2][400];
        for (int i = 0; i < 400; i++) {
            columns[0][i] = (float) (random.nextGaussian() + (i % 2 == 0 ? 0 : apart));
            columns[1][i] = (float) random.nextGaussian();
        }
        return Matrix.ofColumns(List.of("x", "y"), columns);
    }

    @Test
    void pilesFarApart_arePartedByTheBend() {
        Division division = divide(piles(12), Map.of());
        assertThat(division.partition().k()).isEqualTo(2);
        assertThat(division.notes()).isEmpty();
    }

    @Test
    void pilesThatTouch_arePartedByASmallerRadius_whichIsTold() {
        Division division = divide(piles(3.7), Map.of());
        assertThat(division.partition().k()).isGreaterThanOrEqualTo(2);
        assertThat(division.notes()).singleElement().asString()
                .startsWith("At the radius where the distances bend, ")
                .containsPattern(
                        "dbscan finds one segment only; at 0\\.\\d+ \\(radius_quantile 0\\.\\d+\\) it finds \\d");
    }

    /** Rows without groups in six dimensions. */
    private static Matrix even() {
        Random random = new Random(8);
        float[][] columns = new float[6][400];
        for (float[] column : columns) {
            for (int i = 0; i < column.length; i++) {
                column[i] = random.nextFloat();
            }
        }
        return Matrix.ofColumns(List.of("a", "b", "c", "d", "e", "f"), columns);
    }

    @Test
    void rowsWithoutGroups_areRefusedWithWhy() {
        assertThatThrownBy(() -> divide(even(), Map.of())).isInstanceOf(DataException.class)
                .hasMessageContaining("between segments these rows are as dense as within them. "
                        + "clustering.algorithm: kmeans divides such rows");
        assertThatThrownBy(() -> divide(piles(0), Map.of("clustering.dbscan.radius", "3")))
                .hasMessageContaining("a smaller clustering.dbscan.min_samples or another clustering.dbscan.radius");
    }
}
