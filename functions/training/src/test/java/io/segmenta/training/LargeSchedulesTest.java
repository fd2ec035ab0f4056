package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.learning.EarlierLine;
import io.segmenta.learning.Trained;
import io.segmenta.model.contract.LargeFile;
import io.segmenta.model.contract.LargeFolder;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.platform.Events;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.jobs.Job;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.privacy.OptedOut;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A hundred seeded histories of a run that waits for jobs: notices that are lost, come late or again, jobs that fail or
 * end without a word, writes that fail, calls that die. At the end, when services are well and dead letters are given
 * back, the run has succeeded, and no job was started twice.
 */
class LargeSchedulesTest {
    private static final String KEY = "data/customers/supermarket.csv";
    private static final String UPLOADED = Events.text("training-s3-put");
    private static final int HISTORIES = 100;
    private static final int MINUTE = 60_000;

    private static List<Artifact> learned;

    /** What training makes of two groups, once for all histories. */
    @BeforeAll
    static void learn() {
        InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
        List<Artifact> kept = new ArrayList<>();
        try (Workers workers = new Workers(1)) {
            Trainer trainer = new PipelineTrainer(workers, new EarlierLine(store, workers), OptedOut.in(store),
                    new Views(store, () -> OptedOut.KEYS));
            History history = new History(0, (data, attempt, start, meter) -> {
                Trained trained = trainer.train(data, attempt, start, meter);
                trained.artifacts().forEach(artifact -> kept
                        .add(Artifact.of(artifact.path(), artifact.contentType(), artifact.bytes())));
                return trained;
            });
            history.settings("clustering: {k: 2}\n");
            history.invoke(UPLOADED, "r");
            assertThat(history.run().status()).isEqualTo(Run.Status.SUCCEEDED);
        }
        learned = List.copyOf(kept);
    }

    @AfterAll
    static void forget() {
        learned = List.of();
    }

    @Test
    void runOnManyMachines_underAnyFaults_endsWell_andStartsNoJobTwice() {
        for (int seed = 1; seed <= HISTORIES; seed++) {
            History history = new History(seed,
                    (data, attempt, start, meter) -> new Trained(learned, Optional.empty()));
            history.settings("clustering: {k: 2}\ndistributed: {enabled: always}\n");
            history.play();
            assertThat(history.run().status()).as("seed %d: %s", seed, history.told).isEqualTo(Run.Status.SUCCEEDED);
            assertThat(history.jobs.steps()).as("seed %d: %s", seed, history.told).doesNotHaveDuplicates();
        }
    }

    /** One history, with everything that it happens to. */
    private static final class History {
        private final Random random;
        private final TickingClock clock = new TickingClock();
        private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
        private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
        private final FakeJobs jobs = new FakeJobs(clock);
        private final List<String> notices = new ArrayList<>();
        private final List<String> deadLetters = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final TrainingHandler handler;
        private int requests;
        private int faultsLeft = 6;

        History(long seed, Trainer trainer) {
            this.random = new Random(seed);
            OptOutList optOuts = OptedOut.in(store);
            TrainUpload training = new TrainUpload(store, catalogue, trainer, clock, TrainingFixture.limits(true),
                    Optional.of(new LargeRoad(store, trainer,
                            new LargeJobs(store, jobs, TrainingFixture.COSTS.tariff(), clock), optOuts)));
            Workers unused = new Workers(1);
            this.handler = new TrainingHandler(
                    new TrainingHandler.Parts(training, new Previews(store, unused, TrainingFixture.COSTS, true),
                            new Exports(store, optOuts),
                            Optional.of(new Wakings(store, catalogue, jobs, training, clock))),
                    Quiet.log("training", clock));
            unused.close();
            store.upload(KEY, table().getBytes(StandardCharsets.UTF_8), Map.of());
        }

        private static String table() {
            StringBuilder text = new StringBuilder("id,income,score\n");
            Random numbers = new Random(1);
            for (int i = 0; i < 40; i++) {
                int centre = i % 2 == 0 ? 20 : 90;
                text.append('c').append(i).append(',').append(centre + numbers.nextInt(9)).append(',')
                        .append(centre + numbers.nextInt(9)).append('\n');
            }
            return text.toString();
        }

        void settings(String yaml) {
            store.upload("data/customers/pipeline.yaml", yaml.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        Run run() {
            return catalogue.runs(Optional.empty(), 1).getFirst();
        }

        void invoke(String event, String request) {
            Map<String, Object> answer = handler.handleRequest(RuntimeJson.read(event, S3Event.class),
                    new TestContext(request, 15 * MINUTE));
            told.add("answer " + answer);
        }

        private boolean fault(int oneOf) {
            boolean happens = faultsLeft > 0 && random.nextInt(oneOf) == 0;
            faultsLeft -= happens ? 1 : 0;
            return happens;
        }

        /** Three attempts of one call, as Lambda makes them; then a dead letter. */
        private void call(String event) {
            String request = "r" + requests++;
            for (int attempt = 1; attempt <= 3; attempt++) {
                if (fault(5)) {
                    store.failAfter(random.nextInt(4));
                }
                try {
                    invoke(event, request);
                    return;
                } catch (RuntimeException failed) {
                    told.add(request + " failed: " + failed.getMessage());
                    clock.advance(Duration.ofMinutes(attempt));
                } finally {
                    store.failAfter(-1);
                }
            }
            deadLetters.add(event);
        }

        private static String waking(String key) {
            return """
                    {"Records":[{"eventName":"ObjectCreated:Put","eventTime":"1970-01-01T00:00:00.000Z",\
                    "s3":{"bucket":{"name":"%s"},"object":{"key":"%s"}}}]}""".formatted(Events.BUCKET, key);
        }

        private void tell(String event) {
            if (!fault(4)) {
                notices.add(event);
            }
            if (fault(4)) {
                notices.add(event);
            }
        }

        /** The job that waits does what it was started for, or fails. */
        private void work() {
            List<String> steps = jobs.steps();
            if (steps.isEmpty() || jobs.find("job-" + steps.size()).orElseThrow().state() != Job.State.OPEN) {
                return;
            }
            if (fault(3)) {
                told.add(steps.getLast() + " fails");
                jobs.end(Job.State.FAILED);
                tell(waking(Wakings.FAILED));
                return;
            }
            LargeFolder folder = new LargeFolder("customers", run().id());
            boolean survey = steps.getLast().startsWith("survey");
            LargeFile result = survey ? LargeFile.SURVEY : LargeFile.FITTED;
            put(folder.key(survey ? LargeFile.SAMPLE : LargeFile.MODEL),
                    survey ? table().getBytes(StandardCharsets.UTF_8)
                            : learned.stream().filter(artifact -> artifact.path().equals("model.tar.gz")).findFirst()
                                    .orElseThrow().bytes());
            put(folder.key(result), (survey ? "{\"rows\": 80, \"data_sha256\": \"d\", \"columns\": []}"
                    : "{\"rows\": 80, \"data_sha256\": \"d\", \"model_sha256\": \"m\"}")
                    .getBytes(StandardCharsets.UTF_8));
            tell(waking(folder.key(result)));
            // It may be lost after its last file.
            jobs.end(fault(6) ? Job.State.FAILED : Job.State.SUCCEEDED);
            told.add(steps.getLast() + " ends");
        }

        private void put(String key, byte[] bytes) {
            store.upload(key, bytes, Map.of());
        }

        void play() {
            notices.add(UPLOADED);
            for (int step = 0; step < 40 && (step < 2 || run().status() == Run.Status.RUNNING); step++) {
                clock.advance(Duration.ofMinutes(1 + random.nextInt(30)));
                switch (random.nextInt(3)) {
                    case 0 -> call(waking(Wakings.LOOK));
                    case 1 -> {
                        if (!notices.isEmpty()) {
                            call(notices.remove(random.nextInt(notices.size())));
                        }
                    }
                    default -> {
                        if (!catalogue.runs(Optional.empty(), 1).isEmpty()) {
                            work();
                        }
                    }
                }
                if (catalogue.runs(Optional.empty(), 1).isEmpty()) {
                    call(UPLOADED);
                }
            }
            faultsLeft = 0;
            for (int hour = 0; hour < 12 && run().status() == Run.Status.RUNNING; hour++) {
                clock.advance(Duration.ofHours(2));
                List<String> given = List.copyOf(new HashSet<>(deadLetters));
                deadLetters.clear();
                given.forEach(this::call);
                work();
                clock.advance(Duration.ofMinutes(20));
                call(waking(Wakings.LOOK));
            }
        }
    }
}
