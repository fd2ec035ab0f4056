package io.segmenta.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig.ScatterAxes;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.ImputeNumeric;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final Workers ONE = new Workers(1);

    private static Projection tsne(float[][] rows) {
        Matrix x = Matrix.ofRows(List.of("a", "b", "c"), rows);
        FeaturePipeline pipeline = new FeaturePipeline(List.of(new ImputeNumeric("a", 0, 0, "mean"),
                new ImputeNumeric("b", 0, 0, "mean"), new ImputeNumeric("c", 0, 0, "mean")), List.of("a", "b", "c"));
        return Projection.of(x, new Table("x.csv", List.of()), pipeline, new int[rows.length], ScatterAxes.TSNE, ONE);
    }

    /** Two groups, one after the other. */
    private static float[][] groups(int n) {
        SplittableRandom random = new SplittableRandom(5);
        float[][] rows = new float[n][3];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                rows[i][j] = (float) random.nextGaussian() + (i < n / 2 ? 0 : 20);
            }
        }
        return rows;
    }

    @Test
    void tsne_moreRowsThanItBears_laysOutEveryOtherAndSaysSo() {
        Projection projection = tsne(groups(Projection.MOST_BY_TSNE + 2));
        assertThat(projection.x()).hasSize(751);
        assertThat(projection.drawn().orElseThrow()).startsWith(0, 2, 4).hasSize(751);
        assertThat(projection.frame().titleX()).startsWith("t-SNE 1 (751 of 1,502 rows; near rows stay near");
        assertThat(projection.frame().linear()).isFalse();
        assertThat(groupsApart(projection)).as("no point is nearer to the middle of the other group").isTrue();
    }

    private static boolean groupsApart(Projection projection) {
        int half = (projection.x().length + 1) / 2;
        double[] first = middle(projection, 0, half);
        double[] second = middle(projection, half, projection.x().length);
        for (int i = 0; i < projection.x().length; i++) {
            if (square(projection, i, first) < square(projection, i, second) != i < half) {
                return false;
            }
        }
        return true;
    }

    private static double[] middle(Projection projection, int from, int to) {
        double[] middle = new double[2];
        for (int i = from; i < to; i++) {
            middle[0] += projection.x()[i] / (to - from);
            middle[1] += projection.y()[i] / (to - from);
        }
        return middle;
    }

    private static double square(Projection projection, int i, double[] at) {
        double x = projection.x()[i] - at[0];
        double y = projection.y()[i] - at[1];
        return x * x + y * y;
    }

    @Test
    void tsne_tooFewRows_areShownOnComponentsWithANote() {
        Projection few = tsne(groups(Projection.LEAST_BY_TSNE - 1));
        assertThat(few.frame().heading()).isEqualTo("Segments on two components (too few rows for t-SNE)");
        assertThat(few.drawn()).isEmpty();
        Projection enough = tsne(groups(Projection.LEAST_BY_TSNE));
        assertThat(enough.frame().heading()).isEqualTo("Segments laid out by t-SNE");
        assertThat(enough.drawn()).isEmpty();
    }

    @Test
    void tsne_repeatedRows_haveAPlace() {
        float[][] rows = new float[40][3];
        rows[7][0] = 5;
        Projection projection = tsne(rows);
        for (int i = 0; i < rows.length; i++) {
            assertThat(projection.x()[i]).isFinite();
            assertThat(projection.y()[i]).isFinite();
        }
    }
}
