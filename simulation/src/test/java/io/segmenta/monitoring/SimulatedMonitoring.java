package io.segmenta.monitoring;

import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;

/** The monitoring function over other services. */
public final class SimulatedMonitoring {
    private SimulatedMonitoring() {}

    /** The function, wired to the services given. */
    public static MonitoringHandler handler(ObjectStore store, Catalogue catalogue, Bus bus, KeySource keys,
            Clock clock, Log log) {
        return new MonitoringHandler(new CloseDays(store, catalogue.drift(), catalogue.outbox(), bus, clock),
                new LookAtExperiments(store, catalogue, bus, keys, clock), store, clock, log);
    }
}
