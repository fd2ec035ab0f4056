package io.segmenta.platform.jobs;

import java.time.Instant;

/**
 * A job.
 *
 * @param name as it was started under
 * @param detail why it is in this state, in the service's words; may be empty
 * @param changed when it came to it
 */
public record Job(String id, String name, State state, String detail, Instant changed) {
    /** Where a job is. */
    public enum State {
        OPEN, SUCCEEDED, FAILED, CANCELLED
    }
}
