package io.segmenta.training;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Claim;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunResult;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains on one uploaded file. However often and in whatever order its notices arrive, there is one run, and it ends.
 * Faults of the user's end it as failed; faults of infrastructure are thrown and leave it to be resumed.
 */
final class TrainUpload {
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final Catalogue catalogue;
    private final Trainer trainer;
    private final Clock clock;
    private final int memoryMb;

    /** @param memoryMb of the function; 0 when that is not known */
    TrainUpload(ObjectStore store, Catalogue catalogue, Trainer trainer, Clock clock, int memoryMb) {
        this.store = store;
        this.catalogue = catalogue;
        this.trainer = trainer;
        this.clock = clock;
        this.memoryMb = memoryMb;
    }

    /**
     * @param owner the id of the invocation, which its retries share
     * @param remaining how long this invocation may still take
     */
    Outcome train(Notice notice, String owner, Duration remaining, Log log) {
        Optional<Names.Upload> upload = Names.upload(notice.key());
        if (!notice.isCreation() || upload.isEmpty() || !notice.bucket().equals(store.bucket())) {
            return ignored(notice, log);
        }
        // What is there now counts, not what the notice says was: of several writes to one key, each notice then
        // leads to the run of the last, and none is lost.
        Optional<ObjectHead> found = notice.version().isPresent()
                ? store.head(notice.key(), notice.version().get())
                : store.head(notice.key());
        String dataset = upload.get().dataset();
        RunConfiguration configuration = RunConfiguration.read(store, dataset,
                found.map(ObjectHead::metadata).orElse(Map.of()));
        long size = Math.max(notice.size(), found.map(ObjectHead::size).orElse(0L));
        Optional<DataException> refusal = tooLarge(size, configuration);
        if (found.isEmpty() && refusal.isEmpty()) {
            log.info("notice ignored: the object is gone", "key", notice.key());
            return Outcome.ignored(notice, Reason.NOT_FOUND.code());
        }
        String version = found.map(head -> head.version().orElse(head.etag()))
                .orElse(notice.version().orElse(notice.etag()));
        NewRun run = new NewRun(Hashes.id(notice.bucket(), notice.key(), version, configuration.identity()), dataset,
                notice.bucket(), notice.key(), version, size, configuration.hash(),
                configuration.config().map(PipelineConfig::json).orElse("{}"));
        Instant now = clock.instant();
        Claim claim = catalogue.claim(run, owner, now, now.plus(remaining).plus(GRACE));
        log.info("claim", "run_id", run.id(), "dataset", dataset, "outcome", claim.outcome(), "attempt",
                claim.run().attempts());
        return switch (claim.outcome()) {
            case BUSY -> Outcome.of(claim.run(), Outcome.Status.DUPLICATE);
            case FINISHED -> recorded(claim.run());
            case CLAIMED, RESUMED -> work(claim.run(), configuration, found, refusal, upload.get().file(), owner, log);
        };
    }

    private Outcome ignored(Notice notice, Log log) {
        Optional<String> misplaced = notice.isCreation() && notice.bucket().equals(store.bucket())
                ? Names.misplaced(notice.key())
                : Optional.empty();
        misplaced.ifPresentOrElse(why -> log.warn("upload ignored: " + why, "key", notice.key()),
                () -> log.info("notice ignored: not an upload of data", "event", notice.event(), "bucket",
                        notice.bucket(), "key", notice.key()));
        return Outcome.ignored(notice, misplaced.isPresent() ? "misplaced" : "not-an-upload");
    }

    private static Outcome recorded(Run run) {
        return Outcome.of(run,
                run.status() == Run.Status.SUCCEEDED ? Outcome.Status.SUCCEEDED : Outcome.Status.FAILED);
    }

    private static Optional<DataException> tooLarge(long size, RunConfiguration configuration) {
        long limit = configuration.config().orElseGet(PipelineConfig::defaults).read().maxBytes();
        return size <= limit ? Optional.empty()
                : Optional.of(DataException.of(Reason.TOO_LARGE,
                        "the file has %d bytes, read.max_bytes allows %d", size, limit));
    }

    private Outcome work(Run run, RunConfiguration configuration, Optional<ObjectHead> object,
            Optional<DataException> refusal, String file, String owner, Log log) {
        RunWriter writer = new RunWriter(store, log);
        Instant started = clock.instant();
        try {
            Optional<RunResult> finished = writer.finished(run);
            if (finished.isEmpty()) {
                if (configuration.problem().isPresent()) {
                    throw configuration.problem().get();
                } else if (refusal.isPresent()) {
                    throw refusal.get();
                }
                finished = Optional.of(learn(run, configuration, object.orElseThrow(), file,
                        owner, writer, log));
            }
            catalogue.succeed(run.id(), finished.get(), clock.instant());
            log.metric("RunsSucceeded", "Count", 1, run.dataset());
        } catch (ConfigException e) {
            fail(run, "configuration", String.join("\n", e.problems()), writer, log);
        } catch (DataException e) {
            fail(run, e.reason().code(), e.getMessage(), writer, log);
        } catch (OutOfMemoryError e) {
            // The next attempt would have no more; what was allocated is garbage by now.
            fail(run, Reason.TOO_LARGE.code(),
                    "the table does not fit in the " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB of memory the training function has",
                    writer, log);
        }
        log.metric("TrainingTime", "Milliseconds", Duration.between(started, clock.instant()).toMillis(),
                run.dataset());
        return recorded(catalogue.run(run.id()).orElseThrow());
    }

    private RunResult learn(Run run, RunConfiguration configuration, ObjectHead head, String file, String owner,
            RunWriter writer, Log log) {
        PipelineConfig config = configuration.config().orElseThrow();
        RunMeter progress = new RunMeter(new CatalogueProgress(catalogue, run.id(), owner, clock, log), clock,
                memoryMb);
        progress.report("reading", 0, "");
        // What began later does not count, so that a run that is resumed goes on with the same last model. What is live
        // may be another one by then; the lineage, written last, names the one that the files were made with.
        Optional<Run> before = catalogue.succeededBefore(run.dataset(), run.createdAt());
        Beginning beginning = Beginning.of(config.clustering().update(), run.dataset(), before, store);
        Optional<EarlierModel> earlier = beginning.earlier();
        beginning.note().ifPresent(note -> log.info("beginning", "run_id", run.id(), "note", note));
        MessageDigest digest = Hashes.sha256();
        List<Trainer.Output> outputs;
        try (StoredObject object = store.open(head);
                DigestInputStream data = new DigestInputStream(object.bytes(), digest)) {
            outputs = trainer.train(data, head.size(), file, config,
                    configuration.schema().or(() -> earlier.map(EarlierModel::roles)), beginning, progress);
            data.transferTo(OutputStream.nullOutputStream());
        } catch (ObjectConflictException e) {
            throw new DataException(Reason.NOT_FOUND, "the file was overwritten or deleted before it was read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.report("storing", 0, "");
        return writer.write(run, head.size(), HexFormat.of().formatHex(digest.digest()), config.seed(),
                earlier, before, outputs, progress);
    }

    private void fail(Run run, String reason, String detail, RunWriter writer, Log log) {
        writer.fail(run, reason, detail);
        catalogue.fail(run.id(), reason, detail, clock.instant());
        // The detail may quote the user's data, which has no place in a log.
        log.warn("run failed", "run_id", run.id(), "dataset", run.dataset(), "reason", reason);
        log.metric("RunsFailed", "Count", 1, run.dataset());
    }
}
