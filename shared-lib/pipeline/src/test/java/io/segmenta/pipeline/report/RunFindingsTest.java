package io.segmenta.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.TrainingResult;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a run is the same in the report and beside the profiles, and complete. */
class RunFindingsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void reportAndProfile_tellTheSame_andEverything(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> algorithms = List.of("kmeans", "dbscan", "auto", "hdbscan", "agglomerative", "som");
        Map<String, String> settings = Map.of("clustering.algorithm", algorithms.get((int) (seed % 6)),
                "cleaning.drop_duplicates", Boolean.toString(random.nextBoolean()), "cleaning.outliers",
                random.nextBoolean() ? "report" : "set_aside");
        PipelineConfig config = PipelineConfig.defaults().with(settings);
        try (Workers workers = new Workers(2)) {
            ReadResult data = TableReader.read(
                    new ByteArrayInputStream(table(random).getBytes(StandardCharsets.UTF_8)), "customers.csv", config);
            TrainingResult result = Pipeline.train(data, config, workers, Progress.NONE);
            JsonObject report = document(result, RunFile.REPORT);
            List<String> told = told(report.objects("findings"));
            assertThat(told(document(result, RunFile.PROFILE).objects("notes"))).isEqualTo(told)
                    .doesNotHaveDuplicates();
            Stream<String> everything = Stream.of(data.report().notes().stream(), data.report().evidence().stream(),
                    report.objects("columns").stream().map(column -> column.string("reason"))).flatMap(all -> all);
            assertThat(told).extracting(line -> line.substring(line.indexOf('|', line.indexOf('|') + 1) + 1))
                    .containsAll(everything.filter(text -> !text.isEmpty()).toList());
            assertThat(told).anyMatch(line -> line.startsWith("imputed|income|"))
                    .anyMatch(line -> line.startsWith("dropped|same|"))
                    .anyMatch(line -> line.startsWith("dropped|tax|"))
                    .anyMatch(line -> line.startsWith("used|visits|"))
                    .anyMatch(line -> line.startsWith("read_as|customer_id|"))
                    .anyMatch(line -> line.startsWith("read||"));
            if (algorithms.get((int) (seed % 6)).equals("dbscan")) {
                assertThat(told).anyMatch(line -> line.startsWith("segments||") && line.contains("radius"));
            }
            if (algorithms.get((int) (seed % 6)).equals("auto")) {
                assertThat(told).anyMatch(line -> line.startsWith("search||"));
            }
        }
    }

    @Test
    void representatives_haveTheirValuesInTheColumnsThatShapedTheSegments() throws IOException {
        PipelineConfig config = PipelineConfig.defaults();
        try (Workers workers = new Workers(1)) {
            String table = table(new Random(1));
            ReadResult data = TableReader.read(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)),
                    "customers.csv", config);
            JsonObject first = document(Pipeline.train(data, config, workers, Progress.NONE), RunFile.REPRESENTATIVES)
                    .objects("segments").getFirst().objects("representatives").getFirst();
            String[] cells = table.lines().toList().get((int) first.integer("row")).split(",", -1);
            assertThat(first.object("values").number("visits")).isEqualTo(Double.parseDouble(cells[2]));
            assertThat(first.object("values").has("customer_id")).isFalse();
            assertThat(first.object("values").has("same")).isFalse();
        }
    }

    private static JsonObject document(TrainingResult result, RunFile file) {
        return Json
                .parse(result.artifacts().stream().filter(artifact -> artifact.path().equals(file.path())).findFirst()
                        .orElseThrow().bytes(), file.path());
    }

    private static List<String> told(List<JsonObject> findings) {
        return findings.stream().map(finding -> finding.string("kind") + "|"
                + (finding.has("column") ? finding.string("column") : "") + "|" + finding.string("text")).toList();
    }

    private static String table(Random random) {
        StringBuilder table = new StringBuilder("customer_id,income,visits,tax,same,city\n");
        for (int i = 0; i < 240; i++) {
            int visits = 5 + 40 * (i % 3) + random.nextInt(6);
            String income = i % 17 == 0 ? ""
                    : String.format(Locale.ROOT, "%.1f", 100 * ((i + i / 3) % 3) + 5 * random.nextGaussian());
            table.append("C").append(10_000 + i).append(',').append(income).append(',').append(visits).append(',')
                    .append(2 * visits).append(",x,").append(List.of("Rome", "Oslo").get(random.nextInt(2)))
                    .append('\n');
        }
        return table.toString();
    }
}
