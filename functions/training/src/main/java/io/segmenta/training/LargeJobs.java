package io.segmenta.training;

import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.DistributedConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.config.Tariff;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.LargeFile;
import io.segmenta.model.contract.LargeFolder;
import io.segmenta.model.json.Json;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.jobs.Job;
import io.segmenta.platform.jobs.Jobs;
import io.segmenta.platform.jobs.NewJob;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the jobs of a run, each at most once: what was begun is noted in the folder, and a request that is repeated
 * before that carries the same token. A job that fails is begun anew at once, with twice the memory; whoever is told of
 * the next failure fails, so that people hear of it, and from an hour later on it may be begun again.
 */
final class LargeJobs {
    /** How often a step is tried before people are told. */
    static final int ATTEMPTS = 2;
    /** How often before somebody has to ask. */
    static final int MOST_ATTEMPTS = 5;
    /** A failure that is older is not what a call is told of, so whoever asks wants another attempt. */
    static final Duration RECENT = Duration.ofHours(1);

    private static final String JSON = "application/json";
    private static final String ID = "job_run_id";
    private static final int SAMPLE_ROWS = 200_000;
    private static final int MEMORY_GB = 16;
    private static final Pattern NAME = Pattern
            .compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (survey|fit) ([0-9]{1,4})");

    private final ObjectStore store;
    private final Jobs jobs;
    private final Tariff tariff;
    private final Clock clock;

    /** @param tariff what the region of the jobs asks */
    LargeJobs(ObjectStore store, Jobs jobs, Tariff tariff, Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.tariff = tariff;
        this.clock = clock;
    }

    /**
     * Which job of which run.
     *
     * @param attempt from 1
     */
    record Name(UUID run, String step, int attempt) {
        /** What the name of a job says; empty of one that is not of a run. */
        static Optional<Name> parse(String name) {
            Matcher matcher = NAME.matcher(name);
            return matcher.matches() ? Optional.of(new Name(UUID.fromString(matcher.group(1)), matcher.group(2),
                    Integer.parseInt(matcher.group(3)))) : Optional.empty();
        }

        @Override
        public String toString() {
            return run + " " + step + " " + attempt;
        }
    }

    /**
     * Sees that all rows are surveyed.
     *
     * @throws DataException when the run would cost more than was agreed to
     */
    void survey(Attempt attempt, LargeFolder folder, RunMeter meter) {
        meter.report("survey", 0, "");
        Map<String, Object> run = document(attempt, folder);
        run.put("sample_rows", meter.rowsWithin(SAMPLE_ROWS));
        run.put("seed", attempt.settings().config().seed());
        advance(attempt, folder, "survey", LargeFile.SURVEY_RUN, run);
    }

    /** Sees that the model is fitted to all rows. */
    void fit(Attempt attempt, LargeFolder folder, RunMeter meter) {
        meter.report("fit", 0, "");
        ClusteringConfig.KMeans settings = attempt.settings().config().clustering().kmeans();
        Map<String, Object> run = document(attempt, folder);
        run.put("model", address(folder.key(LargeFile.DRAFT)));
        run.put("max_iterations", settings.maxIterations());
        run.put("tolerance", settings.tolerance());
        advance(attempt, folder, "fit", LargeFile.FIT_RUN, run);
    }

    private Map<String, Object> document(Attempt attempt, LargeFolder folder) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("files", List.of(address(attempt.run().key())));
        run.put("output", address(folder.prefix().substring(0, folder.prefix().length() - 1)));
        PipelineConfig.Columns columns = attempt.settings().config().columns();
        if (!columns.include().isEmpty()) {
            run.put("include", columns.include());
        }
        if (!columns.exclude().isEmpty()) {
            run.put("exclude", columns.exclude());
        }
        return run;
    }

    private String address(String key) {
        return "s3://" + store.bucket() + '/' + key;
    }

    private void advance(Attempt attempt, LargeFolder folder, String step, LargeFile file, Map<String, Object> run) {
        int next = 1;
        for (Optional<String> begun = begun(folder, step, next); begun
                .isPresent(); begun = begun(folder, step, ++next)) {
            Optional<Job> job = jobs.find(begun.get());
            if (job.filter(one -> one.state() == Job.State.OPEN).isPresent()) {
                return;
            }
            if (next >= ATTEMPTS && job.filter(this::isRecent).isPresent()) {
                throw new JobFailedException("the job \"" + job.get().name() + "\" has failed: " + job.get().detail());
            }
        }
        if (next == 1) {
            refuseTooDear(attempt);
        }
        start(attempt, folder, new Name(attempt.run().id(), step, next), file, run);
    }

    /** Whether a job has failed within {@link #RECENT}. */
    boolean isRecent(Job job) {
        return job.changed().plus(RECENT).isAfter(clock.instant());
    }

    private void start(Attempt attempt, LargeFolder folder, Name name, LargeFile file, Map<String, Object> run) {
        String key = folder.key(file);
        if (store.head(key).isEmpty()) {
            store.create(key, JSON, ObjectContent.of(Json.write(run)));
        }
        DistributedConfig settings = attempt.settings().config().distributed();
        String id = jobs.start(new NewJob(name.toString(), Hashes.id("job", name.toString()),
                List.of("--step", name.step(), "--run", address(key)),
                LargeEstimate.workers(attempt.size(), settings.maxWorkers()),
                name.attempt() == 1 ? MEMORY_GB : 2 * MEMORY_GB));
        store.create(folder.job(name.step(), name.attempt()), JSON, ObjectContent.of(Json.write(Map.of(ID, id))));
        attempt.log().info("job started", "run_id", name.run(), "step", name.step(), "attempt", name.attempt(),
                "job_run_id", id);
    }

    private void refuseTooDear(Attempt attempt) {
        double bound = attempt.settings().config().distributed().confirmAboveUsd();
        double most = attempt.settings().config().cost().maxUsdPerRun();
        double estimate = LargeEstimate.usd(attempt.size(), attempt.upload().key().file(), tariff);
        if (most > 0 && estimate > most) {
            throw DataException.of(Reason.TOO_COSTLY,
                    "the file is beyond one function, and to train on all of it would "
                            + "cost about %.2f dollars, cost.max_usd_per_run allows %s; upload a sample of its rows, "
                            + "or ask whoever decides for the deployment to raise it",
                    estimate, most);
        }
        if (estimate > bound) {
            throw DataException.of(Reason.TOO_LARGE, "the file is beyond one function, and to train on all of it would "
                    + "cost about %.2f dollars, distributed.confirm_above_usd allows %s; upload it again with "
                    + "distributed.confirm_above_usd: %.0f to agree, or a sample of its rows", estimate,
                    String.format(Locale.ROOT, "%.2f", bound), Math.ceil(estimate));
        }
    }

    /** Ends what is at work for a run. */
    void stop(LargeFolder folder) {
        begun(folder).forEach(jobs::cancel);
    }

    /** Dollars that the jobs of a run have cost, as far as the service has told. */
    double usd(LargeFolder folder) {
        return begun(folder).stream().flatMap(id -> jobs.find(id).stream()).flatMap(job -> job.billed().stream())
                .mapToDouble(billed -> tariff.jobs(billed.processorHours(), billed.gbHours())).sum();
    }

    private List<String> begun(LargeFolder folder) {
        List<String> all = new ArrayList<>();
        for (String step : List.of("survey", "fit")) {
            int attempt = 1;
            for (Optional<String> begun = begun(folder, step, attempt); begun
                    .isPresent(); begun = begun(folder, step, ++attempt)) {
                all.add(begun.get());
            }
        }
        return all;
    }

    private Optional<String> begun(LargeFolder folder, String step, int attempt) {
        String key = folder.job(step, attempt);
        return store.readAll(key).map(document -> Json.parse(document, key).string(ID));
    }
}
