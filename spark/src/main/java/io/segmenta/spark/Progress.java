package io.segmenta.spark;

import io.segmenta.model.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells how far a job is, in {@code progress.json} of the run. */
final class Progress {

    private final Settings settings;
    private final String step;

    Progress(Settings settings, String step) {
        this.settings = settings;
        this.step = step;
    }

    void stage(String stage) {
        write(stage, Map.of());
    }

    /** Tells of a round that is over, and how far the centroids moved in it. */
    void round(String stage, int round, double moved) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("round", round);
        more.put("moved", moved);
        write(stage, more);
    }

    private void write(String stage, Map<String, Object> more) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("step", step);
        document.put("stage", stage);
        document.putAll(more);
        try {
            Storage.write(settings.path("progress.json"), Json.pretty(document));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
