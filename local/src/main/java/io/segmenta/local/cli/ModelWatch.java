package io.segmenta.local.cli;

import io.segmenta.platform.catalogue.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until a finished run is registered. */
final class ModelWatch {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Registry registry;

    ModelWatch(Registry registry) {
        this.registry = registry;
    }

    /** The run's version in the registry, or empty when it is still not there after a minute. */
    Optional<Registry.Version> await(Run run) {
        Instant end = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(end)) {
            Optional<Registry.Version> version = registry.ofRun(run.dataset(), run.id().toString());
            if (version.isPresent()) {
                return version;
            }
            Pause.brief();
        }
        return Optional.empty();
    }
}
