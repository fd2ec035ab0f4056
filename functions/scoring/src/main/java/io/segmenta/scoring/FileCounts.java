package io.segmenta.scoring;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.ScoreOutcome.Input;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.predict.Predictor;
import io.segmenta.platform.capture.Captures;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the records of one file, written once its answers and their outcome are. */
final class FileCounts {
    private static final int NAME = 16;

    private final InstantSource clock;
    private final Captures captures;
    private String name = "";
    private @Nullable Asked asked;
    private Optional<Capture> capture = Optional.empty();

    FileCounts(ObjectStore store, InstantSource clock, Log log) {
        this.clock = clock;
        this.captures = new Captures((key, type, bytes) -> store.create(key, type, ObjectContent.of(bytes)),
                Counts.Source.BATCH, () -> name, log);
    }

    /** Returns what the records of a file are noted in, null where none are counted. */
    @Nullable
    Asked of(LivePointer live, Predictor predictor, Input input) {
        name = Sha256.of((input.key() + '\n' + input.version() + '\n' + live.modelSha256())
                .getBytes(StandardCharsets.UTF_8)).substring(0, NAME);
        capture = captures.of(live.dataset(), live.modelSha256(), live.captureSeconds(), predictor::counting);
        asked = capture.map(Capture::request).orElse(null);
        return asked;
    }

    /**
     * Writes what was noted.
     *
     * @param answered whether the file was; if not, it counts as one request that was refused
     */
    void write(boolean answered) {
        if (asked != null && capture.isPresent()) {
            if (!answered) {
                asked.clear();
                asked.refused(Asked.REQUEST);
            }
            capture.get().add(asked, clock.instant());
            captures.flushAll(clock.instant());
        }
    }
}
