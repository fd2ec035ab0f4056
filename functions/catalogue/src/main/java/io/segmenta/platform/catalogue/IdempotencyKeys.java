package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Requests that bear a key, so that a repetition is known as one: whoever takes a key answers the request, and who
 * comes later is given that answer.
 */
public interface IdempotencyKeys {

    /**
     * A request with a key.
     *
     * @param id follows from caller and key
     * @param sha256 of what is asked: the route and the body
     * @param expiresAt when the key is free again
     */
    record Keyed(UUID id, String sha256, Instant expiresAt) {}

    /** What became of taking a key. */
    sealed interface Taken {
        /**
         * Whoever asked answers the request, and nobody else does until the lease ends.
         *
         * @param begun when the first call began that died over it; empty when this is the first
         */
        record Free(Optional<Instant> begun) implements Taken {}

        /** Another call is at this request. */
        record Busy() implements Taken {}

        /** The key was given to another request. */
        record Otherwise() implements Taken {}

        /** The request has been answered with this. */
        record Answered(String answer) implements Taken {}
    }

    /**
     * Takes a key that is free, has expired, or was left by a call whose lease has ended.
     *
     * @param owner the id of the call
     */
    Taken take(Keyed request, String owner, Instant now, Instant leaseUntil);

    /** Keeps the answer for who comes later; nothing happens when another call has taken the key over. */
    void answered(UUID id, String owner, String answer);

    /** Frees the key, because the request was refused; nothing happens when another call has taken it over. */
    void free(UUID id, String owner, Instant now);

    /** Deletes what has expired. */
    void sweep(Instant now);
}
