package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.learning.EarlierLine;
import io.segmenta.learning.StartingPoint;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.privacy.OptedOut;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PipelineTrainerTest {
    private static final PipelineConfig CONFIG = PipelineConfig.defaults().with(Map.of("clustering.k", "2"));

    /** Two groups of forty, far apart. */
    private static String table() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("id,income,score\n");
        for (int i = 0; i < 80; i++) {
            int centre = i % 2 == 0 ? 20 : 90;
            text.append("c").append(i).append(',').append(centre + random.nextInt(9)).append(',')
                    .append(centre + random.nextInt(9)).append('\n');
        }
        return text.toString();
    }

    private static Attempt attempt(long size) {
        UploadKey key = new UploadKey("customers", "two.csv");
        Settings.Valid settings = new Settings.Valid(CONFIG, Optional.empty(), ConfigHash.of(CONFIG));
        Run run = new InMemoryCatalogue().claim(new NewRun(new UUID(1, 2), key.dataset(), "bucket", key.key(), "etag",
                size, settings.hash(), settings.json(), "uploader"), "owner", Instant.EPOCH, Instant.MAX).run();
        return new Attempt(run, "owner", new Upload(key, Optional.empty(), "etag", size), settings,
                Quiet.log("training", Clock.systemUTC()));
    }

    private static Map<String, byte[]> train(String text, int threads, List<String> stages) {
        return train(text.getBytes(StandardCharsets.UTF_8), threads, stages);
    }

    private static Map<String, byte[]> train(byte[] content, int threads, List<String> stages) {
        Map<String, byte[]> files = new TreeMap<>();
        Progress progress = (stage, fraction, detail) -> stages.add(stage);
        try (Workers workers = new Workers(threads)) {
            for (Artifact artifact : trainer(workers).train(
                    new ByteArrayInputStream(content), attempt(content.length),
                    StartingPoint.NOTHING,
                    new RunMeter(progress, Clock.systemUTC(), TrainingFixture.COSTS, _ -> {})).artifacts()) {
                files.put(artifact.path(), artifact.bytes());
            }
        }
        return files;
    }

    @Test
    void table_becomesEveryFileOfARunTheSameAtAnyNumberOfThreads() {
        List<String> stages = new ArrayList<>();
        Map<String, byte[]> one = train(table(), 1, stages);
        assertThat(one).containsKeys("model.tar.gz", "metrics.json", "profile.json", "schema.json", "report.json",
                "features.json", "config.json", "people/assignments.csv.gz");
        assertThat(Json.parse(text(one, "metrics.json")).path("n_clusters").intValue()).isEqualTo(2);
        assertThat(ConfigReader.read(List.of(ConfigSource.yaml("config.json", text(one, "config.json")))))
                .isEqualTo(CONFIG);
        assertThat(stages).contains("reading", "features", "profiling", "writing");
        Map<String, byte[]> two = train(table(), 2, stages);
        assertThat(two.keySet()).isEqualTo(one.keySet());
        assertThat(two).allSatisfy((path, bytes) -> assertThat(bytes).as(path).isEqualTo(one.get(path)));
    }

    /** The file is snappy.parquet of the tests of shared-lib/pipeline. */
    private static byte[] parquet() throws IOException {
        try (InputStream in = PipelineTrainerTest.class.getResourceAsStream("/customers.parquet")) {
            return in.readAllBytes();
        }
    }

    @Test
    void parquet_becomesEveryFileOfARunTheSameAtAnyNumberOfThreads() throws IOException {
        Map<String, byte[]> one = train(parquet(), 1, new ArrayList<>());
        assertThat(one).containsKeys("model.tar.gz", "people/assignments.csv.gz");
        assertThat(train(parquet(), 2, new ArrayList<>())).allSatisfy(
                (path, bytes) -> assertThat(bytes).as(path).isEqualTo(one.get(path)));
    }

    @Test
    void parquet_isPlannedFromItsFooterAndRefusedBeforeItIsHeld() throws IOException {
        RunMeter meter = new RunMeter(Progress.NONE, Clock.systemUTC(), TrainingFixture.COSTS, _ -> {});
        StartingPoint start = StartingPoint.NOTHING;
        byte[] file = parquet();
        try (Workers workers = new Workers(1)) {
            PipelineTrainer trainer = trainer(workers);
            assertThat(trainer.train(new ByteArrayInputStream(file), attempt(file.length), start, meter).artifacts())
                    .isNotEmpty();
            assertThatThrownBy(() -> trainer.train(new ByteArrayInputStream(file), attempt(1L << 42), start, meter))
                    .isInstanceOf(DataException.class).hasMessageContaining("is held in memory while it is read");
        }
        JsonNode memory = Json.parse(new String(meter.manifest(0), StandardCharsets.UTF_8)).path("memory");
        assertThat(memory.path("forecast_rows").longValue()).isEqualTo(300);
    }

    private static PipelineTrainer trainer(Workers workers) {
        InMemoryObjectStore store = new InMemoryObjectStore("bucket");
        return new PipelineTrainer(workers, new EarlierLine(store, workers), OptedOut.in(store),
                new Views(store, () -> OptedOut.KEYS));
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    @Test
    void faultOfTheData_hasItsReason() {
        assertThatThrownBy(() -> train("", 1, new ArrayList<>())).isInstanceOfSatisfying(DataException.class,
                e -> assertThat(e.reason()).isEqualTo(DataException.Reason.EMPTY_FILE));
    }

    @Test
    void tableThatMemoryCannotHold_isRefusedByItsHeadAlone() {
        RunMeter meter = new RunMeter(Progress.NONE, Clock.systemUTC(), TrainingFixture.COSTS, _ -> {});
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> trainer(workers).train(
                    new ByteArrayInputStream(table().getBytes(StandardCharsets.UTF_8)), attempt(1L << 42),
                    StartingPoint.NOTHING, meter))
                    .isInstanceOfSatisfying(DataException.class,
                            e -> assertThat(e.reason()).isEqualTo(DataException.Reason.TOO_LARGE));
        }
        JsonNode memory = Json.parse(new String(meter.manifest(0), StandardCharsets.UTF_8)).path("memory");
        assertThat(memory.path("forecast_rows").longValue()).as("rows of some ten characters")
                .isBetween(1L << 37, 1L << 40);
        assertThat(memory.path("forecast_mb").longValue()).isGreaterThan(memory.path("available_mb").longValue());
    }

    @Test
    void progress_tellsWhenTheFileIsRead() {
        List<String> heard = new ArrayList<>();
        Progress progress = (stage, fraction, detail) -> heard.add(stage + ' ' + fraction + ' ' + detail);
        try (Workers workers = new Workers(1)) {
            trainer(workers).train(new ByteArrayInputStream(table().getBytes(StandardCharsets.UTF_8)),
                    attempt(table().length()),
                    StartingPoint.NOTHING,
                    new RunMeter(progress, Clock.systemUTC(), TrainingFixture.COSTS, _ -> {}));
        }
        assertThat(heard).anyMatch(line -> line.startsWith("reading 1.0 ") && line.contains("80 rows"));
    }
}
