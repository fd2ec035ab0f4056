package io.segmenta.monitoring;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.drift.AlarmBudget;
import io.segmenta.pipeline.drift.DriftMonitor;
import io.segmenta.pipeline.drift.Statistic;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the days of a model are closed: the state that the catalogue keeps.
 *
 * @param next the first day that is not
 * @param before the first day of the last window; that of {@code next} when there is none
 * @param files of the last window
 * @param advice of the last window
 * @param monitor what it goes on from
 * @param version how many windows there were
 */
record Progress(LocalDate next, LocalDate before, int files, String advice, DriftMonitor monitor, long version) {
    /** Before the first window. */
    static Progress beginning(LocalDate first, List<Statistic> statistics, AlarmBudget budget) {
        return new Progress(first, first, 0, "no", new DriftMonitor(statistics, budget), 0);
    }

    /** Goes on from what the catalogue keeps. */
    static Progress of(String state, long version, List<Statistic> statistics, AlarmBudget budget) {
        JsonObject object = Json.parse(state.getBytes(StandardCharsets.UTF_8), "state of drift");
        return new Progress(LocalDate.parse(object.string("next")), LocalDate.parse(object.string("before")),
                object.integer("files", 0, Integer.MAX_VALUE), object.string("advice"),
                DriftMonitor.restore(statistics, budget, Json.write(object.object("monitor").fields())), version);
    }

    /** What the catalogue keeps. */
    String state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("next", next.toString());
        state.put("before", before.toString());
        state.put("files", files);
        state.put("advice", advice);
        state.put("monitor", monitor.document());
        return new String(Json.write(state), StandardCharsets.UTF_8);
    }
}
