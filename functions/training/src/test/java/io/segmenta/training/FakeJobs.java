package io.segmenta.training;

import io.segmenta.platform.jobs.Job;
import io.segmenta.platform.jobs.Jobs;
import io.segmenta.platform.jobs.NewJob;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An application whose jobs end when they are told to. */
final class FakeJobs implements Jobs {
    private final Clock clock;
    private final Map<UUID, String> tokens = new LinkedHashMap<>();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final List<NewJob> started = new ArrayList<>();

    FakeJobs(Clock clock) {
        this.clock = clock;
    }

    /** What was started, each once. */
    List<NewJob> started() {
        return started;
    }

    /** The steps and attempts that were started, as {@code survey 1}. */
    List<String> steps() {
        return started.stream().map(job -> job.name().replaceFirst("^\\S+ ", "")).toList();
    }

    /** The job that was started last comes to an end. */
    void end(Job.State state) {
        String id = "job-" + started.size();
        jobs.computeIfPresent(id, (_, job) -> new Job(id, job.name(), state, "as told", clock.instant(),
                Optional.of(new Job.Billed(2, 8))));
    }

    @Override
    public String start(NewJob job) {
        return tokens.computeIfAbsent(job.token(), _ -> {
            started.add(job);
            String id = "job-" + started.size();
            jobs.put(id, new Job(id, job.name(), Job.State.OPEN, "", clock.instant()));
            return id;
        });
    }

    @Override
    public Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public void cancel(String id) {
        jobs.computeIfPresent(id, (_, job) -> job.state() == Job.State.OPEN
                ? new Job(id, job.name(), Job.State.CANCELLED, "cancelled", clock.instant())
                : job);
    }

    @Override
    public List<Job> startedAfter(Instant moment) {
        return List.copyOf(jobs.values());
    }
}
