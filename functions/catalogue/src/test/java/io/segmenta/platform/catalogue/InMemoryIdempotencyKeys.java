package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keys in memory. */
final class InMemoryIdempotencyKeys implements IdempotencyKeys {
    private final Map<UUID, Held> held = new HashMap<>();

    private record Held(Keyed request, String owner, Instant leaseUntil, String firstOwner,
            Instant begun, Optional<String> answer) {}

    @Override
    public synchronized Taken take(Keyed request, String owner, Instant now, Instant leaseUntil) {
        sweep(now);
        Held found = held.computeIfAbsent(request.id(), _ -> new Held(request, owner, leaseUntil, owner, now,
                Optional.empty()));
        if (!found.request().sha256().equals(request.sha256())) {
            return new Taken.Otherwise();
        } else if (found.answer().isPresent()) {
            return new Taken.Answered(found.answer().get());
        } else if (!found.owner().equals(owner) && found.leaseUntil().isAfter(now)) {
            return new Taken.Busy();
        }
        held.put(request.id(), new Held(request, owner, leaseUntil, found.firstOwner(), found.begun(),
                Optional.empty()));
        return new Taken.Free(Optional.of(found.begun()).filter(_ -> !found.firstOwner().equals(owner)));
    }

    @Override
    public synchronized void answered(UUID id, String owner, String answer) {
        held.computeIfPresent(id, (_, found) -> found.owner().equals(owner)
                ? new Held(found.request(), owner, found.leaseUntil(), found.firstOwner(), found.begun(),
                        Optional.of(answer))
                : found);
    }

    @Override
    public synchronized void free(UUID id, String owner, Instant now) {
        held.computeIfPresent(id, (_, found) -> found.owner().equals(owner) ? null : found);
    }

    @Override
    public synchronized void sweep(Instant now) {
        held.values().removeIf(one -> !one.request().expiresAt().isAfter(now));
    }
}
