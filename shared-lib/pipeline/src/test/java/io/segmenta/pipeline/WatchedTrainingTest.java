package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.monitor.WatchedNumber;
import io.segmenta.model.monitor.WatchedSegment;
import io.segmenta.model.monitor.WatchedText;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.TableAnswers;
import io.segmenta.pipeline.read.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What training counted of its own rows is what is counted when they are asked for. */
class WatchedTrainingTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private static SegmentationModel train(byte[] file, Map<String, String> settings, int threads) throws IOException {
        try (Workers workers = new Workers(threads)) {
            TrainingResult result = Pipeline.train(Reading.bytes(file, settings),
                    PipelineConfig.defaults().with(settings), workers, Progress.NONE);
            return ModelFile.read(new ByteArrayInputStream(result.modelFile()));
        }
    }

    private static Counts asked(SegmentationModel model, byte[] file) throws IOException {
        Predictor predictor = new Predictor(model, "v1");
        Capture capture = new Capture(predictor.counting(), "ab".repeat(32), "d", Counts.Source.BATCH,
                Duration.ofMinutes(5));
        Asked asked = capture.request();
        new TableAnswers(predictor, asked).write(file, new TableAnswers.Limits(1_000_000, () -> false),
                OutputStream.nullOutputStream());
        capture.add(asked, AT);
        return capture.left().orElseThrow().counts();
    }

    /** Three kinds of customers: a number, one with many zeros, a level with rare ones beside, gaps in all. */
    private static byte[] customers() {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder table = new StringBuilder("id;spend;visits;city\n");
        for (int i = 0; i < 600; i++) {
            String city = i % 97 == 0 ? "Hamlet " + i : i % 3 == 0 ? "Ulm" : "Kiel";
            table.append('K').append(i).append(';')
                    .append(i % 50 == 0 ? "" : Math.pow(4, i % 3) * (90 + 20 * random.nextDouble())).append(';')
                    .append(i % 3 == 0 ? 0 : 5 + random.nextInt(10)).append(';').append(i % 60 == 7 ? "" : city)
                    .append('\n');
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void assertCountedAsTrained(SegmentationModel model, byte[] file) throws IOException {
        MonitorBaseline baseline = model.monitor().orElseThrow();
        Counts counts = asked(model, file);
        baseline.check(counts);
        assertThat(counts.records()).isEqualTo(baseline.rows());
        for (WatchedNumber column : baseline.numbers()) {
            assertThat(counts.column(column.column())).as(column.column()).containsExactly(column.counts());
        }
        for (WatchedText column : baseline.texts()) {
            assertThat(counts.column(column.column())).as(column.column()).containsExactly(column.counts());
        }
        assertThat(counts.segments()).startsWith(
                baseline.segments().stream().mapToLong(WatchedSegment::rows).toArray()).endsWith(baseline.none());
    }

    @Test
    void trainingFile_askedAsItIs_isCountedAsTrainingCountedIt() throws IOException {
        SegmentationModel model = train(customers(), Map.of("clustering.k", "3"), 1);
        assertCountedAsTrained(model, customers());
        MonitorBaseline baseline = model.monitor().orElseThrow();
        assertThat(baseline.numbers()).extracting(WatchedNumber::column).contains("spend", "visits");
        assertThat(baseline.texts().getFirst().levels()).as("no level of fewer than ten rows")
                .containsExactlyInAnyOrder(
                        "Kiel", "Ulm");
        assertThat(baseline.texts().getFirst().other()).isPositive();
        assertThat(baseline.heldOut()).isEqualTo(600);
    }

    @Test
    void baseline_anyNumberOfThreads_isTheSame() throws IOException {
        assertThat(ModelFile.write(train(customers(), Map.of("clustering.k", "3"), 3)))
                .isEqualTo(ModelFile.write(train(customers(), Map.of("clustering.k", "3"), 1)));
    }

    /** Of usual rows a share of alpha, 0.01, lies outside, and at most 0.05 between: on rows that were held out. */
    @Test
    void outsideAndBetween_ofHeldOutRows_keepTheirPromise() throws IOException {
        MonitorBaseline baseline = train(customers(), Map.of("clustering.k", "3"), 1).monitor().orElseThrow();
        assertThat((double) baseline.outside() / baseline.heldOut()).isBetween(0.0, 0.02);
        assertThat((double) baseline.between() / baseline.heldOut()).isBetween(0.0, 0.06);
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "segmenta.data", matches = ".+")
    @ValueSource(strings = {"Mall_Customers.csv", "marketing_campaign.csv", "Telco-Customer-Churn.csv",
            "wholesale_customers.csv", "grocery_households.csv"})
    void realFile_askedAsItIs_isCountedAsTrainingCountedIt(String name) throws IOException {
        byte[] file = Files.readAllBytes(Path.of(System.getProperty("segmenta.data"), "customers", name));
        assertCountedAsTrained(train(file, Map.of("clustering.k", "4"), 2), file);
    }
}
