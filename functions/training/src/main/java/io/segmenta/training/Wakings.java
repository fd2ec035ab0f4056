package io.segmenta.training;

import io.segmenta.model.contract.LargeFile;
import io.segmenta.model.contract.LargeFolder;
import io.segmenta.model.contract.LargeProgress;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.platform.TryAll;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.jobs.Job;
import io.segmenta.platform.jobs.Jobs;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Goes on with runs that wait for a job, when something may have become of it: the job has written its result under
 * {@code large/}; the bus tells that one has failed ({@link #FAILED}); or some minutes have passed ({@link #LOOK}), for
 * what the bus tells may be lost. Whatever wakes, what is there and what the service says of the job decide. A run goes
 * on as if the notice of its upload had come again.
 */
final class Wakings {
    /** The key in the notice that the rule of failed jobs sends. */
    static final String FAILED = LargeFolder.PREFIX + "failed";
    /** The key in the notice that the schedule sends. */
    static final String LOOK = LargeFolder.PREFIX + "look";

    /** Longer than any job may last. */
    private static final Duration KNOWN = Duration.ofDays(2);
    /** Two looks: one of them tells of a failure that the bus has lost. */
    private static final Duration TOLD = Duration.ofMinutes(10);

    private final ObjectStore store;
    private final Catalogue catalogue;
    private final Jobs jobs;
    private final TrainUpload training;
    private final Clock clock;

    Wakings(ObjectStore store, Catalogue catalogue, Jobs jobs, TrainUpload training, Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.jobs = jobs;
        this.training = training;
        this.clock = clock;
    }

    /** The call that woke. */
    private record Call(String owner, Instant deadline, boolean failed, Log log, List<RunOutcome> outcomes) {}

    /**
     * Sees to a notice.
     *
     * @return what became of the runs that went on; empty when the notice is none of a job
     * @throws JobFailedException when a job has failed for good
     */
    Optional<List<RunOutcome>> see(Notice notice, String owner, Duration remaining, Log log) {
        if (!notice.isCreation() || !notice.bucket().equals(store.bucket())
                || !notice.key().startsWith(LargeFolder.PREFIX)) {
            return Optional.empty();
        }
        Call call = new Call(owner, clock.instant().plus(remaining), notice.key().equals(FAILED), log,
                new ArrayList<>());
        if (notice.key().equals(FAILED) || notice.key().equals(LOOK)) {
            TryAll.of(newest().entrySet(), one -> look(one.getKey(), one.getValue(), call), (one, fault) -> log
                    .error("a run that waits for a job could not go on", "run_id", one.getKey(), "error", fault));
        } else {
            LargeFolder.ofResult(notice.key()).flatMap(folder -> catalogue.run(folder.run()))
                    .filter(run -> run.status() == Run.Status.RUNNING).ifPresent(run -> goOn(run, call));
        }
        return Optional.of(call.outcomes());
    }

    /** The last job of each run. */
    private Map<UUID, Job> newest() {
        Map<UUID, Job> newest = new LinkedHashMap<>();
        for (Job job : jobs.startedAfter(clock.instant().minus(KNOWN))) {
            LargeJobs.Name.parse(job.name()).ifPresent(name -> newest.merge(name.run(), job,
                    (known, other) -> other.changed().isAfter(known.changed()) ? other : known));
        }
        return newest;
    }

    private void look(UUID id, Job job, Call call) {
        Optional<Run> found = catalogue.run(id);
        if (found.isEmpty() || found.get().status() != Run.Status.RUNNING) {
            if (job.state() == Job.State.OPEN) {
                jobs.cancel(job.id());
            }
            return;
        }
        Run run = found.get();
        boolean goesOn = switch (job.state()) {
            case OPEN -> catalogue.cancellations().of(id).isPresent();
            case SUCCEEDED -> true;
            case FAILED, CANCELLED -> call.failed() || isDue(job);
        };
        if (goesOn) {
            goOn(run, call);
        } else if (job.state() == Job.State.OPEN) {
            tell(run);
        }
    }

    /** Whether a job that failed is to be told of, or tried again, without anybody's asking. */
    private boolean isDue(Job job) {
        int attempt = LargeJobs.Name.parse(job.name()).map(LargeJobs.Name::attempt).orElse(0);
        boolean old = job.changed().plus(LargeJobs.RECENT).isBefore(clock.instant());
        return attempt < LargeJobs.ATTEMPTS || job.changed().plus(TOLD).isAfter(clock.instant())
                || (old && attempt < LargeJobs.MOST_ATTEMPTS);
    }

    private void goOn(Run run, Call call) {
        Notice again = new Notice("ObjectCreated:Put", run.bucket(), run.key(), Optional.empty(), run.version(),
                run.size(), run.uploadedBy());
        Duration remaining = Duration.between(clock.instant(), call.deadline());
        call.outcomes().addAll(training.train(again, call.owner(), remaining, call.log()));
    }

    /** Enters how far the job is. */
    private void tell(Run run) {
        store.readAll(new LargeFolder(run.dataset(), run.id()).key(LargeFile.PROGRESS)).map(LargeProgress::parse)
                .ifPresent(progress -> catalogue.progress(run.id(), run.owner(), progress.step(), 0,
                        progress.round().isPresent() ? "round " + progress.round().getAsLong() : progress.stage(),
                        clock.instant()));
    }
}
