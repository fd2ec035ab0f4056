package io.segmenta.scoring;

import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;

/** The scoring function over other services, as a process that has just begun. */
public final class SimulatedScoring {
    private SimulatedScoring() {}

    /** The function, wired to the services given. */
    public static ScoringHandler handler(ObjectStore store, KeySource keys, Clock clock, Log log) {
        return new ScoringHandler(new ScoreUpload(store, ScoreUpload.Limits.FUNCTION, clock,
                new OptOutList(store, keys, System::nanoTime, log)), log);
    }
}
