package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.assignments;
import static io.segmenta.pipeline.PipelineTest.customers;
import static io.segmenta.pipeline.PipelineTest.text;
import static io.segmenta.pipeline.PipelineTest.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.steps.Scale;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import io.segmenta.pipeline.report.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows unlike all others: two huge ones behind 300 rows of three groups. */
class OutliersTest {
    private static final String CUSTOMERS = customers(300, 1) + "C90001,90000,4\nC90002,20,9000\n";

    private static Map<String, String> outliers(String setting, String... others) {
        Map<String, String> settings = new HashMap<>(Map.of("cleaning.outliers", setting, "features.skew", "none"));
        for (int i = 0; i < others.length; i += 2) {
            settings.put(others[i], others[i + 1]);
        }
        return settings;
    }

    private static JsonObject json(TrainingResult result, String path) {
        return Json.parse(text(result, path).getBytes(StandardCharsets.UTF_8), path);
    }

    private static List<String> findings(TrainingResult result) {
        return json(result, "report.json").objects("findings").stream().map(finding -> finding.string("text")).toList();
    }

    @Test
    void auto_setsAsideAFewOfAnotherSize_andSaysSo() throws IOException {
        TrainingResult result = train(CUSTOMERS, Map.of());
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(150L, 100L, 50L);
        assertThat(findings(result)).contains("2 rows unlike all others were set aside and shape no segment: rows 301 "
                + "and 302 (cleaning.outliers: auto): their total_spend, visit_frequency is of another size than that "
                + "of all others");
        assertThat(result.choice().verdict()).endsWith("2 rows unlike all others were set aside before.");
        assertThat(assignments(result)).hasSize(303);
        assertThat(result.metrics()).containsEntry("outlier_rows", 2);
    }

    @Test
    void auto_whereNoRowIsOfAnotherSize_isAsKeep() {
        TrainingResult plain = train(customers(300, 1), Map.of());
        TrainingResult kept = train(customers(300, 1), Map.of("cleaning.outliers", "keep"));
        assertThat(text(plain, "report.json")).isEqualTo(text(kept, "report.json"));
        assertThat(plain.metrics()).isEqualTo(kept.metrics());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 1000})
    void auto_findsTheGroupsWhateverTheSizeOfThePaymentThatLostItsPoint(double size) {
        TrainingResult result = train(customers(300, 1) + "C90001," + (long) (90_000 * size) + ",4\n", Map.of());
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(150L, 100L, 50L);
    }

    @Test
    void keep_letsTheOutliersShapeTheSegments() {
        TrainingResult kept = train(CUSTOMERS, outliers("keep"));
        assertThat(kept.model().segments()).extracting(segment -> segment.size()).doesNotContain(150L);
        assertThat(kept.metrics()).doesNotContainKey("outlier_rows");
        assertThat(json(kept, "report.json").has("outliers")).isFalse();
    }

    @Test
    void setAside_findsTheGroups_andLabelsTheRowsAfterwards() throws IOException {
        TrainingResult result = train(CUSTOMERS, outliers("set_aside"));
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(150L, 100L, 50L);
        Scale scale = (Scale) result.model().pipeline().steps().stream().filter(Scale.class::isInstance).findFirst()
                .orElseThrow();
        assertThat(scale.center()).as("the mean of total_spend without the outliers").isBetween(50.0, 60.0);
        assertThat(result.model().baseline().rows()).isEqualTo(300);
        assertThat(result.metrics()).containsEntry("outlier_rows", 2).containsEntry("n_samples", 300);
        assertThat(result.model().metrics()).containsEntry("outlier_rows", 2.0);
        assertThat(findings(result)).contains("2 rows unlike all others were set aside and shape no segment: "
                + "rows 301 and 302 (cleaning.outliers: set_aside)");
        List<String> lines = assignments(result);
        assertThat(lines).hasSize(303);
        assertThat(lines.subList(301, 303)).allMatch(line -> line.contains(",s-"));
        for (String file : List.of("report.json", "profile.json")) {
            JsonObject listed = json(result, file).object("outliers");
            assertThat(listed.integer("count")).isEqualTo(2);
            assertThat(listed.bool("set_aside")).isTrue();
            assertThat(listed.numbers("rows")).containsExactly(301, 302);
        }
        assertThat(json(result, "report.json").integer("rows_used")).isEqualTo(300);
    }

    @Test
    void setAside_levelThatOnlyTheOutliersHave_isNotRefusedInTheRunButInAPrediction() throws IOException {
        StringBuilder text = new StringBuilder();
        int row = 0;
        for (String line : CUSTOMERS.lines().toList()) {
            String city = row == 0 ? "city" : row > 300 ? "Mars" : row % 2 == 0 ? "Rome" : "Oslo";
            text.append(line).append(',').append(city).append('\n');
            row++;
        }
        TrainingResult result = train(text.toString(), outliers("set_aside", "features.unseen", "refuse"));
        List<String> lines = assignments(result);
        assertThat(lines).hasSize(303);
        assertThat(lines.subList(301, 303)).allMatch(line -> line.contains(",s-"));
        InputRecord record = InputRecord.of(result.model().schema(), Map.of("total_spend", 50, "city", "Mars"));
        Predictor predictor = new Predictor(result.model(), "v1");
        assertThatThrownBy(() -> predictor.predict(record, Instant.EPOCH)).isInstanceOf(DataException.class)
                .hasMessage("field \"city\": expected one of the 2 levels that training saw (Oslo, Rome) or no value, "
                        + "got \"Mars\"");
    }

    @Test
    void report_namesTheRowsAndChangesNoSegment() {
        TrainingResult told = train(CUSTOMERS, outliers("report"));
        TrainingResult kept = train(CUSTOMERS, outliers("keep"));
        assertThat(findings(told))
                .contains("2 rows are unlike all others: rows 301 and 302 (cleaning.outliers: report)");
        assertThat(told.model().segments()).isEqualTo(kept.model().segments());
        assertThat(text(told, "plots/profile.svg")).isEqualTo(text(kept, "plots/profile.svg"));
        assertThat(told.metrics()).containsEntry("outlier_rows", 2).containsEntry("n_samples", 302);
        assertThat(json(told, "profile.json").object("outliers").bool("set_aside")).isFalse();
    }

    @Test
    void noSuchRow_isSaid() {
        TrainingResult result = train(customers(300, 1), outliers("set_aside"));
        assertThat(findings(result)).contains("no row is unlike all others (cleaning.outliers: set_aside)");
        assertThat(result.metrics()).containsEntry("outlier_rows", 0);
        assertThat(result.model().segments()).isEqualTo(train(customers(300, 1), Map.of()).model().segments());
    }

    @Test
    void manySuchRows_areNamedUpToTen() {
        StringBuilder text = new StringBuilder(customers(600, 1));
        for (int i = 0; i < 12; i++) {
            text.append("C9%d,%d,%d%n".formatted(i, 5_000 + 4_000 * i * i, 3_000 - 900 * i * i));
        }
        assertThat(findings(train(text.toString(), outliers("report"))))
                .contains(
                        "12 rows are unlike all others: rows 601, 602, 603, 604, 605, 606, 607, 608, 609, 610 and 2 "
                                + "more"
                                + " (cleaning.outliers: report)");
    }

    @Test
    void setAside_withRepeatedRowsDropped_countsRowsOfTheFile() throws IOException {
        String repeated = CUSTOMERS.replaceFirst("C00000.*\n", "").replace("C90001",
                "C00000,20,4\nC80001,20,4\nC90001");
        TrainingResult result = train(repeated, outliers("set_aside", "cleaning.drop_duplicates", "true"));
        assertThat(findings(result))
                .contains("1 rows repeat an earlier one in every used column and were left out");
        double[] rows = json(result, "report.json").object("outliers").numbers("rows");
        assertThat(rows).contains(302, 303).hasSizeLessThan(6);
        assertThat(result.metrics()).containsEntry("n_samples", 302 - rows.length);
        assertThat(assignments(result)).hasSize(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kprototypes", "hdbscan", "som", "agglomerative"})
    void setAside_withOtherAlgorithms_findsTheGroupsToo(String algorithm) throws IOException {
        boolean found = algorithm.equals("hdbscan");
        TrainingResult result = train(CUSTOMERS,
                outliers("set_aside", "clustering.algorithm", algorithm, "clustering.k", found ? "0" : "3"));
        assertThat(result.model().segments()).hasSize(3);
        assertThat(result.metrics()).containsEntry("outlier_rows", 2);
        assertThat(assignments(result)).hasSize(303);
    }

    @Test
    void setAside_sameBytesAtAnyNumberOfThreads() {
        ReadResult data = Reading.text(CUSTOMERS);
        PipelineConfig config = PipelineConfig.defaults().with(outliers("set_aside"));
        Map<String, String> one = digests(trained(data, config, 1));
        assertThat(digests(trained(data, config, 2))).isEqualTo(one);
        assertThat(digests(trained(data, config, 7))).isEqualTo(one);
    }

    private static TrainingResult trained(ReadResult data, PipelineConfig config, int threads) {
        try (Workers workers = new Workers(threads)) {
            return Pipeline.train(data, config, workers, Progress.NONE);
        }
    }

    @Test
    void setAside_nothingTellsTheRestApart_refusesAndNamesTheSetting() {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 40; i++) {
            text.append(i == 17 ? "500,900\n" : "1,2\n");
        }
        assertThatThrownBy(() -> train(text.toString(), outliers("set_aside", "clustering.k", "2")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column can be used to tell customers apart: a")
                .hasMessageEndingWith(
                        "; that is without 1 row unlike all others, which cleaning.outliers: keep would keep");
    }

    @Test
    void setAside_whereAModelGoesOn_itsCentresAreMovedByTheOtherRowsOnly() {
        TrainingResult before = train(customers(300, 1), Map.of("clustering.k", "3"));
        ReadResult data = Reading.text(CUSTOMERS);
        try (Workers workers = new Workers(2)) {
            TrainingResult after = Pipeline.train(data, PipelineConfig.defaults().with(outliers("set_aside")),
                    Optional.of(before.model()), workers, Progress.NONE);
            TrainingResult clean = Pipeline.train(Reading.text(customers(300, 1)), PipelineConfig.defaults(),
                    Optional.of(before.model()), workers, Progress.NONE);
            assertThat(after.model().assigner().point(0)).isEqualTo(clean.model().assigner().point(0));
            assertThat(after.model().segments()).isEqualTo(clean.model().segments());
            assertThat(after.metrics()).containsEntry("outlier_rows", 2);
        }
    }

    private static Map<String, String> digests(TrainingResult result) {
        Map<String, String> digests = new TreeMap<>();
        for (Artifact artifact : result.artifacts()) {
            digests.put(artifact.path(), ModelFile.id(artifact.bytes()));
        }
        return digests;
    }
}
