package io.segmenta.scoring;

import io.segmenta.model.SegmentEdit;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.ScoreKey;
import io.segmenta.model.contract.ScoreOutcome;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.contract.ScoreOutcome.Answered;
import io.segmenta.model.contract.ScoreOutcome.Failed;
import io.segmenta.model.contract.ScoreOutcome.Input;
import io.segmenta.model.contract.ScoreOutcome.Model;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Problem;
import io.segmenta.model.predict.RequestException;
import io.segmenta.model.predict.TableAnswers;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.ReplacedObjectException;
import io.segmenta.platform.storage.StoredObject;
import io.segmenta.scoring.RecordsFile.UnusableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the records of one file by the model that is live. However often and in whatever order its notices arrive,
 * what lies there in the end is of the file's last version: what is there now is answered, and an answer takes the
 * place only of what was there before the file was read. Faults of the user's are told in the outcome; faults of
 * infrastructure are thrown, and tried again from the start.
 */
final class ScoreUpload {
    private static final int ATTEMPTS = 3;
    private static final String GZIP = "application/gzip";
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final Limits limits;
    private final InstantSource clock;
    private final OptOutList optOuts;

    /**
     * What one call can take.
     *
     * @param bytes of a file, packed and unpacked
     * @param records of a file
     * @param reserve time that is left for writing what has been answered
     */
    record Limits(int bytes, int records, Duration reserve) {
        /** Of the function as the template describes it. */
        static final Limits FUNCTION = new Limits(128 << 20, 2_000_000, Duration.ofSeconds(60));
    }

    /**
     * What lay at a file's names before it was read.
     *
     * @param outcome entity tag; empty where nothing lay
     * @param told the outcome itself; empty when it cannot be read
     */
    private record Before(Optional<ObjectHead> answer, Optional<String> outcome, Optional<ScoreOutcome> told) {
        Optional<String> answerTag() {
            return answer.map(ObjectHead::etag);
        }
    }

    ScoreUpload(ObjectStore store, Limits limits, InstantSource clock, OptOutList optOuts) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.optOuts = optOuts;
    }

    /**
     * Sees to one notice.
     *
     * @param left how long the call may still take
     * @return what became of the file, as names and values
     */
    Map<String, String> score(Notice notice, Supplier<Duration> left, Log log) {
        Optional<ScoreKey> key = ScoreKey.parse(notice.key());
        if (!notice.isCreation() || key.isEmpty() || !notice.bucket().equals(store.bucket())) {
            return notOfOurs(notice, log);
        }
        for (int attempt = 1; true; attempt++) {
            try {
                return score(key.get(), left, log);
            } catch (ObjectConflictException another) {
                if (attempt == ATTEMPTS) {
                    throw another;
                }
                log.info("another call has answered meanwhile", "key", another.key(), "attempt", attempt);
            }
        }
    }

    private Map<String, String> notOfOurs(Notice notice, Log log) {
        Optional<String> misplaced = notice.isCreation() && notice.bucket().equals(store.bucket())
                ? ScoreKey.misplaced(notice.key())
                : Optional.empty();
        misplaced.ifPresentOrElse(why -> log.warn("file ignored: " + why, "key", notice.key()),
                () -> log.info("notice ignored: not a file to be scored", "event", notice.event(), "bucket",
                        notice.bucket(), "key", notice.key()));
        return ignored(notice.key(), misplaced.isPresent() ? "misplaced" : "not-an-upload");
    }

    private static Map<String, String> ignored(String key, String reason) {
        return Map.of("key", key, "status", "IGNORED", "reason", reason);
    }

    private Map<String, String> score(ScoreKey key, Supplier<Duration> left, Log log) {
        Before before = before(key);
        Optional<LivePointer> live = store.readAll(LivePointer.key(key.dataset()))
                .map(document -> LivePointer.parse(key.dataset(), document));
        Optional<Model> model = live.map(Model::of);
        Optional<StoredObject> found = store.get(key.key());
        if (found.isEmpty()) {
            log.info("notice ignored: the object is gone", "key", key.key());
            return ignored(key.key(), "not-found");
        }
        try (StoredObject file = found.get()) {
            Input input = input(file.head());
            Optional<ScoreOutcome> told = before.told.filter(outcome -> outcome.isOf(input, model))
                    .filter(outcome -> isWhole(key, outcome, before));
            if (told.isPresent()) {
                log.info("answered before", "key", key.key());
                return fields(key, told.get());
            }
            FileCounts counts = new FileCounts(store, clock, log);
            ScoreOutcome outcome = outcome(key, file, live, before, left, counts);
            store.replace(key.outcome(), JSON, ObjectContent.of(outcome.write()), before.outcome);
            if (store.head(key.key()).filter(now -> input(now).equals(input)).isEmpty()) {
                throw new ObjectConflictException(key.key(), "was written again or deleted while it was scored");
            }
            tell(key, outcome, log);
            counts.write(outcome.result() instanceof Answered);
            return fields(key, outcome);
        }
    }

    private Before before(ScoreKey key) {
        Optional<ObjectHead> answer = store.head(key.answer());
        return switch (store.find(key.outcome(), Optional.empty())) {
            case Found.Content content ->
                new Before(answer, Optional.of(content.etag()), outcome(content.bytes()));
            case Found.Absent _,Found.Unchanged _ -> new Before(answer, Optional.empty(), Optional.empty());
        };
    }

    /** One that cannot be read is replaced. */
    private static Optional<ScoreOutcome> outcome(byte[] document) {
        try {
            return Optional.of(ScoreOutcome.parse(document));
        } catch (ContractException malformed) {
            return Optional.empty();
        }
    }

    /** Whether the answers are those that the outcome tells of: another call may have written since. */
    private boolean isWhole(ScoreKey key, ScoreOutcome outcome, Before before) {
        return switch (outcome.result()) {
            case Answered answered -> holds(new RegisteredObject(key.answer(), answered.sha256()));
            case Failed _ -> before.answer.filter(answer -> answer.size() > 0).isEmpty();
        };
    }

    private boolean holds(RegisteredObject answer) {
        try {
            answer.check(store);
            return true;
        } catch (ReplacedObjectException another) {
            return false;
        }
    }

    private static Input input(ObjectHead head) {
        return new Input(head.key(), head.version().orElse(head.etag()), head.etag(), Optional.empty());
    }

    /** Answers, and puts the answers in their place. */
    private ScoreOutcome outcome(ScoreKey key, StoredObject file, Optional<LivePointer> live, Before before,
            Supplier<Duration> left, FileCounts counts) {
        Input input = input(file.head());
        Optional<Model> model = live.map(Model::of);
        try {
            if (live.isEmpty()) {
                throw new UnusableFileException(404, "not-live", "The data set is not live", "no model of data set \""
                        + key.dataset() + "\" is live; approve one, then put the file here again");
            } else if (file.head().size() > limits.bytes) {
                throw UnusableFileException.tooLarge("the file has " + file.head().size() + " bytes, the limit is "
                        + limits.bytes + "; send it in parts");
            }
            Predictor predictor = predictor(live.get());
            TableAnswers answers = new TableAnswers(predictor, counts.of(live.get(), predictor, input),
                    optOuts.leftOut().orElse(_ -> false));
            RecordsFile records = RecordsFile.read(file.bytes(), limits.bytes);
            input = new Input(input.key(), input.version(), input.etag(), Optional.of(records.sha256()));
            Answering answering = new Answering(answers, records.table(), new TableAnswers.Limits(limits.records,
                    () -> left.get().compareTo(limits.reserve) < 0));
            store.replace(key.answer(), GZIP, answering, before.answerTag());
            return new ScoreOutcome(input, model, new Answered(key.answer(), answering.sha256(),
                    answering.count().records(), answering.count().refused(), answering.count().problems()));
        } catch (UnusableFileException unusable) {
            return failed(key, new ScoreOutcome(input, model, new Failed(unusable.problem())), before);
        } catch (RequestException unusable) {
            return failed(key, new ScoreOutcome(input, model, new Failed(unusable.problem())), before);
        } catch (OutOfMemoryError e) {
            // Another call would have no more; what was allocated is garbage by now.
            Problem problem = UnusableFileException.tooLarge("the file does not fit in the "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory the scoring function has").problem();
            return failed(key, new ScoreOutcome(input, model, new Failed(problem)), before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever finds the answers to what the file held before would take them for answers to what it holds now. */
    private ScoreOutcome failed(ScoreKey key, ScoreOutcome outcome, Before before) {
        if (before.answer.isPresent()) {
            store.replace(key.answer(), GZIP, ObjectContent.of(new byte[0]), before.answerTag());
        }
        return outcome;
    }

    /** The model itself answers, whatever else serves it. */
    private Predictor predictor(LivePointer live) throws IOException {
        byte[] file = new RegisteredObject(live.modelKey(), live.modelSha256()).read(store);
        List<SegmentEdit> names = store.readAll(SegmentNames.key(live.dataset()))
                .flatMap(document -> SegmentNames.readable(live.dataset(), document)).map(SegmentNames::segments)
                .orElse(List.of());
        return new Predictor(ModelFile.read(new ByteArrayInputStream(file)).edited(names), live.modelVersion());
    }

    private static void tell(ScoreKey key, ScoreOutcome outcome, Log log) {
        switch (outcome.result()) {
            case Answered answered -> {
                log.info("file scored", "key", key.key(), "records", answered.records(), "refused",
                        answered.refused());
                log.metric("RecordsScored", "Count", answered.records(), key.dataset());
            }
            // The detail may quote the user's data, which has no place in a log.
            case Failed failed -> {
                log.warn("file not scored", "key", key.key(), "reason", failed.problem().code());
                log.metric("FilesNotScored", "Count", 1, key.dataset());
            }
        }
    }

    private static Map<String, String> fields(ScoreKey key, ScoreOutcome outcome) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key.key());
        fields.put("status", outcome.status());
        fields.put("outcome", key.outcome());
        if (outcome.result() instanceof Failed failed) {
            fields.put("reason", failed.problem().code());
        }
        return fields;
    }
}
