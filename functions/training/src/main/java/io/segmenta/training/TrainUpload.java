package io.segmenta.training;

import io.segmenta.learning.Task;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.platform.catalogue.Cancellations;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Claim;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunResult;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains on one uploaded file. However often and in whatever order its notices arrive, there is one run, and it ends.
 * Faults of the user's end it as failed; faults of infrastructure are thrown and leave it to be resumed.
 */
final class TrainUpload {
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Fault SUPERSEDED = new Fault("superseded",
            "the file or its settings were changed before the run had ended; "
                    + "the run of what is there now takes its place");

    private final ObjectStore store;
    private final Catalogue catalogue;
    private final RunWriter writer;
    private final LearnRun learning;
    private final Clock clock;
    private final Limits limits;

    /**
     * What the deployment gives a run, and leaves to those who upload.
     *
     * @param billing what the function is paid by
     * @param datasetsDecide whether the settings in a data set's folder are the deployer's
     */
    record Limits(Billing billing, boolean datasetsDecide) {}

    TrainUpload(ObjectStore store, Catalogue catalogue, Trainer trainer, Clock clock, Limits limits) {
        this(store, catalogue, trainer, clock, limits, Optional.empty());
    }

    /** @param road the way of files beyond one function; empty where the deployment has none */
    TrainUpload(ObjectStore store, Catalogue catalogue, Trainer trainer, Clock clock, Limits limits,
            Optional<LargeRoad> road) {
        this.store = store;
        this.catalogue = catalogue;
        this.writer = new RunWriter(store);
        this.learning = new LearnRun(store, catalogue, trainer, road);
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Sees to one notice.
     *
     * @param owner the id of the invocation, which its retries share
     * @param remaining how long this invocation may still take
     * @return what became of the upload; before it, of runs that an earlier attempt began for what the upload was then
     */
    List<RunOutcome> train(Notice notice, String owner, Duration remaining, Log log) {
        Optional<UploadKey> key = UploadKey.parse(notice.key());
        if (!notice.isCreation() || key.isEmpty() || !notice.bucket().equals(store.bucket())) {
            return List.of(notOfOurs(notice, log));
        }
        Optional<ObjectHead> found = found(notice);
        Upload upload = Upload.of(key.get(), found, notice);
        if (found.filter(file -> isOverOf(notice, file)).isPresent()) {
            // The same file without a customer who was erased: its run has been.
            log.info("notice ignored: the file was written anew by an erasure", "key", notice.key());
            return with(earlier(notice, upload, Optional.empty(), owner, remaining, log), ignored(notice, "erasure"));
        }
        Settings settings = Settings.read(store, upload, limits.datasetsDecide());
        if (found.isEmpty() && upload.size() <= settings.maxBytes()) {
            log.info("notice ignored: the object is gone", "key", notice.key());
            return with(earlier(notice, upload, Optional.empty(), owner, remaining, log),
                    ignored(notice, Reason.NOT_FOUND.code()));
        }
        Claim claim = claim(notice, upload, settings, owner, remaining);
        log.info("claim", "run_id", claim.run().id(), "dataset", upload.key().dataset(), "outcome", claim.outcome(),
                "attempt", claim.run().attempts());
        return with(earlier(notice, upload, Optional.of(claim.run()), owner, remaining, log), switch (claim.outcome()) {
            case BUSY -> outcome(claim.run(), RunOutcome.Status.DUPLICATE);
            case FINISHED -> recorded(isGivenUp(claim.run()) ? revive(claim.run(), log) : claim.run());
            case CLAIMED, RESUMED -> work(claim.run(), owner, upload, settings, log);
        });
    }

    /** The version that is told of, or what an erasure has put in its place. */
    private Optional<ObjectHead> found(Notice notice) {
        if (notice.version().isEmpty()) {
            return store.head(notice.key());
        }
        Optional<ObjectHead> told = store.head(notice.key(), notice.version().get());
        return told.isPresent() ? told
                : store.head(notice.key()).filter(now -> Upload.original(now).equals(notice.version()));
    }

    /**
     * Whether an erasure has written a file anew whose run has ended, or was made by a release that noted no original.
     */
    private boolean isOverOf(Notice notice, ObjectHead file) {
        if (!file.metadata().containsKey(ErasureKey.MARK)) {
            return false;
        }
        Optional<String> original = Upload.original(file);
        return original.isEmpty() || catalogue.runsOf(notice.bucket(), notice.key()).stream()
                .anyMatch(run -> run.version().equals(original.get()) && run.status() != Run.Status.RUNNING);
    }

    private static List<RunOutcome> with(List<RunOutcome> earlier, RunOutcome outcome) {
        List<RunOutcome> outcomes = new ArrayList<>(earlier);
        outcomes.add(outcome);
        return outcomes;
    }

    /**
     * Sees to the runs that earlier attempts made of this upload before its file or its settings were changed, for
     * nobody else will: one that has not ended ends as failed, one that is not registered yet is told of again.
     */
    private List<RunOutcome> earlier(Notice notice, Upload upload, Optional<Run> current, String owner,
            Duration remaining, Log log) {
        List<RunOutcome> outcomes = new ArrayList<>();
        for (Run run : catalogue.runsOf(notice.bucket(), notice.key())) {
            boolean another = notice.version().isPresent() && !run.version().equals(upload.version());
            if (another || current.filter(now -> now.id().equals(run.id())).isPresent()) {
                continue;
            }
            boolean left = run.status() == Run.Status.RUNNING
                    && (run.owner().equals(owner) || !run.leaseUntil().isAfter(clock.instant()));
            Run ended = run;
            if (left) {
                ended = end(run, owner, remaining, log);
            } else if (isGivenUp(run)) {
                ended = revive(run, log);
            }
            if (ended.status() == Run.Status.SUCCEEDED
                    && (run.status() != Run.Status.SUCCEEDED || isUntold(ended, owner))
                    && catalogue.modelOf(run.id()).isEmpty()) {
                outcomes.add(recorded(ended));
            }
        }
        return outcomes;
    }

    /**
     * Ends a run that nobody goes on with: well when its folder is whole. It is claimed for that, since somebody may
     * have gone on with it after it was looked at.
     */
    private Run end(Run run, String owner, Duration remaining, Log log) {
        Instant now = clock.instant();
        Claim claim = catalogue.resume(run.id(), owner, now, now.plus(remaining).plus(GRACE));
        if (claim.outcome() != Claim.Outcome.RESUMED) {
            return claim.run();
        }
        writer.finished(run).ifPresentOrElse(result -> succeed(run, result, log),
                () -> fail(run, owner, SUPERSEDED, log));
        return catalogue.run(run.id()).orElseThrow();
    }

    /** Whether it was ended by one that had taken it over, when the one before may still have been at it. */
    private static boolean isGivenUp(Run run) {
        return (run.status() == Run.Status.FAILED || run.status() == Run.Status.CANCELLED) && run.attempts() > 1;
    }

    /** A run whose folder became whole after it had been given up has succeeded. */
    private Run revive(Run run, Log log) {
        Optional<RunResult> finished = writer.finished(run);
        finished.ifPresent(result -> succeed(run, result, log));
        return finished.isPresent() ? catalogue.run(run.id()).orElseThrow() : run;
    }

    /**
     * Whether registration may never have heard of it: the call that ended it was this one, or has had time to tell.
     */
    private boolean isUntold(Run run, String owner) {
        return run.owner().equals(owner)
                || run.finishedAt().filter(end -> end.plus(GRACE).isBefore(clock.instant())).isPresent();
    }

    private Claim claim(Notice notice, Upload upload, Settings settings, String owner, Duration remaining) {
        NewRun run = new NewRun(Task.run(notice.bucket(), notice.key(), upload.version(), settings.identity()),
                upload.key().dataset(), notice.bucket(), notice.key(), upload.version(), upload.size(), settings.hash(),
                settings.json(), notice.by());
        Instant now = clock.instant();
        return catalogue.claim(run, owner, now, now.plus(remaining).plus(GRACE));
    }

    private RunOutcome notOfOurs(Notice notice, Log log) {
        Optional<String> misplaced = notice.isCreation() && notice.bucket().equals(store.bucket())
                ? UploadKey.misplaced(notice.key())
                : Optional.empty();
        misplaced.ifPresentOrElse(why -> log.warn("upload ignored: " + why, "key", notice.key()),
                () -> log.info("notice ignored: not an upload of data", "event", notice.event(), "bucket",
                        notice.bucket(), "key", notice.key()));
        return ignored(notice, misplaced.isPresent() ? "misplaced" : "not-an-upload");
    }

    private static RunOutcome ignored(Notice notice, String reason) {
        return new RunOutcome(Optional.empty(), UploadKey.parse(notice.key()).map(UploadKey::dataset),
                RunOutcome.Status.IGNORED, notice.bucket(), Optional.of(reason), Optional.empty());
    }

    /** What the catalogue says of a run; one that has not ended is somebody else's by now. */
    private static RunOutcome recorded(Run run) {
        return outcome(run, switch (run.status()) {
            case SUCCEEDED -> RunOutcome.Status.SUCCEEDED;
            case FAILED -> RunOutcome.Status.FAILED;
            case CANCELLED -> RunOutcome.Status.CANCELLED;
            case RUNNING -> RunOutcome.Status.DUPLICATE;
        });
    }

    private static RunOutcome outcome(Run run, RunOutcome.Status status) {
        return new RunOutcome(Optional.of(run.id()), Optional.of(run.dataset()), status, run.bucket(), run.reason(),
                run.detail());
    }

    private RunOutcome work(Run run, String owner, Upload upload, Settings settings, Log log) {
        Instant started = clock.instant();
        Optional<RunResult> finished = writer.finished(run);
        if (finished.isPresent()) {
            succeed(run, finished.get(), log);
        } else {
            Optional<Fault> deleted = deleted(run);
            if (deleted.isPresent()) {
                fail(run, owner, deleted.get(), log);
                return recorded(catalogue.run(run.id()).orElseThrow());
            }
            switch (settings) {
                case Settings.Refused refused -> fail(run, owner, refused.fault(), log);
                case Settings.Valid valid -> attempt(new Attempt(run, owner, upload, valid, log));
            }
        }
        log.metric("TrainingTime", "Milliseconds", (double) Duration.between(started, clock.instant()).toMillis(),
                run.dataset());
        return recorded(catalogue.run(run.id()).orElseThrow());
    }

    /** Asked after the claim: who deletes looks for runs after that, so one of the two sees the other. */
    private Optional<Fault> deleted(Run run) {
        return catalogue.deletions().of(run.dataset()).map(deletion -> new Fault("deleted",
                "the data set was deleted on " + deletion.at() + "; upload the file to another one"));
    }

    private void attempt(Attempt attempt) {
        Bill bill = new Bill(limits.billing(), attempt, catalogue.costs(), clock);
        RunMeter meter = new RunMeter(
                new CatalogueProgress(catalogue, attempt.run().id(), attempt.owner(), clock, attempt.log()), clock,
                limits.billing().costs(), bill::planned);
        Runnable end;
        boolean over = true;
        try {
            Optional<RunResult> result = learning.learn(attempt, meter);
            over = result.isPresent();
            end = () -> result.ifPresentOrElse(known -> succeed(attempt.run(), known, attempt.log()),
                    () -> leave(attempt));
        } catch (CancelledException e) {
            end = () -> cancel(attempt, e);
        } catch (ConfigException e) {
            end = () -> fail(attempt, Fault.of(e));
        } catch (DataException e) {
            end = () -> fail(attempt, Fault.of(e));
        } catch (OutOfMemoryError e) {
            // The next attempt would have no more; what was allocated is garbage by now.
            end = () -> fail(attempt, new Fault(Reason.TOO_LARGE.code(),
                    "the table does not fit in the " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB of memory the training function has"));
        } catch (RuntimeException infrastructure) {
            bill.ended(meter.bytesWritten(), 0);
            throw infrastructure;
        }
        // Before the end, so that who sees the run ended sees what it has cost.
        bill.ended(meter.bytesWritten(), over ? learning.jobs(attempt) : 0);
        end.run();
    }

    /** A run that waits for a job is free for whoever is told that it has ended. */
    private void leave(Attempt attempt) {
        Instant now = clock.instant();
        catalogue.resume(attempt.run().id(), attempt.owner(), now, now);
    }

    private void succeed(Run run, RunResult result, Log log) {
        catalogue.succeed(run.id(), result, clock.instant());
        log.metric("RunsSucceeded", "Count", 1, run.dataset());
    }

    private void cancel(Attempt attempt, CancelledException cancelled) {
        Run run = attempt.run();
        learning.stop(run);
        Fault ended = new Fault(Cancellations.REASON, "cancelled by " + cancelled.by());
        writer.fail(run, ended);
        catalogue.cancelled(run.id(), attempt.owner(), ended.detail(), clock.instant());
        attempt.log().info("run cancelled", "run_id", run.id(), "dataset", run.dataset());
        attempt.log().metric("RunsCancelled", "Count", 1, run.dataset());
    }

    private void fail(Attempt attempt, Fault fault) {
        fail(attempt.run(), attempt.owner(), fault, attempt.log());
    }

    private void fail(Run run, String owner, Fault fault, Log log) {
        learning.stop(run);
        writer.fail(run, fault);
        catalogue.fail(run.id(), owner, fault.reason(), fault.detail(), clock.instant());
        // The detail may quote the user's data, which has no place in a log.
        log.warn("run failed", "run_id", run.id(), "dataset", run.dataset(), "reason", fault.reason());
        log.metric("RunsFailed", "Count", 1, run.dataset());
    }
}
