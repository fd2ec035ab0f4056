package io.segmenta.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.Baseline;
import io.segmenta.model.Provenance;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.TableAnswers;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.Scale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole steps on files of this machine, by two threads, a failed task being tried twice more. */
class JobTest {

    private static JavaSparkContext spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf().setAppName("test").setMaster("local[2,3]"));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    /** Three groups of customers in two files, notes with quotes and line breaks among them. */
    private void writeCustomers(int rows) throws IOException {
        Random random = new Random(5);
        double[][] centers = {{20, 100}, {50, 900}, {70, 300}};
        StringBuilder text = new StringBuilder("id,age,spend,note\n");
        for (int i = 0; i < rows; i++) {
            double[] center = centers[i % 3];
            String age = i % 97 == 0 ? "" : String.format(Locale.ROOT, "%.1f", center[0] + random.nextGaussian());
            text.append(String.format(Locale.ROOT, "c%d,%s,%.2f,%s\n", i, age,
                    center[1] + 30 * random.nextGaussian(),
                    i % 11 == 0 ? "\"a \"\"note\"\",\nof " + i + "\"" : "plain"));
            if (i == rows / 3) {
                Files.writeString(folder.resolve("a.csv"), text);
                text = new StringBuilder("id,age,spend,note\r\n");
            }
        }
        Files.writeString(folder.resolve("b.csv"), text);
    }

    /** A draft whose centroids lie near the groups, or where they are told to. */
    private byte[] draft(float[][] centroids) {
        Schema schema = new Schema(List.of(ColumnSchema.of("id", Role.IDENTIFIER, "first"),
                ColumnSchema.of("age", Role.NUMERIC, "number"), ColumnSchema.of("spend", Role.NUMERIC, "number")));
        FeaturePipeline pipeline = new FeaturePipeline(
                List.of(new ImputeNumeric("age", 45, 0, "mean"), new Scale("age", Scale.Kind.STANDARD, 45, 20),
                        new ImputeNumeric("spend", 400, 0, "mean"), new Scale("spend", Scale.Kind.STANDARD, 400, 300)),
                List.of("age", "spend"));
        int k = centroids.length;
        double[] shares = new double[k];
        Arrays.fill(shares, 1.0 / k);
        double[] reach = new double[k];
        Arrays.fill(reach, 1);
        List<Segment> segments = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            segments.add(new Segment("s-" + c, c, "Name " + c, "Do " + c, "#1f77b4", 10, 1.0 / k, List.of()));
        }
        return ModelFile.write(new SegmentationModel(schema, pipeline,
                new NearestCentroid(centroids, shares, 0.1, reach), segments, new TreeMap<>(), Baseline.EMPTY,
                new Provenance("", "", 42, "0.1.0", 100, "kmeans")));
    }

    private static final float[][] NEAR = {{-1, -1}, {0.5f, 1}, {1, 0}};

    private Path run(Job.Step step, Map<String, Object> settings, String name, boolean usable) throws IOException {
        Map<String, Object> document = new TreeMap<>(settings);
        Path output = folder.resolve(name);
        document.put("output", (settings.containsKey("flaky") ? "flaky://" : "") + output);
        document.remove("flaky");
        Path run = folder.resolve(name + ".json");
        Files.write(run, Json.write(document));
        assertThat(Job.run(spark, step, run.toString())).isEqualTo(usable);
        return output;
    }

    private Map<String, Object> settings(int partitions, Object... more) {
        Map<String, Object> settings = new TreeMap<>(Map.of("files",
                List.of(folder.resolve("a.csv").toString(), folder.resolve("b.csv").toString()), "model",
                folder.resolve("draft.tar.gz").toString(), "range_bytes", 1500L, "partitions", (long) partitions));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    private static JsonObject json(Path file) throws IOException {
        return Json.parse(Files.readAllBytes(file), "test");
    }

    @Test
    void fit_anyPartitions_sameModelAtTheMeans() throws IOException {
        writeCustomers(2000);
        Files.write(folder.resolve("draft.tar.gz"), draft(NEAR));
        byte[] first = null;
        for (int partitions : new int[] {1, 2, 7, 13}) {
            Path output = run(Job.Step.FIT, settings(partitions, "tolerance", 0L), "fit-" + partitions, true);
            byte[] model = Files.readAllBytes(output.resolve("model.tar.gz"));
            first = first == null ? model : first;
            assertThat(model).as("%d partitions", partitions).isEqualTo(first);
            assertThat(json(output.resolve("fitted.json")).integer("rows")).isEqualTo(2000);
        }
        SegmentationModel model = ModelFile.read(new ByteArrayInputStream(first));
        assertThat(model.provenance().rows()).isEqualTo(2000);
        assertThat(model.found()).extracting(Segment::name).containsExactly("Name 0", "Name 1", "Name 2");
        assertThat(model.found()).extracting(Segment::size).containsExactly(667L, 667L, 666L);
        float[][] centroids = ((NearestCentroid) model.assigner()).centroids();
        // The ages of the first group: 1 of 97 stands for 45, the others lie about 20.
        assertThat(centroids[0][0]).isCloseTo((20 - 45) / 20f, within(0.05f));
        assertThat(centroids[1][1]).isCloseTo((900 - 400) / 300f, within(0.02f));
    }

    @Test
    void fit_tasksThatFail_areRepeatedToTheSameModel() throws IOException {
        writeCustomers(300);
        Files.write(folder.resolve("draft.tar.gz"), draft(NEAR));
        Path steady = run(Job.Step.FIT, settings(4), "steady", true);
        FlakyFileSystem.FAILED.set(0);
        Path flaky = run(Job.Step.FIT, settings(4, "flaky", true, "files",
                List.of("flaky://" + folder.resolve("a.csv"), "flaky://" + folder.resolve("b.csv"))), "flaky", true);
        assertThat(FlakyFileSystem.FAILED.get()).isGreaterThanOrEqualTo(8);
        assertThat(flaky.resolve("model.tar.gz")).hasSameBinaryContentAs(steady.resolve("model.tar.gz"));
    }

    @Test
    void fit_fourPointsByHand_endsAtTheirMeans() throws IOException {
        // Features (age - 45) / 20: 0, 1, 9, 10 about two centroids at 0 and 1; they end at 0.5 and 9.5.
        Files.writeString(folder.resolve("a.csv"), "age,spend\n45,400\n65,400\n225,400\n245,400\n");
        Files.write(folder.resolve("draft.tar.gz"), draft(new float[][] {{0, 0}, {1, 0}}));
        Path output = run(Job.Step.FIT, settings(2, "files", List.of(folder.resolve("a.csv").toString()), "tolerance",
                0L), "hand", true);
        SegmentationModel model = ModelFile.read(Files.newInputStream(output.resolve("model.tar.gz")));
        assertThat(((NearestCentroid) model.assigner()).centroids())
                .isDeepEqualTo(new float[][] {{0.5f, 0}, {9.5f, 0}});
        JsonObject start = json(output.resolve("fitted.json")).objects("starts").get(0);
        assertThat(start.number("inertia")).isEqualTo(1);
        // 0 | 1 9 10, then 0 1 | 9 10, then the same again.
        assertThat(start.integer("rounds")).isEqualTo(3);
        assertThat(model.assigner().spread().reach(1)).isEqualTo(0.5);
        assertThat(model.assigner().spread().variance()).isEqualTo(1.0 / 8);
    }

    @Test
    void fit_clusterWithoutRows_takesTheFurthestOfTheLowestNumber() throws IOException {
        // 0, 1, 9, 9 about 0, 5 and 100: the last is empty and takes the first 9, which leaves 9 to the second.
        Files.writeString(folder.resolve("a.csv"), "age,spend\n45,400\n65,400\n225,400\n225,400\n");
        Files.write(folder.resolve("draft.tar.gz"), draft(new float[][] {{0, 0}, {5, 0}, {100, 0}}));
        Path output = run(Job.Step.FIT, settings(2, "files", List.of(folder.resolve("a.csv").toString()), "tolerance",
                0L, "max_iterations", 1L), "empty", true);
        SegmentationModel model = ModelFile.read(Files.newInputStream(output.resolve("model.tar.gz")));
        // Both stand at 9 then; the tie goes to the lower, and the other takes the furthest of the first: 0.
        assertThat(((NearestCentroid) model.assigner()).centroids())
                .isDeepEqualTo(new float[][] {{0.5f, 0}, {9, 0}, {0, 0}});
    }

    @Test
    void fit_moreStarts_keepsTheBestAndSaysWhose() throws IOException {
        writeCustomers(600);
        // All at one place: the draft's own start ends badly.
        Files.write(folder.resolve("draft.tar.gz"), draft(new float[][] {{1, 0}, {1.1f, 0}, {-0.2f, 0.4f}}));
        byte[] first = null;
        for (int partitions : new int[] {1, 5}) {
            Path output = run(Job.Step.FIT, settings(partitions, "starts", 4L), "starts-" + partitions, true);
            JsonObject fitted = json(output.resolve("fitted.json"));
            double[] inertia = fitted.objects("starts").stream().mapToDouble(start -> start.number("inertia"))
                    .toArray();
            assertThat(inertia).hasSize(4);
            assertThat(inertia[(int) fitted.integer("start")]).isEqualTo(Arrays.stream(inertia).min().orElse(0));
            SegmentationModel model = ModelFile.read(Files.newInputStream(output.resolve("model.tar.gz")));
            assertThat(model.found().get(0).name())
                    .isEqualTo(fitted.bool("segments_kept") ? "Name 0" : "Segment 1");
            byte[] bytes = Files.readAllBytes(output.resolve("model.tar.gz"));
            first = first == null ? bytes : first;
            assertThat(bytes).isEqualTo(first);
        }
    }

    @Test
    void fit_valueThatIsNone_namesTheFirstOfAll() throws IOException {
        writeCustomers(900);
        Files.write(folder.resolve("draft.tar.gz"), draft(NEAR));
        String text = Files.readString(folder.resolve("b.csv")).replaceFirst("\nc450,[0-9.]+,", "\nc450,many,")
                .replaceFirst("\nc800,[0-9.]+,", "\nc800,few,");
        Files.writeString(folder.resolve("b.csv"), text);
        for (int partitions : new int[] {1, 6}) {
            Path output = run(Job.Step.FIT, settings(partitions), "fault-" + partitions, false);
            JsonObject fault = json(output.resolve("fault.json"));
            assertThat(fault.string("reason")).isEqualTo("unparseable-value");
            assertThat(fault.string("message"))
                    .isEqualTo(
                            folder.resolve("b.csv") + ", row 150, column \"age\": expected a number, found \"many\"");
            assertThat(output.resolve("model.tar.gz")).doesNotExist();
        }
    }

    @Test
    void fit_otherHeaderOrColumn_isRefusedNamingBoth() throws IOException {
        Files.write(folder.resolve("draft.tar.gz"), draft(NEAR));
        Files.writeString(folder.resolve("a.csv"), "age,spend\n1,2\n");
        Files.writeString(folder.resolve("b.csv"), "age,cost\n1,2\n");
        assertThat(json(run(Job.Step.FIT, settings(1), "header", false).resolve("fault.json")).string("message"))
                .isEqualTo(folder.resolve("b.csv") + " has the header [age, cost], " + folder.resolve("a.csv")
                        + " has [age, spend]; files of one run need one header");
        assertThat(json(run(Job.Step.FIT, settings(1, "files", List.of(folder.resolve("b.csv").toString())), "column",
                false).resolve("fault.json")).string("message"))
                .isEqualTo(folder.resolve("b.csv") + ": expected the column \"spend\", found [age, cost]");
    }

    @Test
    void score_anyPartitions_answersAsRequestsAre() throws IOException {
        writeCustomers(1200);
        Files.write(folder.resolve("draft.tar.gz"), draft(NEAR));
        String all = "";
        List<String> done = new ArrayList<>();
        for (int partitions : new int[] {1, 2, 7}) {
            Path output = run(Job.Step.SCORE, settings(partitions), "score-" + partitions, true);
            done.add(Files.readString(output.resolve("scores/_done.json")));
            StringBuilder lines = new StringBuilder();
            for (JsonObject part : json(output.resolve("scores/_done.json")).objects("parts")) {
                try (InputStream in = new GZIPInputStream(
                        Files.newInputStream(output.resolve("scores").resolve(part.string("name"))))) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    lines.append(lines.isEmpty() ? text : text.substring(text.indexOf('\n') + 1));
                }
            }
            all = lines.toString();
        }
        assertThat(done).allMatch(done.get(0)::equals);
        String table = Files.readString(folder.resolve("a.csv"))
                + Files.readString(folder.resolve("b.csv")).split("\r\n", 2)[1];
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        new TableAnswers(new Predictor(ModelFile.read(new ByteArrayInputStream(draft(NEAR))), "v1")).write(
                table.getBytes(StandardCharsets.UTF_8), new TableAnswers.Limits(10_000, () -> false), answers);
        assertThat(all).isEqualTo(answers.toString(StandardCharsets.UTF_8)).contains("c1199");
    }

    @Test
    void survey_anyPartitions_isExact() throws IOException {
        writeCustomers(1000);
        byte[] survey = null;
        byte[] sample = null;
        for (int partitions : new int[] {1, 3, 13}) {
            Path output = run(Job.Step.SURVEY, settings(partitions, "sample_rows", 100L), "survey-" + partitions, true);
            byte[] now = Files.readAllBytes(output.resolve("survey.json"));
            survey = survey == null ? now : survey;
            assertThat(now).isEqualTo(survey);
            byte[] drawn = Files.readAllBytes(output.resolve("sample.csv.gz"));
            sample = sample == null ? drawn : sample;
            assertThat(drawn).isEqualTo(sample);
        }
        JsonObject document = Json.parse(survey, "survey");
        assertThat(document.integer("rows")).isEqualTo(1000);
        JsonObject age = document.objects("columns").get(1);
        assertThat(age.integer("missing")).isEqualTo(11);
        assertThat(age.integer("numbers")).isEqualTo(989);
        JsonObject spend = document.objects("columns").get(2);
        double[] values = spends();
        Arrays.sort(values);
        assertThat(spend.number("min")).isEqualTo(values[0]);
        assertThat(spend.object("quantiles").number("0.5")).isEqualTo((values[499] + values[500]) / 2);
        assertThat(document.objects("columns").get(0).has("levels")).isFalse();
        assertThat(document.objects("columns").get(3).integer("distinct")).isEqualTo(92);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sample))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).startsWith("id,age,spend,note\n");
            assertThat(text.split("c[0-9]+,", -1)).hasSize(101);
        }
    }

    private double[] spends() throws IOException {
        String table = Files.readString(folder.resolve("a.csv")) + Files.readString(folder.resolve("b.csv"));
        return Pattern.compile("(?m)^c[0-9]+,[^,]*,([^,]+),").matcher(table).results()
                .mapToDouble(row -> Double.parseDouble(row.group(1))).toArray();
    }

    @Test
    void survey_packedFile_isAsTheBareOne() throws IOException {
        writeCustomers(500);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.csv.gz")))) {
            out.write(Files.readAllBytes(folder.resolve("a.csv")));
        }
        Path bare = run(Job.Step.SURVEY, settings(3), "bare", true);
        Path packed = run(Job.Step.SURVEY, settings(3, "files",
                List.of(folder.resolve("a.csv.gz").toString(), folder.resolve("b.csv").toString())), "packed", true);
        assertThat(json(packed.resolve("survey.json")).fields().get("columns"))
                .isEqualTo(json(bare.resolve("survey.json")).fields().get("columns"));
        assertThat(packed.resolve("sample.csv.gz")).hasSameBinaryContentAs(bare.resolve("sample.csv.gz"));
    }

    @Test
    void run_doneBefore_doesNothing() throws IOException {
        writeCustomers(50);
        Path output = run(Job.Step.SURVEY, settings(1), "again", true);
        Files.writeString(output.resolve("survey.json"), "kept");
        run(Job.Step.SURVEY, settings(1), "again", true);
        assertThat(output.resolve("survey.json")).hasContent("kept");
    }

    @Test
    void run_noRowsOrNoModel_isRefused() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "age,spend\n\n");
        List<String> files = List.of(folder.resolve("a.csv").toString());
        assertThat(json(run(Job.Step.SURVEY, settings(1, "files", files), "no-rows", false).resolve("fault.json"))
                .string("message")).isEqualTo(files.get(0) + ": expected rows below the header, found none");
        assertThat(json(run(Job.Step.FIT, settings(1, "files", files), "no-model", false).resolve("fault.json"))
                .string("reason")).isEqualTo("not-found");
    }

    @Test
    void run_unknownSetting_isRefused() throws IOException {
        writeCustomers(50);
        Path output = run(Job.Step.SURVEY, settings(1, "ranges", 3L), "unknown", false);
        assertThat(output).doesNotExist();
    }
}
