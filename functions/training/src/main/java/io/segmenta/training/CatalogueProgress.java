package io.segmenta.training;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.observe.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Notes progress in the catalogue and the log, each new stage at once, steps within one at most every second; and looks
 * each time whether somebody wants the run to end, in which case the report ends it by {@link CancelledException}.
 */
final class CatalogueProgress implements Progress {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Catalogue catalogue;
    private final UUID run;
    private final String owner;
    private final Clock clock;
    private final Log log;
    private String lastStage = "";
    private Instant lastAt = Instant.MIN;

    CatalogueProgress(Catalogue catalogue, UUID run, String owner, Clock clock, Log log) {
        this.catalogue = catalogue;
        this.run = run;
        this.owner = owner;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public synchronized void report(String stage, double fraction, String detail) {
        Instant now = clock.instant();
        if (stage.equals(lastStage) && now.isBefore(lastAt.plus(PAUSE))) {
            return;
        }
        lastStage = stage;
        lastAt = now;
        log.info("progress", "run_id", run, "stage", stage, "fraction", fraction, "detail", detail);
        try {
            catalogue.progress(run, owner, stage, fraction, detail, now);
            catalogue.cancellations().of(run).ifPresent(cancellation -> {
                throw new CancelledException(cancellation.by());
            });
        } catch (CatalogueException e) {
            // Progress is a comfort; a run must not fail for the want of it.
            log.warn("progress not recorded in the catalogue", "run_id", run);
        }
    }
}
