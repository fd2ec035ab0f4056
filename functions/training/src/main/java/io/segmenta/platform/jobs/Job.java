package io.segmenta.platform.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * A job.
 *
 * @param name as it was started under
 * @param detail why it is in this state, in the service's words; may be empty
 * @param changed when it came to it
 * @param billed what is paid for; empty where the service does not say, or not yet
 */
public record Job(String id, String name, State state, String detail, Instant changed, Optional<Billed> billed) {
    /** A job of which it is not told what is paid for. */
    public Job(String id, String name, State state, String detail, Instant changed) {
        this(id, name, state, detail, changed, Optional.empty());
    }

    /**
     * What is paid for of a job.
     *
     * @param processorHours hours of one processor
     * @param gbHours hours of a GB of memory
     */
    public record Billed(double processorHours, double gbHours) {}

    /** Where a job is. */
    public enum State {
        OPEN, SUCCEEDED, FAILED, CANCELLED
    }
}
