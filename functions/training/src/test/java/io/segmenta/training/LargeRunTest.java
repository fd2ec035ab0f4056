package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.learning.EarlierLine;
import io.segmenta.model.Provenance;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.LargeFile;
import io.segmenta.model.contract.LargeFolder;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.file.ModelFile;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.Cancellation;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.jobs.Job;
import io.segmenta.platform.jobs.NewJob;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.privacy.OptedOut;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that goes to jobs on many machines, whose work is done here by hand. */
class LargeRunTest {
    private static final String KEY = "data/customers/supermarket.csv";
    private static final String UPLOADED = Events.text("training-s3-put");
    private static final String ALWAYS = "clustering: {k: 2}\ndistributed: {enabled: always}\n";
    private static final int MINUTE = 60_000;

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final FakeJobs jobs = new FakeJobs(clock);
    private final Workers workers = new Workers(1);
    private final OptOutList optOuts = OptedOut.in(store);
    private final Trainer learning = new PipelineTrainer(workers, new EarlierLine(store, workers), optOuts,
            new Views(store, () -> OptedOut.KEYS));
    private final TrainingHandler handler = handler(learning);

    private TrainingHandler handler(Trainer trainer) {
        TrainUpload training = new TrainUpload(store, catalogue, trainer, clock, TrainingFixture.limits(true),
                Optional.of(new LargeRoad(store, trainer,
                        new LargeJobs(store, jobs, TrainingFixture.COSTS.tariff(), clock), optOuts)));
        return new TrainingHandler(
                new TrainingHandler.Parts(training, new Previews(store, workers, TrainingFixture.COSTS, true),
                        new Exports(store, optOuts),
                        Optional.of(new Wakings(store, catalogue, jobs, training, clock))),
                Quiet.log("training", clock));
    }

    @BeforeEach
    void settings() {
        put("data/customers/pipeline.yaml", ALWAYS.getBytes(StandardCharsets.UTF_8));
        put(KEY, table().getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        workers.close();
    }

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

    private void put(String key, byte[] bytes) {
        store.upload(key, bytes, Map.of());
    }

    private JsonNode invoke(TrainingHandler training, String event, String request) {
        Map<String, Object> answer = training.handleRequest(RuntimeJson.read(event, S3Event.class),
                new TestContext(request, 15 * MINUTE));
        return Json.parse(RuntimeJson.write(answer, Object.class)).path("runs");
    }

    private JsonNode invoke(String event, String request) {
        return invoke(handler, event, request);
    }

    /** What the rule and the schedule of the template send. */
    private static String waking(String key) {
        return """
                {"Records":[{"eventName":"ObjectCreated:Put","eventTime":"1970-01-01T00:00:00.000Z",\
                "s3":{"bucket":{"name":"%s"},"object":{"key":"%s"}}}]}""".formatted(Events.BUCKET, key);
    }

    private Run run() {
        List<Run> runs = catalogue.runs(Optional.empty(), 10);
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    private String key(LargeFile file) {
        return new LargeFolder("customers", run().id()).key(file);
    }

    /** The first job does its work: of all rows more is known than the sample tells. */
    private void survey() throws IOException {
        put(key(LargeFile.SURVEY), """
                {"rows": 8000, "data_sha256": "d1", "columns": [
                 {"name": "id", "missing": 0, "texts": 8000, "numbers": 0},
                 {"name": "income", "missing": 0, "numbers": 8000, "min": 20, "max": 98, "mean": 50,
                  "standard_deviation": 40, "quantiles": {"0.25": 24, "0.5": 60, "0.75": 94}},
                 {"name": "score", "missing": 0, "numbers": 8000, "min": 20, "max": 98, "mean": 60,
                  "standard_deviation": 30, "quantiles": {"0.25": 24, "0.5": 60, "0.75": 94}}]}"""
                .getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(table().getBytes(StandardCharsets.UTF_8));
        }
        put(key(LargeFile.SAMPLE), packed.toByteArray());
        jobs.end(Job.State.SUCCEEDED);
    }

    /** The second job does its work: the draft with the rows of all. */
    private void fit(String dataSha256) throws IOException {
        fit(dataSha256, 8000);
    }

    /** @param learned rows that the model is of */
    private void fit(String dataSha256, long learned) throws IOException {
        SegmentationModel draft = ModelFile.read(new ByteArrayInputStream(store.bytes(key(LargeFile.DRAFT))));
        Provenance own = draft.provenance();
        byte[] model = ModelFile.write(new SegmentationModel(draft.schema(), draft.pipeline(), draft.assigner(),
                draft.found().stream().map(segment -> segment.sized(segment.cluster() == 0 ? 5000 : 3000,
                        segment.cluster() == 0 ? 0.625 : 0.375)).toList(),
                draft.metrics(), draft.baseline(), new Provenance(dataSha256, own.configurationSha256(), own.seed(),
                        own.libraryVersion(), learned, own.algorithm())));
        put(key(LargeFile.MODEL), model);
        put(key(LargeFile.FITTED), "{\"rows\": 8000, \"data_sha256\": \"%s\", \"model_sha256\": \"%s\"}"
                .formatted(dataSha256, ModelFile.id(model)).getBytes(StandardCharsets.UTF_8));
        jobs.end(Job.State.SUCCEEDED);
    }

    private static String status(JsonNode runs) {
        assertThat(runs.size()).isEqualTo(1);
        return runs.get(0).path("status").asText();
    }

    @Test
    void file_goesThroughFourSteps_andSucceedsWithTheRowsOfAll() throws IOException {
        assertThat(status(invoke(UPLOADED, "r1"))).isEqualTo("DUPLICATE");
        assertThat(jobs.steps()).containsExactly("survey 1");
        NewJob survey = jobs.started().getFirst();
        assertThat(survey.arguments()).containsExactly("--step", "survey", "--run",
                "s3://" + Events.BUCKET + "/" + key(LargeFile.SURVEY_RUN));
        JsonNode document = Json.parse(new String(store.bytes(key(LargeFile.SURVEY_RUN)), StandardCharsets.UTF_8));
        assertThat(document.path("files").get(0).asText()).isEqualTo("s3://" + Events.BUCKET + "/" + KEY);
        assertThat(document.path("sample_rows").asInt()).isEqualTo(200_000);

        survey();
        assertThat(status(invoke(waking(key(LargeFile.SURVEY)), "r2"))).isEqualTo("DUPLICATE");
        assertThat(jobs.steps()).containsExactly("survey 1", "fit 1");

        fit("d1");
        assertThat(status(invoke(waking(key(LargeFile.FITTED)), "r3"))).isEqualTo("SUCCEEDED");
        Run run = run();
        assertThat(run.dataSha256()).contains("d1");
        String prefix = "runs/customers/" + run.id() + "/";
        SegmentationModel model = ModelFile.read(new ByteArrayInputStream(store.bytes(prefix + "model.tar.gz")));
        assertThat(model.provenance().rows()).isEqualTo(8000);
        assertThat(model.found()).extracting(segment -> segment.size()).containsExactly(5000L, 3000L);
        assertThat(model.pipeline().steps().toString()).contains("50.0").contains("40.0").contains("60.0")
                .contains("30.0");
        assertThat(new String(store.bytes(prefix + "report.json"), StandardCharsets.UTF_8)).contains("8,000 rows");
        assertThat(store.bytes(prefix + "lineage.json")).isNotEmpty();
        // Two jobs of two hours of a processor and eight of a GB, told once, by the attempt that ended the run.
        assertThat(catalogue.costs().of(List.of(run.id())).stream().flatMap(cost -> cost.spent().stream())
                .mapToDouble(RunCost.Spent::jobs).sum())
                .isCloseTo(2 * TrainingFixture.COSTS.tariff().jobs(2, 8), within(1e-12));
    }

    @Test
    void fileOfParquet_isSurveyedWithTheColumnsThatAreLeftOut_andLearnedFromRecords() throws IOException {
        put("data/customers/pipeline.yaml",
                (ALWAYS + "columns: {exclude: [tags]}\n").getBytes(StandardCharsets.UTF_8));
        String file = KEY.replace(".csv", ".parquet");
        put(file, "PAR1, which nobody but the job reads".getBytes(StandardCharsets.UTF_8));
        assertThat(status(invoke(UPLOADED.replace("supermarket.csv", "supermarket.parquet"), "r1")))
                .isEqualTo("DUPLICATE");
        JsonNode document = Json.parse(new String(store.bytes(key(LargeFile.SURVEY_RUN)), StandardCharsets.UTF_8));
        assertThat(document.path("files").get(0).asText()).isEqualTo("s3://" + Events.BUCKET + "/" + file);
        assertThat(document.path("exclude").get(0).asText()).isEqualTo("tags");
        assertThat(document.has("include")).isFalse();

        survey();
        put(key(LargeFile.SURVEY), new String(store.bytes(key(LargeFile.SURVEY)), StandardCharsets.UTF_8)
                .replace("\"rows\": 8000,", "\"rows\": 8000, \"sample\": \"sample.jsonl.gz\",")
                .getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(records)) {
            out.write(table().lines().skip(1).map(line -> line.split(",", -1))
                    .map(cells -> "{\"id\": \"%s\", \"income\": \"%s\", \"score\": \"%s\"}\n"
                            .formatted(cells[0], cells[1], cells[2]))
                    .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        }
        put(key(LargeFile.RECORDS), records.toByteArray());
        assertThat(status(invoke(waking(key(LargeFile.SURVEY)), "r2"))).isEqualTo("DUPLICATE");
        fit("d1");
        assertThat(status(invoke(waking(key(LargeFile.FITTED)), "r3"))).isEqualTo("SUCCEEDED");
    }

    @Test
    void otherAlgorithm_isLearnedFromTheSample_countsAllRows_andSaysSo() throws IOException {
        put("data/customers/pipeline.yaml", ALWAYS.replace("k: 2", "k: 2, algorithm: gaussian_mixture")
                .getBytes(StandardCharsets.UTF_8));
        invoke(UPLOADED, "r1");
        survey();
        assertThat(status(invoke(waking(key(LargeFile.SURVEY)), "r2"))).isEqualTo("DUPLICATE");
        assertThat(jobs.steps()).containsExactly("survey 1", "fit 1");
        fit("d1", 80);
        assertThat(status(invoke(waking(key(LargeFile.FITTED)), "r3"))).isEqualTo("SUCCEEDED");
        String prefix = "runs/customers/" + run().id() + "/";
        SegmentationModel model = ModelFile.read(new ByteArrayInputStream(store.bytes(prefix + "model.tar.gz")));
        assertThat(model.provenance().rows()).isEqualTo(80);
        assertThat(model.found()).extracting(segment -> segment.size()).containsExactly(5000L, 3000L);
        assertThat(new String(store.bytes(prefix + "report.json"), StandardCharsets.UTF_8)).contains(
                "the file has 8,000 rows", "sizes of the segments, which gaussian_mixture learned from 80 of them");
    }

    @Test
    void wakings_thatComeLateOrAgain_startNothingTwice() throws IOException {
        invoke(UPLOADED, "r1");
        assertThat(invoke(waking(Wakings.LOOK), "r2").size()).isZero();
        assertThat(status(invoke(UPLOADED, "r3"))).isEqualTo("DUPLICATE");
        survey();
        for (int time = 0; time < 3; time++) {
            invoke(waking(key(LargeFile.SURVEY)), "s" + time);
        }
        assertThat(jobs.steps()).containsExactly("survey 1", "fit 1");
        fit("d1");
        // The notice of the bucket is lost; the schedule looks.
        assertThat(status(invoke(waking(Wakings.LOOK), "r4"))).isEqualTo("SUCCEEDED");
        assertThat(invoke(waking(key(LargeFile.FITTED)), "r5").size()).isZero();
        assertThat(jobs.steps()).hasSize(2);
    }

    @Test
    void attemptThatDiesWhenTheJobIsStarted_findsItAgain() throws IOException {
        // start.json and the job's document are written, the note of the job is not.
        store.failAfter(2);
        assertThatThrownBy(() -> invoke(UPLOADED, "r1")).isInstanceOf(RuntimeException.class);
        assertThat(jobs.steps()).containsExactly("survey 1");
        assertThat(status(invoke(UPLOADED, "r1"))).isEqualTo("DUPLICATE");
        assertThat(jobs.steps()).containsExactly("survey 1");
    }

    @Test
    void faultOfTheData_endsTheRunWithoutAnotherAttempt() {
        invoke(UPLOADED, "r1");
        put(key(LargeFile.FAULT), "{\"reason\": \"unreadable\", \"message\": \"a.csv, row 7: expected 3 cells\"}"
                .getBytes(StandardCharsets.UTF_8));
        jobs.end(Job.State.FAILED);
        assertThat(status(invoke(waking(key(LargeFile.FAULT)), "r2"))).isEqualTo("FAILED");
        assertThat(run().reason()).contains("unreadable");
        assertThat(run().detail()).contains("a.csv, row 7: expected 3 cells");
        assertThat(invoke(waking(Wakings.FAILED), "r3").size()).isZero();
        assertThat(jobs.steps()).containsExactly("survey 1");
    }

    @Test
    void jobThatFails_isTriedOnceMore_thenHourly_andPeopleAreTold() throws IOException {
        invoke(UPLOADED, "r1");
        jobs.end(Job.State.FAILED);
        assertThat(status(invoke(waking(Wakings.FAILED), "r2"))).isEqualTo("DUPLICATE");
        assertThat(jobs.started()).extracting(NewJob::memoryGb).containsExactly(16, 32);
        clock.advance(Duration.ofMinutes(20));
        jobs.end(Job.State.FAILED);
        assertThatThrownBy(() -> invoke(waking(Wakings.FAILED), "r3")).isInstanceOf(JobFailedException.class)
                .hasMessageContaining("survey 2\" has failed: as told");
        assertThatThrownBy(() -> invoke(waking(Wakings.FAILED), "r3")).isInstanceOf(JobFailedException.class);
        clock.advance(Duration.ofMinutes(30));
        assertThat(invoke(waking(Wakings.LOOK), "r4").size()).isZero();
        clock.advance(Duration.ofHours(2));
        assertThat(status(invoke(waking(Wakings.FAILED), "r5"))).isEqualTo("DUPLICATE");
        assertThat(jobs.steps()).containsExactly("survey 1", "survey 2", "survey 3");
        jobs.end(Job.State.FAILED);
        clock.advance(Duration.ofHours(2));
        assertThat(status(invoke(waking(Wakings.LOOK), "r6"))).isEqualTo("DUPLICATE");
        assertThat(jobs.steps()).containsExactly("survey 1", "survey 2", "survey 3", "survey 4");
        survey();
        invoke(waking(key(LargeFile.SURVEY)), "r7");
        assertThat(jobs.steps()).endsWith("fit 1");
        assertThat(run().status()).isEqualTo(Run.Status.RUNNING);
    }

    @Test
    void cancelledRun_endsItsJob() {
        invoke(UPLOADED, "r1");
        AuditEntry entry = new AuditEntry(clock.instant(), "ann", "analyst", "run-cancelled", Optional.of("customers"),
                run().id().toString(), Optional.empty(), Optional.empty(), Optional.empty(), "request");
        catalogue.cancellations().ask(new Cancellation(run().id(), "customers", "ann", clock.instant()), entry);
        assertThat(status(invoke(waking(Wakings.LOOK), "r2"))).isEqualTo("CANCELLED");
        assertThat(jobs.find("job-1").orElseThrow().state()).isEqualTo(Job.State.CANCELLED);
        assertThat(run().status()).isEqualTo(Run.Status.CANCELLED);
    }

    @Test
    void uploadThatIsOverwritten_takesThePlaceOfTheRun_whoseJobEnds() {
        invoke(UPLOADED, "r1");
        clock.advance(Duration.ofMinutes(20));
        put(KEY, (table() + "c80,21,21\n").getBytes(StandardCharsets.UTF_8));
        String unversioned = UPLOADED.replaceFirst("\"versionId\": \"[^\"]+\",", "");
        assertThat(status(invoke(unversioned, "r2"))).isEqualTo("DUPLICATE");
        assertThat(catalogue.runs(Optional.empty(), 10)).extracting(Run::status)
                .containsExactlyInAnyOrder(Run.Status.RUNNING, Run.Status.FAILED);
        assertThat(jobs.find("job-1").orElseThrow().state()).isEqualTo(Job.State.CANCELLED);
        assertThat(jobs.steps()).containsExactly("survey 1", "survey 1");
    }

    @Test
    void fileOverwrittenBetweenTheSteps_failsTheRun() throws IOException {
        invoke(UPLOADED, "r1");
        survey();
        invoke(waking(key(LargeFile.SURVEY)), "r2");
        fit("d2");
        assertThat(status(invoke(waking(key(LargeFile.FITTED)), "r3"))).isEqualTo("FAILED");
        assertThat(run().detail()).contains("the file was overwritten while it was read");
    }

    @Test
    void runThatCostsMoreThanWasAgreedTo_isRefused_tellingThePrice() {
        put("data/customers/pipeline.yaml",
                ALWAYS.replace("always", "always, confirm_above_usd: 0.01").getBytes(StandardCharsets.UTF_8));
        assertThat(status(invoke(UPLOADED, "r1"))).isEqualTo("FAILED");
        assertThat(run().detail().orElse("")).contains("would cost about 0.05 dollars")
                .contains("distributed.confirm_above_usd: 1 to agree");
        assertThat(jobs.started()).isEmpty();
    }

    @Test
    void runThatCostsMoreThanTheDeploymentAllows_isRefused_whateverTheUploadAgreesTo() {
        put("data/customers/pipeline.yaml", (ALWAYS.replace("always", "always, confirm_above_usd: 100")
                + "cost: {max_usd_per_run: 0.01}\n").getBytes(StandardCharsets.UTF_8));
        assertThat(status(invoke(UPLOADED, "r1"))).isEqualTo("FAILED");
        assertThat(run().reason()).contains("too-costly");
        assertThat(run().detail().orElse("")).contains("about 0.05 dollars, cost.max_usd_per_run allows 0.01");
        assertThat(jobs.started()).isEmpty();
    }

    @Test
    void file_whereSomebodyHasOptedOut_isRefused() {
        OptedOut.put(store, "c7");
        assertThat(status(invoke(UPLOADED, "r1"))).isEqualTo("FAILED");
        assertThat(run().detail().orElse("")).contains("cannot leave out customers who have opted out");
        assertThat(jobs.started()).isEmpty();
    }

    @Test
    void fileBeyondMemory_goesToJobs_andOneThatIsTooLongForItsAlgorithmDoesNot() {
        put("data/customers/pipeline.yaml", "clustering: {k: 2}\n".getBytes(StandardCharsets.UTF_8));
        boolean[] planned = {true};
        TrainingHandler small = handler((data, attempt, start, meter) -> {
            if (planned[0]) {
                meter.planned(new MemoryPlan(1_000_000_000, 3, Long.MAX_VALUE));
            }
            throw new DataException(Reason.TOO_LARGE, "too large");
        });
        assertThat(status(invoke(small, UPLOADED, "r1"))).isEqualTo("DUPLICATE");
        assertThat(jobs.steps()).containsExactly("survey 1");
        planned[0] = false;
        String other = "data/customers/other.csv";
        put(other, table().getBytes(StandardCharsets.UTF_8));
        assertThat(status(invoke(small, UPLOADED.replace(KEY, other), "r2"))).isEqualTo("FAILED");
        assertThat(jobs.steps()).containsExactly("survey 1");
    }

    @Test
    void workbook_staysWithTheFunction() {
        String key = new UploadKey("customers", "customers.xlsx").key();
        put(key, new byte[] {1, 2, 3});
        assertThat(status(invoke(UPLOADED.replace(KEY, key), "r1"))).isEqualTo("FAILED");
        assertThat(jobs.started()).isEmpty();
    }
}
