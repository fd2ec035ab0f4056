package io.segmenta.local.stack;

import io.segmenta.local.stack.access.Admission;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.spark.JobLauncher;
import io.segmenta.local.stack.spark.SparkJobs;
import java.io.IOException;
import java.util.Optional;

/** What a stack has beside the rest when it takes files beyond one function. */
final class LargeData {
    private LargeData() {}

    /** The service of jobs; empty in a stack without. */
    static Optional<SparkJobs> jobs(StackOptions options, SparkJobs.Settings settings, EventBus bus,
            Processes processes, JobLauncher.Programs programs, Surroundings surroundings, Admission admission)
            throws IOException {
        if (options.large().isEmpty()) {
            return Optional.empty();
        }
        JobLauncher launcher = new JobLauncher(settings.stateDir(), options.large().get(), programs, processes,
                surroundings::ofJobs);
        return Optional.of(new SparkJobs(settings, bus, launcher, admission::principalId));
    }

    /** Ends what an earlier stack has left at work. */
    static void restore(Optional<SparkJobs> jobs) throws IOException {
        if (jobs.isPresent()) {
            jobs.get().restore();
        }
    }
}
