package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.read.Reading;
import io.segmenta.pipeline.report.Artifact;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
    private static final Map<String, String> NONE = Map.of();

    @ParameterizedTest
    @CsvSource({"svg, 5, 0", "png, 0, 5", "both, 5, 5"})
    void train_formatOfPictures_writesEachInThatForm(String format, int drawings, int pixels) {
        List<Artifact> files = train(customers(300, 1), Map.of("plots.format", format)).artifacts();
        assertThat(files).filteredOn(file -> file.path().matches("plots/.*[.]svg")).hasSize(drawings)
                .allMatch(file -> file.contentType().equals("image/svg+xml"));
        assertThat(files).filteredOn(file -> file.path().matches("plots/.*[.]png")).hasSize(pixels)
                .allMatch(file -> file.contentType().equals("image/png"))
                .allSatisfy(file -> assertThat(file.bytes()).startsWith(0x89, 'P', 'N', 'G').isEqualTo(file.bytes()));
    }

    @Test
    void train_threePlantedGroups_findsSizesAndNames() {
        TrainingResult result = train(customers(300, 1), NONE);
        assertThat(result.choice().k()).isEqualTo(3);
        assertThat(result.model().segments()).extracting(segment -> segment.size()).containsExactly(150L, 100L, 50L);
        assertThat(result.model().segments()).extracting(segment -> segment.name()).containsExactly(
                "Low-spending, occasional customers", "High-spending, frequent customers",
                "High-spending, regular customers");
        assertThat(result.model().segments()).extracting(segment -> segment.id()).doesNotHaveDuplicates();
        assertThat(result.choice().verdict()).contains("a strong structure");
        assertThat(result.choice().candidates()).filteredOn(one -> one.k() == 3)
                .allMatch(one -> one.stability() > 0.99);
        assertThat(result.choice().candidates()).filteredOn(one -> one.k() == 10)
                .allMatch(one -> one.stability() < 0.8);
    }

    @Test
    void train_oneAndTwoThreads_givesTheSameBytes() {
        String data = customers(3_000, 2);
        for (Map<String, String> settings : List.of(NONE, Map.of("clustering.algorithm", "agglomerative"),
                Map.of("clustering.algorithm", "agglomerative", "clustering.linkage", "average"),
                Map.of("clustering.algorithm", "som"), Map.of("clustering.algorithm", "som_kmeans"),
                Map.of("clustering.algorithm", "gaussian_mixture"))) {
            Map<String, String> one = digests(train(data, settings, 1));
            assertThat(digests(train(data, settings, 2))).isEqualTo(one);
        }
    }

    @Test
    void train_anotherProcess_givesTheSameBytes() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), PipelineTest.class.getName()).redirectErrorStream(true).start();
        List<String> lines;
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            lines = reader.lines().filter(line -> line.startsWith("digest ")).toList();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(lines).isEqualTo(printed());
    }

    /** The other process of {@link #train_anotherProcess_givesTheSameBytes}. */
    public static void main(String[] arguments) {
        printed().forEach(System.out::println);
    }

    /** Also of a table with levels, dates and what is protected: maps and sets have another order in each process. */
    private static List<String> printed() {
        return Stream.of(customers(500, 3), mixed(400))
                .flatMap(table -> digests(train(table, NONE)).entrySet().stream())
                .map(entry -> "digest " + entry.getKey() + " " + entry.getValue()).toList();
    }

    private static String mixed(int rows) {
        SplittableRandom random = new SplittableRandom(8);
        StringBuilder csv = new StringBuilder("customer_id,visits,spend,gender,plan,region,joined_on,orders\n");
        for (int i = 0; i < rows; i++) {
            int kind = i % 2;
            csv.append("C-").append(10_000 + i).append(',').append(kind * 20 + random.nextInt(6)).append(',')
                    .append(kind * 500 + 100 + random.nextInt(90)).append(',')
                    .append(random.nextInt(10) < (kind == 0 ? 8 : 2) ? "Female" : "Male").append(',')
                    .append(List.of("basic", "plus", "family").get(random.nextInt(3))).append(',')
                    .append(List.of("north", "south", "east", "west", "").get(random.nextInt(5))).append(",2024-0")
                    .append(1 + random.nextInt(9)).append("-1").append(random.nextInt(10)).append(',')
                    .append(kind * 3 + random.nextInt(3)).append('\n');
        }
        return csv.toString();
    }

    @Test
    void train_modelFile_readsBackAndLabelsTheTrainingRows() throws IOException {
        TrainingResult result = train(customers(300, 4), NONE);
        assertThat(ModelFile.read(new ByteArrayInputStream(result.modelFile())).segments())
                .isEqualTo(result.model().segments());
        assertThat(result.model().metrics()).containsEntry("training_agreement", 1.0);
    }

    @Test
    void train_scatterByUmap_saysSo() {
        TrainingResult result = train(customers(120, 2).replace("visit_frequency", "visits"), Map.of("derive.ratio",
                "total_spend / visits", "plots.scatter", "umap", "clustering.k", "3"));
        assertThat(text(result, "plots/scatter.svg")).contains("UMAP 1");
    }

    @Test
    void train_scatterByTsne_saysSo() {
        String customers = customers(120, 2);
        Map<String, String> settings = Map.of("derive.ratio", "total_spend / visit_frequency", "plots.scatter", "tsne",
                "clustering.k", "3");
        String svg = text(train(customers, settings), "plots/scatter.svg");
        assertThat(svg).contains("Segments laid out by t-SNE", "t-SNE 1", "Each point is one of 120 rows; labels sit");
        assertThat(text(train(customers, settings, 2), "plots/scatter.svg")).isEqualTo(svg);
    }

    @Test
    void train_everyArtifact_isThereAndParses() throws Exception {
        TrainingResult result = train(customers(300, 7), NONE);
        assertThat(result.artifacts()).extracting(Artifact::path).containsExactlyInAnyOrder("model.tar.gz",
                "metrics.json", "profile.json", "schema.json", "report.json", "features.json", "config.json",
                "people/assignments.csv.gz", "people/assignments.blocks", "people/assignments-values.csv.gz",
                "people/assignments-values.blocks", "people/assignments-representatives.json", "map.json",
                "people/map.bin", "pictures.json",
                "rules.json",
                "rules.postgresql.sql", "rules.bigquery.sql",
                "rules.snowflake.sql", "rules.spark.sql", "rules.mysql.sql", "rules.sqlserver.sql", "plots/scatter.svg",
                "plots/profile.svg", "plots/silhouette.svg",
                "plots/k_card.svg", "plots/elbow.svg", "people/assignments-border.csv.gz");
        for (Artifact artifact : result.artifacts()) {
            if (artifact.path().endsWith(".json")) {
                Json.parse(artifact.bytes(), artifact.path());
                assertThat(text(result, artifact.path())).doesNotContain("NaN", "Infinity");
            } else if (artifact.path().endsWith(".svg")) {
                DocumentBuilderFactory.newInstance().newDocumentBuilder()
                        .parse(new ByteArrayInputStream(artifact.bytes()));
                assertThat(text(result, artifact.path())).doesNotContain("NaN");
            }
        }
    }

    @Test
    void train_mapOfTwoColumns_hasThemAsItsAxes() {
        TrainingResult result = train(customers(300, 7), NONE);
        JsonObject map = Json.parse(artifact(result, "map.json").bytes(), "map.json");
        assertThat(map.objects("axes")).allSatisfy(axis -> {
            assertThat(axis.string("kind")).isEqualTo("column");
            assertThat(axis.objects("columns")).singleElement().satisfies(column -> {
                assertThat(column.string("column")).isEqualTo(axis.string("title"));
                assertThat(column.number("share")).isEqualTo(1);
                assertThat(column.string("towards")).isEqualTo("more");
            });
        });
    }

    @Test
    void train_map_showsWhatTheScatterPlotShows() {
        TrainingResult result = train(customers(300, 7),
                Map.of("derive.ratio", "total_spend / visit_frequency", "clustering.k", "3"));
        JsonObject map = Json.parse(artifact(result, "map.json").bytes(), "map.json");
        assertThat(map.integer("rows")).isEqualTo(300);
        assertThat(map.integer("rows_in_segments")).isEqualTo(300);
        assertThat(map.bool("sampled")).isFalse();
        assertThat(map.objects("axes")).allSatisfy(axis -> {
            assertThat(text(result, "plots/scatter.svg")).contains(axis.string("title"));
            assertThat(axis.string("kind")).isEqualTo("component");
            assertThat(axis.number("variance")).isBetween(0.05, 1.0);
            assertThat(axis.objects("columns")).isNotEmpty().isSortedAccordingTo(
                    Comparator.comparingDouble((JsonObject column) -> -column.number("share")));
        });
        JsonObject profile = Json.parse(artifact(result, "profile.json").bytes(), "profile.json");
        List<JsonObject> segments = profile.objects("segments");
        assertThat(map.objects("segments")).extracting(segment -> segment.string("segment_id"))
                .containsExactlyElementsOf(segments.stream().map(segment -> segment.string("segment_id")).toList());
        assertThat(segments).extracting(segment -> segment.integer("slot")).containsExactly(1L, 2L, 3L);
        assertThat(artifact(result, "people/map.bin").bytes()).hasSize((int) map.object("file").integer("bytes"));
    }

    @Test
    void train_metrics_tellSizesAndCandidates() {
        JsonObject metrics = Json.parse(artifact(train(customers(300, 7), NONE), "metrics.json").bytes(), "metrics");
        assertThat(metrics.string("algorithm")).isEqualTo("kmeans");
        assertThat(metrics.integer("n_samples")).isEqualTo(300);
        assertThat(metrics.integer("n_clusters")).isEqualTo(3);
        assertThat(metrics.object("cluster_sizes").integer("0")).isEqualTo(150);
        assertThat(metrics.objects("candidates")).hasSize(9);
        assertThat(metrics.string("verdict")).startsWith("3 segments");
    }

    @Test
    void train_assignments_holdEveryRowAndNoFormula() throws IOException {
        List<String> lines = assignments(train("customer_id,total_spend,visits\n=cmd,1,1\nb,1.1,1\nc,9,9\nd,9.1,9\n",
                Map.of("clustering.k", "2", "columns.roles", "{customer_id: identifier}")));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .isEqualTo("row,customer_id,segment_id,cluster,segment_name,distance,confidence,"
                        + "fit,outside,between,posterior");
        assertThat(lines.get(1)).startsWith("1,'=cmd,s-");
    }

    @Test
    void train_duplicatesDropped_stillAssignsEveryRowOfTheFile() throws IOException {
        String rows = customers(100, 8);
        String doubled = rows + rows.substring(rows.indexOf('\n') + 1);
        TrainingResult result = train(doubled, Map.of("cleaning.drop_duplicates", "true", "clustering.k", "3"));
        assertThat(result.model().provenance().rows()).isEqualTo(100);
        List<String> lines = assignments(result);
        assertThat(lines).hasSize(201);
        for (int i = 1; i <= 100; i++) {
            assertThat(lines.get(i).split(",", -1)[2]).isEqualTo(lines.get(i + 100).split(",", -1)[2]);
        }
    }

    @Test
    void train_sameRowsInAnotherOrder_keepsSegmentNames() {
        String rows = customers(300, 9);
        List<String> lines = new ArrayList<>(rows.lines().toList());
        String header = lines.removeFirst();
        java.util.Collections.reverse(lines);
        String reversed = header + "\n" + String.join("\n", lines) + "\n";
        assertThat(train(reversed, NONE).model().segments()).extracting(segment -> segment.name())
                .isEqualTo(train(rows, NONE).model().segments().stream().map(segment -> segment.name()).toList());
    }

    @Test
    void train_moreSegmentsThanDistinctRows_refusesWithBothNumbers() {
        assertThatThrownBy(
                () -> train("total_spend,visits\n1,2\n1,2\n3,4\n3,4\n5,6\n5,6\n", Map.of("clustering.k", "4")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "only 3 of 6 rows differ in the columns that shape segments, and 4 segments need 4; use more "
                                + "columns or upload more rows, or ask for fewer segments (clustering.k)")
                .extracting(e -> ((DataException) e).reason()).isEqualTo(Reason.TOO_FEW_DISTINCT_ROWS);
    }

    @Test
    void train_asManySegmentsAsRows_refuses() {
        assertThatThrownBy(() -> train("total_spend,visits\n1,2\n3,7\n9,4\n", Map.of("clustering.k", "3")))
                .isInstanceOf(DataException.class)
                .hasMessage("3 rows are too few to find 3 segments in, which needs 4; "
                        + "upload more rows, or ask for fewer segments (clustering.k)");
    }

    @Test
    void train_searchBeyondDistinctRows_triesOnlyWhatIsPossible() {
        TrainingResult result = train("total_spend,visits\n1,2\n1,2\n3,4\n3,4\n50,60\n50,60\n", NONE);
        assertThat(result.choice().candidates()).extracting(candidate -> candidate.k()).containsExactly(2, 3);
    }

    @Test
    void train_uniformNoise_saysNoClearSegments() {
        SplittableRandom random = new SplittableRandom(10);
        StringBuilder csv = new StringBuilder("a,b,c,d,e,f\n");
        for (int i = 0; i < 500; i++) {
            csv.append("%.4f,%.4f,%.4f,%.4f,%.4f,%.4f%n".formatted(random.nextDouble(), random.nextDouble(),
                    random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble()));
        }
        assertThat(train(csv.toString(), NONE).choice().verdict()).startsWith("No clear segments");
    }

    @Test
    void train_progress_goesThroughItsStagesInOrder() {
        List<String> stages = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        try (Workers workers = new Workers(2)) {
            Pipeline.train(Reading.text(customers(200, 11)), PipelineConfig.defaults(), workers,
                    (stage, fraction, _) -> {
                        if (stages.isEmpty() || !stages.getLast().equals(stage)) {
                            stages.add(stage);
                        }
                        fractions.add(fraction);
                    });
        }
        assertThat(stages).containsExactly("features", "clustering", "judging", "profiling", "writing");
        assertThat(fractions).allMatch(fraction -> fraction >= 0 && fraction <= 1);
    }

    static TrainingResult train(String csv, Map<String, String> settings) {
        return train(csv, settings, 2);
    }

    private static TrainingResult train(String csv, Map<String, String> settings, int threads) {
        try (Workers workers = new Workers(threads)) {
            return Pipeline.train(Reading.text(csv, settings), PipelineConfig.defaults().with(settings), workers,
                    Progress.NONE);
        }
    }

    private static Map<String, String> digests(TrainingResult result) {
        Map<String, String> digests = new TreeMap<>();
        result.artifacts().forEach(artifact -> digests.put(artifact.path(), ModelFile.id(artifact.bytes())));
        return digests;
    }

    static Artifact artifact(TrainingResult result, String path) {
        return result.artifacts().stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow();
    }

    static String text(TrainingResult result, String path) {
        return new String(artifact(result, path).bytes(), StandardCharsets.UTF_8);
    }

    static List<String> assignments(TrainingResult result) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(artifact(result, "people/assignments.csv.gz").bytes())),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    /** Half spend little and come rarely, a third spend much and come often, a sixth spend much and come rarely. */
    static String customers(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, double[]> groups = new HashMap<>(Map.of(0, new double[] {20, 4}, 1, new double[] {90, 20}, 2,
                new double[] {95, 5}));
        StringBuilder csv = new StringBuilder("customer_id,total_spend,visit_frequency\n");
        for (int i = 0; i < n; i++) {
            double[] mean = groups.get(i % 6 < 3 ? 0 : i % 6 < 5 ? 1 : 2);
            csv.append("C%05d,%.3f,%.3f%n".formatted(i, mean[0] + 3 * random.nextGaussian(),
                    mean[1] + random.nextGaussian()));
        }
        return csv.toString();
    }
}
