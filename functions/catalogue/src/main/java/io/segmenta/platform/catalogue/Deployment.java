package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.UUID;

/**
 * One attempt to make a version live, for one approval of it.
 *
 * @param target {@code endpoint} or {@code lambda}
 * @param endpoint the endpoint's name; empty for lambda, and in rows from before it could be chosen, where it is the
 * data set's
 * @param endpointConfig the name of the endpoint configuration and of the model in it; empty for lambda
 * @param issued whether the endpoint has been told to change
 */
public record Deployment(UUID id, String dataset, int version, String arn, String target, String endpoint,
        String endpointConfig, State state, boolean issued, String detail, Instant approvedAt, Instant requestedAt,
        Instant updatedAt) {
    /** Where a deployment is. */
    public enum State {
        REQUESTED, LIVE, ROLLED_BACK, SUPERSEDED, FAILED
    }

    /** The same version, approval and attempt always give the same deployment. */
    public static UUID id(String arn, Instant approvedAt, int attempt) {
        return Hashes.id("deployment", arn, approvedAt.toString(), Integer.toString(attempt));
    }
}
