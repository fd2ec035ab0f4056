package io.segmenta.privacy;

import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.RewritableStore;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** The privacy function over other services. */
public final class SimulatedPrivacy {
    private SimulatedPrivacy() {}

    /** The function, wired to the services given. */
    public static PrivacyHandler handler(RewritableStore store, KeySource keys, Clock clock, Consumer<Duration> pause,
            Log log) {
        return new PrivacyHandler(new Erasing(store, keys, clock, pause), clock, log);
    }
}
