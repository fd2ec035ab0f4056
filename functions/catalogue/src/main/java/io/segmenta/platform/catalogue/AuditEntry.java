package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that somebody did.
 *
 * @param actor as the caller signed in
 * @param role that the caller had, in lower case; empty when none
 * @param action a code in kebab-case, such as {@code run-started}
 * @param dataset that it was done to; empty where it concerns none
 * @param object what it was done to: a name or an id, never an identifier of a customer as it is
 * @param before how that was, a JSON document; empty where there was nothing or nothing is known
 * @param after how it is since, a JSON document
 * @param comment of the actor
 * @param requestId the request that did it
 */
public record AuditEntry(Instant at, String actor, String role, String action, Optional<String> dataset, String object,
        Optional<String> before, Optional<String> after, Optional<String> comment, String requestId) {

    /** One request does one thing to one object at most. */
    public UUID id() {
        return Hashes.id("audit", requestId, action, object);
    }
}
