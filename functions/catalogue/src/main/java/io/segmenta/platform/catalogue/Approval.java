package io.segmenta.platform.catalogue;

import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision about a model version, as seen in the registry.
 *
 * @param at when the registry says it was made
 * @param comment of whoever decided
 * @param by who decided, as AWS names principals; empty where it does not tell
 * @param live the run whose model was live when the decision was seen
 */
public record Approval(String dataset, int version, String arn, ApprovalStatus status, Instant at, String comment,
        String by, Optional<UUID> live) {
    UUID id() {
        return Hashes.id(arn, status.name(), at.toString());
    }
}
