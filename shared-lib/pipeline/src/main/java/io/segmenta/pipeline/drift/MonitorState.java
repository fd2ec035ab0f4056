package io.segmenta.pipeline.drift;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state of a {@link DriftMonitor} as a JSON object, and back. */
final class MonitorState {
    private static final int FORMAT = 1;

    private MonitorState() {}

    static Map<String, Object> document(List<Statistic> statistics, MemoryDetector memory, History[] histories,
            List<Alarm> alarms) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (int i = 0; i < histories.length; i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("evidence", list(memory.evidence(i)));
            one.put("z", list(histories[i].values()));
            kept.put(statistics.get(i).name(), one);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("windows", memory.windows());
        document.put("statistics", kept);
        document.put("alarms", alarms.stream().map(MonitorState::document).toList());
        return document;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static Map<String, Object> document(Alarm alarm) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("statistic", alarm.statistic());
        one.put("detector", alarm.detector().text());
        one.put("opened", alarm.opened().toString());
        one.put("quiet", alarm.quiet());
        return one;
    }

    static List<Alarm> restore(byte[] document, List<Statistic> statistics, MemoryDetector memory,
            History[] histories) {
        JsonObject state = Json.parse(document, "state of the monitor");
        state.integer("format", FORMAT, FORMAT);
        long windows = state.integer("windows");
        if (windows < 0) {
            throw state.bad("windows", "a whole number of at least 0", windows);
        }
        memory.restoreWindows(windows);
        JsonObject kept = state.object("statistics");
        List<String> names = statistics.stream().map(Statistic::name).toList();
        for (int i = 0; i < names.size(); i++) {
            if (kept.has(names.get(i))) {
                JsonObject one = kept.object(names.get(i));
                memory.restore(i, evidence(one));
                histories[i].restore(one.numbers("z"));
            }
        }
        return alarms(state).stream().filter(alarm -> names.contains(alarm.statistic())).toList();
    }

    private static double[] evidence(JsonObject one) {
        double[] evidence = one.numbers("evidence");
        if (evidence.length != Reading.RATIOS || Arrays.stream(evidence).anyMatch(value -> !(value >= 0))) {
            throw one.bad("evidence", Reading.RATIOS + " numbers of at least 0", Arrays.toString(evidence));
        }
        return evidence;
    }

    private static List<Alarm> alarms(JsonObject state) {
        List<Alarm> alarms = new ArrayList<>();
        for (JsonObject one : state.objects("alarms")) {
            alarms.add(new Alarm(one.string("statistic"), one.constant("detector", Detector.class), day(one),
                    one.integer("quiet", 0, Alarm.QUIET)));
        }
        return alarms;
    }

    private static LocalDate day(JsonObject alarm) {
        try {
            return LocalDate.parse(alarm.string("opened"));
        } catch (DateTimeException notADay) {
            throw alarm.bad("opened", "a day as 2026-01-31", alarm.string("opened"));
        }
    }
}
