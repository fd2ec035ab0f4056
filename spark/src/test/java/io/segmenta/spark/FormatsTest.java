package io.segmenta.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.data.Column;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.Past;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.Whole;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table in CSV, JSON Lines and Parquet: understood by the job as by one function, and of one model. */
class FormatsTest {

    private static final Path FILES = Path.of("..", "shared-lib", "pipeline", "src", "test", "resources", "io",
            "segmenta",
            "pipeline", "read", "parquet");
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message customers {
              required binary id (STRING); optional double age; required int64 visits;
              required int32 spend (DECIMAL(9,2)); optional binary city (STRING); required int32 joined (DATE);
              required boolean member;
            }""");
    private static final int ROWS = 600;

    private static JavaSparkContext spark;
    private static Workers workers;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf().setAppName("test").setMaster("local[2,3]"));
        workers = new Workers(1);
    }

    @AfterAll
    static void stop() {
        spark.stop();
        workers.close();
    }

    /** A customer of three groups. */
    private record Customer(String id, Optional<Double> age, int visits, int cents, Optional<String> city, int joined,
            boolean member) {

        String spend() {
            return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
        }

        String date() {
            return java.time.LocalDate.ofEpochDay(joined).toString();
        }
    }

    private static List<Customer> customers() {
        Random random = new Random(5);
        int[][] centers = {{20, 3, 10000}, {50, 30, 90000}, {70, 12, 30000}};
        String[] cities = {"Bern", "Cape \"Town\"", "São Paulo, SP"};
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int[] center = centers[i % 3];
            customers.add(new Customer("c-" + i + "x",
                    i % 97 == 0 ? Optional.empty() : Optional.of(center[0] + random.nextInt(40) / 8.0),
                    center[1] + random.nextInt(5), center[2] + random.nextInt(9000),
                    i % 31 == 0 ? Optional.empty() : Optional.of(cities[random.nextInt(3)]),
                    18_000 + random.nextInt(1500), random.nextBoolean()));
        }
        return customers;
    }

    private Path csv() throws IOException {
        StringBuilder text = new StringBuilder("id,age,visits,spend,city,joined,member\n");
        for (Customer one : customers()) {
            new Csv(',').append(text, new String[] {one.id, one.age.map(String::valueOf).orElse(""),
                    String.valueOf(one.visits), one.spend(), one.city.orElse(""), one.date(),
                    String.valueOf(one.member)});
        }
        return Files.writeString(folder.resolve("customers.csv"), text);
    }

    private Path records() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Customer one : customers()) {
            text.append(String.format(Locale.ROOT,
                    "{\"id\": \"%s\", \"age\": %s, \"visits\": %d, \"spend\": %s, \"city\": %s, \"joined\": \"%s\","
                            + " \"member\": %b}%n",
                    one.id, one.age.map(String::valueOf).orElse("null"), one.visits, one.spend(),
                    one.city.map(city -> '"' + city.replace("\"", "\\\"") + '"').orElse("null"), one.date(),
                    one.member));
            if (one.visits == 4) {
                text.append("\n{}\n");
            }
        }
        return Files.writeString(folder.resolve("customers.jsonl"), text);
    }

    private Path parquet() throws IOException {
        Path file = folder.resolve("customers.parquet");
        SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withConf(new Configuration()).withType(SCHEMA).withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(4096L).withPageSize(1024).withMinRowCountForPageSizeCheck(20).build()) {
            for (Customer one : customers()) {
                Group row = groups.newGroup().append("id", one.id).append("visits", (long) one.visits)
                        .append("spend", one.cents).append("joined", one.joined).append("member", one.member);
                one.age.ifPresent(age -> row.append("age", age));
                one.city.ifPresent(city -> row.append("city", city));
                writer.write(row);
            }
        }
        return file;
    }

    private Path packed(Path file) throws IOException {
        Path packed = folder.resolve(file.getFileName() + ".gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(file));
        }
        return packed;
    }

    private Path run(Job.Step step, String name, boolean usable, Map<String, Object> settings) throws IOException {
        Map<String, Object> document = new TreeMap<>(settings);
        Path output = folder.resolve(name);
        document.put("output", output.toString());
        document.putIfAbsent("range_bytes", 1500L);
        document.putIfAbsent("partitions", 3L);
        Path run = folder.resolve(name + ".json");
        Files.write(run, Json.write(document));
        assertThat(Job.run(spark, step, run.toString())).as(name).isEqualTo(usable);
        return output;
    }

    private static JsonObject json(Path file) throws IOException {
        return Json.parse(Files.readAllBytes(file), "test");
    }

    private static ReadResult read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    private static ReadResult read(byte[] content) throws IOException {
        return TableReader.read(new ByteArrayInputStream(content), "customers", PipelineConfig.defaults());
    }

    private static byte[] train(ReadResult data, Whole whole) {
        return train(data, "kmeans", whole);
    }

    private static byte[] train(ReadResult data, String algorithm, Whole whole) {
        String k = algorithm.equals("hdbscan") ? "0" : "3";
        return Pipeline.train(data, PipelineConfig.defaults().with(Map.of("clustering.k", k,
                "clustering.algorithm", algorithm, "cleaning.outliers", "keep")), Past.NONE, whole, TimeLimit.NONE,
                workers, Progress.NONE).modelFile();
    }

    private static SegmentationModel model(byte[] file) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(file));
    }

    @Test
    void survey_sampleOfEachFormat_givesTheModelOfOneFunction() throws IOException {
        for (Path file : List.of(csv(), records(), packed(records()), parquet())) {
            String name = file.getFileName().toString();
            Path output = run(Job.Step.SURVEY, "survey-" + name, true, Map.of("files", List.of(file.toString())));
            JsonObject survey = json(output.resolve("survey.json"));
            assertThat(survey.integer("rows")).as(name).isEqualTo(ROWS);
            Path sample = output.resolve(survey.string("sample"));
            assertThat(train(read(sample), Whole.NONE)).as(name).isEqualTo(train(read(file), Whole.NONE));
        }
    }

    @Test
    void fit_eachFormatAndCut_movesTheDraftToTheSameModel() throws IOException {
        ReadResult half = read(Files.readString(csv()).lines().limit(1 + ROWS / 2).collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
        byte[] draft = train(half, Whole.NONE);
        Path file = Files.write(folder.resolve("draft.tar.gz"), draft);
        byte[] first = null;
        for (Path table : List.of(csv(), records(), packed(records()), parquet())) {
            for (long partitions : new long[] {1, 4}) {
                String name = partitions + table.getFileName().toString();
                Path output = run(Job.Step.FIT, "fit-" + name, true, Map.of("files", List.of(table.toString()), "model",
                        file.toString(), "partitions", partitions));
                byte[] fitted = Files.readAllBytes(output.resolve("model.tar.gz"));
                first = first == null ? fitted : first;
                assertThat(fitted).as(name).isEqualTo(first);
            }
        }
    }

    @Test
    void fit_otherAlgorithms_keepTheirModelAndCountAllRows() throws IOException {
        ReadResult half = read(Files.readString(csv()).lines().limit(1 + ROWS / 2).collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
        for (String algorithm : List.of("gaussian_mixture", "agglomerative", "hdbscan")) {
            byte[] draft = train(half, algorithm, Whole.NONE);
            Path file = Files.write(folder.resolve(algorithm + ".tar.gz"), draft);
            byte[] first = null;
            for (long partitions : new long[] {1, 4}) {
                Path output = run(Job.Step.FIT, algorithm + partitions, true, Map.of("files",
                        List.of(csv().toString()), "model", file.toString(), "partitions", partitions));
                byte[] fitted = Files.readAllBytes(output.resolve("model.tar.gz"));
                first = first == null ? fitted : first;
                assertThat(fitted).as(algorithm).isEqualTo(first);
                JsonObject told = json(output.resolve("fitted.json"));
                assertThat(told.integer("learned_rows")).as(algorithm).isEqualTo(model(draft).provenance().rows());
                assertThat(model(fitted).found().stream().mapToLong(Segment::size).sum() + told.integer("outside"))
                        .as(algorithm).isEqualTo(ROWS);
            }
            // The run is written by training on the sample once more, with the sizes of all.
            SegmentationModel whole = model(train(half, algorithm, new Whole(Map.of(), Optional.of(model(first)))));
            assertThat(whole.found()).as(algorithm).isEqualTo(model(first).found());
            assertThat(ModelFile.write(whole.told(model(draft).found()))).as(algorithm).isEqualTo(draft);
        }
    }

    @Test
    void score_eachFormat_givesTheSameLines() throws IOException {
        Path model = Files.write(folder.resolve("model.tar.gz"), train(read(csv()), Whole.NONE));
        List<String> lines = new ArrayList<>();
        for (Path file : List.of(csv(), records(), parquet())) {
            Path output = run(Job.Step.SCORE, "score-" + file.getFileName(), true,
                    Map.of("files", List.of(file.toString()), "model", model.toString()));
            StringBuilder all = new StringBuilder();
            for (JsonObject part : json(output.resolve("scores/_done.json")).objects("parts")) {
                try (InputStream in = new GZIPInputStream(
                        Files.newInputStream(output.resolve("scores").resolve(part.string("name"))))) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    all.append(all.isEmpty() ? text : text.substring(text.indexOf('\n') + 1));
                }
            }
            lines.add(all.toString());
        }
        assertThat(lines.get(0).lines()).hasSize(ROWS + 1);
        assertThat(lines.get(1)).isEqualTo(lines.get(0));
        assertThat(lines.get(2)).isEqualTo(lines.get(0));
    }

    @Test
    void survey_filesOfParquetOfOtherPrograms_areUnderstoodAsByOneFunction() throws IOException {
        for (String name : List.of("plain", "snappy", "gzip", "zstd", "lz4", "groups", "fallback", "pages-v2",
                "encodings-v1", "encodings-v2", "orders")) {
            Path file = FILES.resolve(name + ".parquet");
            Path output = run(Job.Step.SURVEY, name, true, Map.of("files", List.of(file.toString())));
            ReadResult sample = read(output.resolve("sample.jsonl.gz"));
            ReadResult whole = read(file);
            assertThat(sample.schema()).as(name).isEqualTo(whole.schema());
            for (int c = 0; c < whole.table().columns().size(); c++) {
                assertThat(texts(sample.table().columns().get(c))).as(name + " " + c)
                        .isEqualTo(texts(whole.table().columns().get(c)));
            }
        }
    }

    private static List<String> texts(Column column) {
        return IntStream.range(0, column.rows()).mapToObj(column::text).toList();
    }

    @Test
    void survey_nestedColumn_isRefusedByName_orLeftOut() throws IOException {
        List<String> files = List.of(FILES.resolve("nested.parquet").toString());
        assertThat(json(run(Job.Step.SURVEY, "nested", false, Map.of("files", files)).resolve("fault.json"))
                .string("message")).contains("holds lists, maps or structures, of which a table of customers has none");
        String named = json(folder.resolve("nested/fault.json")).string("message").replaceFirst(".*column \"", "")
                .replaceFirst("\".*", "");
        JsonObject again = json(run(Job.Step.SURVEY, "again", false, Map.of("files", files, "exclude",
                List.of(named))).resolve("fault.json"));
        assertThat(again.string("message")).contains("the column \"").doesNotContain("\"" + named + "\"");
    }

    @Test
    void survey_recordOfTwoLines_orEncryptedFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("lines.json"),
                "{\"a\": 1}\n{}\n{\"a\": 3}\n{\"a\": 4,\n\"b\": 5}\n");
        assertThat(json(run(Job.Step.SURVEY, "list", false, Map.of("files", List.of(file.toString())))
                .resolve("fault.json")).string("message")).isEqualTo(file + ", row 3: expected a JSON object in each "
                        + "line, and none that goes on in the next");
        Path encrypted = FILES.resolve("footer-encrypted.parquet");
        assertThat(json(run(Job.Step.SURVEY, "encrypted", false, Map.of("files", List.of(encrypted.toString())))
                .resolve("fault.json")).string("message")).contains("the Parquet file is encrypted");
    }

    @Test
    void survey_filesOfTwoFormats_areRefused_andSeveralOfOneAreOneTable() throws IOException {
        Path a = Files.writeString(folder.resolve("a.jsonl"), "{\"x\": 1}\n{\"x\": 2, \"y\": \"b\"}\n");
        Path b = Files.writeString(folder.resolve("b.ndjson"), "{\"y\": \"c\", \"z\": {\"w\": [1, 2]}}\n");
        JsonObject survey = json(run(Job.Step.SURVEY, "two", true,
                Map.of("files", List.of(a.toString(), b.toString()))).resolve("survey.json"));
        assertThat(survey.integer("rows")).isEqualTo(3);
        assertThat(survey.objects("columns")).extracting(column -> column.string("name")).containsExactly("x", "y",
                "z.w");
        assertThat(json(run(Job.Step.SURVEY, "mixed", false, Map.of("files", List.of(a.toString(), csv().toString())))
                .resolve("fault.json")).string("reason")).isEqualTo("schema-mismatch");
    }
}
