package io.segmenta.platform.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Cancellations in memory. */
final class InMemoryCancellations implements Cancellations {
    private final Map<UUID, Cancellation> asked = new HashMap<>();
    private final Function<UUID, Optional<Run>> runs;

    InMemoryCancellations(Function<UUID, Optional<Run>> runs) {
        this.runs = runs;
    }

    @Override
    public synchronized Optional<Cancellation> ask(Cancellation cancellation, AuditEntry entry) {
        runs.apply(cancellation.run()).filter(run -> run.status() == Run.Status.RUNNING)
                .ifPresent(_ -> asked.putIfAbsent(cancellation.run(), cancellation));
        return of(cancellation.run());
    }

    @Override
    public synchronized Optional<Cancellation> of(UUID run) {
        return Optional.ofNullable(asked.get(run));
    }
}
