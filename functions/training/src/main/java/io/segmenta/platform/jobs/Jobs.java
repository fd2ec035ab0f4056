package io.segmenta.platform.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The jobs of one application. What cannot be reached is an unchecked exception, which is thrown on. */
public interface Jobs {
    /**
     * Starts a job; a second request with the same token starts nothing and gives the first one's job.
     *
     * @return the id of the job
     */
    String start(NewJob job);

    /** A job as it is; empty when there is none of that id, as after it has been forgotten. */
    Optional<Job> find(String id);

    /** Ends a job; nothing happens when it has ended. */
    void cancel(String id);

    /** The jobs that were started after a moment, those that have ended among them. */
    List<Job> startedAfter(Instant moment);
}
