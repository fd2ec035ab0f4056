package io.segmenta.model.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.SampleModels;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.monitor.Counts.Source;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaptureTest {
    private static final String SHA = "0f".repeat(32);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String INCOME = "Annual Income (k$)";
    private static final String SCORE = "Spending Score (1-100)";

    /**
     * Incomes in [.., 60), [60, 100), [100, ..], usual from 15 to 137; distances of segment 0 below and from 0.5 on.
     */
    private static SegmentationModel model() {
        return SampleModels.calibratedMall().monitored(new MonitorBaseline(200,
                List.of(new WatchedNumber(INCOME, List.of(60.0, 100.0), 15, 137, List.of(80L, 80L, 40L), 0, 0, 0),
                        new WatchedNumber(SCORE, List.of(), 1, 99, List.of(200L), 0, 0, 0)),
                List.of(),
                List.of(new WatchedSegment(100, List.of(0.5), List.of(50L, 50L), 1, 5),
                        new WatchedSegment(50, List.of(), List.of(50L), 0, 2),
                        new WatchedSegment(50, List.of(), List.of(50L), 0, 2)),
                0, 0));
    }

    private final Invocations invocations = new Invocations(new Predictor(model(), "v1"));
    private final Capture capture = new Capture(invocations.predictor().counting(), SHA, "mall", Source.LAMBDA,
            Duration.ofMinutes(5));

    private void ask(String contentType, String body, Instant at) {
        Asked asked = capture.request();
        invocations.answer(AnswerShape.PREDICT, contentType, body.getBytes(StandardCharsets.UTF_8), at, asked);
        capture.add(asked, at);
    }

    private static String record(double income, double score) {
        return "{\"" + INCOME + "\":" + income + ",\"" + SCORE + "\":" + score + "}";
    }

    private Counts all() {
        return capture.left().orElseThrow().counts();
    }

    @Test
    void records_oneByOne_areCountedInTheirBins() {
        ask("application/json", record(60, 50), NOON);
        ask("application/json", record(100, 100), NOON.plusSeconds(1));
        ask("application/json", "{\"" + INCOME + "\":null,\"" + SCORE + "\":50}", NOON.plusSeconds(2));
        Counts counts = all();
        assertThat(counts.records()).isEqualTo(3);
        assertThat(counts.column(INCOME)).containsExactly(0, 1, 1, 0, 0, 1);
        assertThat(counts.column(SCORE)).containsExactly(3, 0, 1, 0);
        assertThat(counts.segments()).containsExactly(2, 1, 0, 0);
        assertThat(counts.distances()).isDeepEqualTo(new long[][] {{2, 0}, {1}, {0}});
        assertThat(counts.scope()).isEqualTo(
                new Counts.Scope(SHA, "mall", Source.LAMBDA, NOON, NOON.plusSeconds(2)));
        model().watched().check(counts);
    }

    @Test
    void records_ofAListAndOfATable_areCountedLikeSingleOnes() {
        ask("application/json", record(30, 30), NOON);
        ask("application/json", record(90, 80), NOON);
        Counts single = all();
        ask("application/json", "[" + record(30, 30) + "," + record(90, 80) + "]", NOON);
        assertThat(all()).isEqualTo(single);
        ask("text/csv", INCOME + "," + SCORE + "\n30,30\n90,80\n", NOON);
        assertThat(all()).isEqualTo(single);
        ask("application/jsonlines", record(30, 30) + "\n" + record(90, 80) + "\n", NOON);
        assertThat(all()).isEqualTo(single);
    }

    @Test
    void records_thatAreRefused_areCountedByTheColumnOfTheModelAndNeverByWhatWasSent() {
        ask("application/json", "{\"annual_income_k\":\"secret\",\"" + SCORE + "\":1}", NOON);
        ask("application/json", "{\"somebody@example.org\":1}", NOON);
        ask("application/json", "[" + record(1, 1) + ",\"secret\"]", NOON);
        ask("application/json", "{not json secret", NOON);
        Counts counts = all();
        assertThat(counts.records()).isEqualTo(1);
        assertThat(counts.refused()).isEqualTo(Map.of("column:" + INCOME, 1L, "record", 2L, "request", 1L));
        assertThat(new String(CountsJson.write(counts), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }

    @Test
    void request_thatIsRefusedAfterSomeRecords_countsNoneOfThem() {
        ask("application/json", "[" + record(1, 1) + "," + record(2, 2) + ",{broken", NOON);
        Counts counts = all();
        assertThat(counts.records()).isZero();
        assertThat(counts.refused()).isEqualTo(Map.of("request", 1L));
    }

    @Test
    void due_isWhatHasItsTimeOrItsHourOverOrManyRecords() {
        ask("application/json", record(1, 1), NOON);
        assertThat(capture.due(NOON.plusSeconds(299))).isEmpty();
        assertThat(capture.due(NOON.plusSeconds(300)).orElseThrow().counts().records()).isEqualTo(1);
        assertThat(capture.due(NOON.plusSeconds(900))).isEmpty();
        ask("application/json", record(1, 1), NOON.plusSeconds(3599));
        ask("application/json", record(1, 1), NOON.plusSeconds(3601));
        Capture.Numbered first = capture.due(NOON.plusSeconds(3602)).orElseThrow();
        assertThat(first.counts().scope().to()).as("one hour of UTC in each file").isEqualTo(NOON.plusSeconds(3599));
        assertThat(capture.left().orElseThrow().counts().scope().from()).isEqualTo(NOON.plusSeconds(3601));
        String many = "[" + String.join(",", IntStream.range(0, 10_000).mapToObj(i -> record(1, 1)).toList()) + "]";
        IntStream.range(0, 5).forEach(i -> ask("application/json", many, NOON.plusSeconds(4000)));
        assertThat(capture.due(NOON.plusSeconds(4000)).orElseThrow().counts().records()).isEqualTo(50_000);
    }

    @Test
    void failed_isDueAgainAfterAPauseUnderItsNumberWithWhatCameSince() {
        ask("application/json", record(1, 1), NOON);
        Capture.Numbered lost = capture.due(NOON.plusSeconds(300)).orElseThrow();
        assertThat(capture.failed(lost, NOON.plusSeconds(300))).isZero();
        ask("application/json", record(1, 1), NOON.plusSeconds(301));
        assertThat(capture.due(NOON.plusSeconds(305))).as("not at every request").isEmpty();
        Capture.Numbered again = capture.due(NOON.plusSeconds(310)).orElseThrow();
        assertThat(again.seq()).isEqualTo(lost.seq());
        assertThat(again.counts().records()).isEqualTo(2);
        assertThat(capture.left()).isEmpty();
        ask("application/json", record(1, 1), NOON.plusSeconds(400));
        assertThat(capture.left().orElseThrow().seq()).isEqualTo(lost.seq() + 1);
    }

    @Test
    void failed_forMoreThanADay_dropsTheEarliestHoursAndTells() {
        long dropped = 0;
        for (int hour = 0; hour < 30; hour++) {
            Instant at = NOON.plus(Duration.ofHours(hour));
            ask("application/json", record(1, 1), at);
            Optional<Capture.Numbered> due = capture.due(at.plusSeconds(600));
            dropped += capture.failed(due.orElseThrow(), at.plusSeconds(600));
        }
        assertThat(dropped).isEqualTo(6);
    }

    @Test
    void add_severalThreads_losesNothing() throws InterruptedException {
        List<Thread> threads = IntStream.range(0, 4).mapToObj(t -> new Thread(() -> {
            for (int i = 0; i < 2_500; i++) {
                ask("application/json", record(i % 120, 50), NOON);
            }
        })).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all().records()).isEqualTo(10_000);
    }

    @Test
    void modelFile_withABaseline_comesBackEqualAndWritesTheSameBytes() throws IOException {
        byte[] file = ModelFile.write(model());
        SegmentationModel read = ModelFile.read(new ByteArrayInputStream(file));
        assertThat(read.monitor()).isEqualTo(model().monitor());
        assertThat(ModelFile.write(read)).isEqualTo(file);
    }

    /** Quantiles of 15, 60, 61.5, 80, 137 rise, so they are the edges; of five rows bins are rounded. */
    @Test
    void watched_modelWithoutABaseline_isMadeOfItsQuantiles() {
        MonitorBaseline earlier = SampleModels.mall().watched();
        assertThat(earlier.numbers()).extracting(WatchedNumber::column).containsExactly(INCOME, SCORE);
        assertThat(earlier.numbers().get(0).edges()).hasSize(13);
        assertThat(earlier.numbers().get(0).bins().stream().mapToLong(rows -> rows).sum()).isEqualTo(5);
        assertThat(earlier.segments()).extracting(WatchedSegment::rows).containsExactly(66L, 66L, 66L);
        assertThat(earlier.heldOut()).isZero();
    }
}
