package io.segmenta.pipeline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.ImputeNeighbors;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighborFitTest {
    private static final String SHOP = "customer_id,spend,visits,city,member\n"
            + "A1,10,1,Rome,yes\nA2,20,,Rome,no\nA3,30,3,Oslo,\nA4,90,40,,yes\nA5,,,Oslo,yes\n";

    private static FittedFeatures fit(String text, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("features.impute_numeric", "knn", "features.scale", "none"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        ReadResult data = Reading.text(text, all);
        return FeatureFitter.fit(data.table(), data.schema(), PipelineConfig.defaults().with(all));
    }

    @Test
    void fit_gapsOfNumbers_areFilledFromTheMostSimilarRowsThatMissNothing() {
        FittedFeatures fitted = fit(SHOP, "features.impute_neighbors", "2");
        assertThat(fitted.matrix().names()).startsWith("spend", "visits");
        // A2 is as near to A1 as to A3; A5 has no number to compare: the means of 10, 20, 30, 90 and of 1, 3, 40.
        assertThat(fitted.matrix().column(0)).containsExactly(10, 20, 30, 90, 37.5f);
        assertThat(fitted.matrix().column(1)).containsExactly(1, 2, 3, 40, (float) (44 / 3.0));
        assertThat(fitted.findings()).extracting(Finding::sentence).contains(
                "spend: 1 missing filled with mean 37.5 for want of similar rows",
                "visits: 1 missing filled with the mean of the 2 most similar rows; "
                        + "1 missing filled with mean 14.6667 for want of similar rows",
                "the model keeps the numbers of 3 rows, without names, to fill gaps from (features.impute_numeric: "
                        + "knn)");
        ImputeNeighbors step = (ImputeNeighbors) fitted.pipeline().steps().stream()
                .filter(ImputeNeighbors.class::isInstance).findFirst().orElseThrow();
        assertThat(step.columns()).containsExactly("spend", "visits");
        assertThat(step.imputed()).isEqualTo(3);
    }

    @Test
    void fit_truths_areFilledWithTheMoreFrequentOne() {
        assertThat(fit("a,b,t\n1,2,0\n2,4,1\n3,7,1\n4,8,\n").pipeline().steps())
                .contains(new ImputeNumeric("t", 1, 1, "mode"));
    }

    @Test
    void fit_scale_isOfTheFilledColumn() {
        FittedFeatures fitted = fit(SHOP, "features.scale", "min_max", "features.impute_neighbors", "1",
                "columns.include", "spend,visits");
        // With one neighbour A2 gets the value of the earlier of two equally near ones, A1.
        assertThat(fitted.matrix().column(1)).startsWith(0, 0, (float) (2 / 39.0), 1);
    }

    @Test
    void fit_surveyScores_areFilledFromSimilarRowsToo() {
        StringBuilder text = new StringBuilder("income,q1,q2\n");
        for (int i = 0; i < 20; i++) {
            text.append(100 * i + 7).append(i == 3 ? ",,\n" : "," + (1 + i % 5) + "," + (1 + i % 4) + "\n");
        }
        FittedFeatures fitted = fit(text.toString(), "survey.groups", "{Mood: [q1, q2]}",
                "features.impute_neighbors", "2");
        Matrix x = fitted.matrix();
        int mood = x.names().indexOf("Mood");
        assertThat(x.get(3, mood)).isEqualTo((x.get(2, mood) + x.get(4, mood)) / 2);
    }

    /**
     * scikit-learn 1.2.1, KNNImputer(n_neighbors=5) on 60 whole rows in units of each column's spread; see the
     * generator.
     */
    @Test
    void fit_asScikitLearn_whereReferenceRowsMissNothing() {
        Golden golden = Golden.read("smile.txt");
        Matrix rows = golden.rows("gaps");
        List<Column> columns = new ArrayList<>();
        List<ColumnSchema> schemas = new ArrayList<>();
        for (int j = 0; j < 4; j++) {
            double[] values = new double[rows.rows()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.get(i, j);
            }
            columns.add(new NumericColumn("x" + j, values));
            schemas.add(ColumnSchema.of("x" + j, Role.NUMERIC, "numbers"));
        }
        Matrix filled = FeatureFitter.fit(new Table("gaps.csv", columns), new Schema(schemas),
                PipelineConfig.defaults().with(Map.of("features.impute_numeric", "knn", "features.scale", "none")))
                .matrix();
        double[] expected = golden.values("gaps", "knn");
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat((double) filled.get(60 + i, j)).as("row %d column %d", i, j)
                        .isCloseTo(expected[4 * i + j], within(2e-6));
            }
        }
    }

    @Test
    void fit_sameBitsAtAnyNumberOfThreads() {
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 3_000; i++) {
            text.append(i % 7 == 0 ? "" : i * 37 % 101).append(',').append(i % 5 == 0 ? "" : i * 53 % 89).append(',')
                    .append(i % 11 + 0.5).append('\n');
        }
        ReadResult data = Reading.text(text.toString());
        PipelineConfig config = PipelineConfig.defaults().with(Map.of("features.impute_numeric", "knn"));
        String one = FeatureFitter.fit(data.table(), data.schema(), config).pipeline().toJson();
        for (int threads : new int[] {2, 7}) {
            try (Workers workers = new Workers(threads)) {
                assertThat(FeatureFitter.fit(data.table(), data.schema(), config, workers).pipeline().toJson())
                        .isEqualTo(one);
            }
        }
    }

    @Test
    void fit_numberTooLargeToCompare_isRefusedWithTheSetting() {
        String text = "a,b\n1,2\n2,\n3,1e39\n4,5\n";
        assertThatThrownBy(() -> fit(text)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("column \"b\": expected a magnitude of at most 1.0E15")
                .hasMessageContaining("features.impute_numeric");
    }
}
