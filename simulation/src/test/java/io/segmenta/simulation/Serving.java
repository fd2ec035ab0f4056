package io.segmenta.simulation;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.experiment.Exposure;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.TableAnswers;
import io.segmenta.platform.capture.Captures;
import io.segmenta.platform.capture.Trials;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.ObjectWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A process that answers predictions by the live model, counts what it answers and notes who is exposed to an
 * experiment, by the classes that inference does both with. It lives until it dies. For one thread at a time.
 */
final class Serving {
    /** So many records make a day that monitoring judges. */
    static final int RECORDS = 240;

    /** How long is counted before it is written, and how long a process pauses: little beside the time of any call. */
    private static final int SECONDS = 2;
    private static final int ROUNDS = 3;
    private static final int CUSTOMERS = 5;
    private static final byte[] USUAL = table(false);
    private static final byte[] MOVED = table(true);
    private static final Map<String, Predictor> PREDICTORS = new ConcurrentHashMap<>();

    private final ObjectStore store;
    private final Captures captures;
    private final Trials trials;
    private final Ledger ledger;
    private final Consumer<Duration> pause;
    private final Clock clock;

    /** What all processes together have answered. */
    static final class Ledger {
        /** Records by the hash of their model. */
        final Map<String, Long> answered = new HashMap<>();
        /** The arm of each customer of each experiment. */
        final Map<String, Arm> arms = new HashMap<>();
        /** Whether a process died that may have held counts. */
        boolean lossy;
        private int processes;
    }

    Serving(S3Client s3, ObjectStore store, Ledger ledger, Consumer<Duration> pause, Clock clock, Log log) {
        String name = "p" + ++ledger.processes;
        ObjectWriter writer = (key, type, bytes) -> put(s3, key, type, bytes);
        this.store = store;
        this.captures = new Captures(writer, Counts.Source.LAMBDA, () -> name, log);
        this.trials = new Trials(writer, () -> name, log);
        this.ledger = ledger;
        this.pause = pause;
        this.clock = clock;
    }

    private static void put(S3Client s3, String key, String type, byte[] bytes) throws IOException {
        try {
            s3.putObject(PutObjectRequest.builder().bucket(Events.BUCKET).key(key).contentType(type)
                    .metadata(Map.of())
                    .checksumSHA256(Base64.getEncoder().encodeToString(Sha256.digest().digest(bytes))).build(),
                    RequestBody.fromBytes(bytes));
        } catch (RuntimeException failed) {
            throw new IOException(failed);
        }
    }

    /** Customers by age and what they spend; moved ones are all old. */
    private static byte[] table(boolean moved) {
        StringBuilder table = new StringBuilder("customer_id,age,total_spend\n");
        for (int i = 0; i < RECORDS; i++) {
            int age = moved ? 70 : 20 + i % 4 * 15;
            table.append('p').append(i).append(',').append(age).append(',').append(age < 45 ? 2000 : 300).append('\n');
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Answers {@link #RECORDS} records. */
    String answer(boolean moved) {
        Optional<LivePointer> live = store.readAll(LivePointer.key(Users.DATASET))
                .map(document -> LivePointer.parse(Users.DATASET, document));
        if (live.isEmpty()) {
            return "nothing is live";
        }
        Optional<byte[]> model = store.readAll(live.get().modelKey());
        if (model.filter(bytes -> Sha256.of(bytes).equals(live.get().modelSha256())).isEmpty()) {
            return "the model is another one";
        }
        String sha256 = live.get().modelSha256();
        Predictor predictor = PREDICTORS.computeIfAbsent(sha256, known -> predictor(model.get()));
        Capture capture = captures.of(Users.DATASET, sha256, SECONDS, predictor::counting).orElseThrow();
        Asked asked = capture.request();
        try {
            new TableAnswers(predictor, asked).write(moved ? MOVED : USUAL,
                    new TableAnswers.Limits(RECORDS, () -> false), OutputStream.nullOutputStream());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Optional<LiveExperiment> experiment = store.readAll(LiveExperiment.key(Users.DATASET))
                .map(document -> LiveExperiment.parse(Users.DATASET, document));
        Instant now = clock.instant();
        capture.add(asked, now);
        ledger.answered.merge(sha256, (long) RECORDS, Long::sum);
        experiment.filter(one -> one.champion().equals(live.get().modelVersion()) && now.isBefore(one.ends()))
                .ifPresent(one -> expose(one, now));
        captures.flush(now);
        trials.flush(now);
        return "answered by " + live.get().modelVersion();
    }

    private void expose(LiveExperiment experiment, Instant now) {
        List<Exposure> exposures = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            String id = "p" + customer;
            Arm arm = Arm.of(experiment.id().toString(), id, experiment.share());
            Arm before = ledger.arms.putIfAbsent(experiment.id() + id, arm);
            Violation.unless(before == null || before == arm, "%s is %s in %s, and was %s", id, arm, experiment.id(),
                    before);
            exposures.add(new Exposure(Functions.KEYS.hash(id).hex(), arm, Exposure.NO_SEGMENT, now));
        }
        trials.exposed(experiment, exposures, now);
    }

    /** Answers again and again, so that what was counted is due in between, and again what could not be written. */
    String goOn() {
        String told = "";
        for (int i = 0; i < ROUNDS; i++) {
            told = answer(false);
            pause.accept(Duration.ofSeconds(SECONDS));
            captures.flush(clock.instant());
        }
        return told;
    }

    /** Writes all that it has counted, as when a process ends in good order. */
    String end() {
        captures.flushAll(clock.instant());
        trials.flushAll(clock.instant());
        return "ended";
    }

    private static Predictor predictor(byte[] model) {
        try {
            return new Predictor(ModelFile.read(new ByteArrayInputStream(model)), "v1");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
