package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The segments of two versions by their lasting ids: those of both, then those of the first alone, then of the second.
 *
 * @param lines in the order in which the first version has them
 */
record SideBySide(List<Line> lines) {
    /** What became of a segment between two versions. */
    enum Fate {
        LASTS, ENDED, NEW
    }

    /**
     * One segment.
     *
     * @param name as it is known in the later version that has it
     * @param before its share of the customers of the first version, in [0, 1]; 0 where it is not in it
     * @param after the same of the second
     */
    record Line(String id, String name, double before, double after, Fate fate) {
        String share(double part) {
            return part == 0 ? "-" : Texts.percent(part);
        }
    }

    static SideBySide of(Results before, Results after) {
        Map<String, JsonNode> was = byId(before);
        Map<String, JsonNode> is = byId(after);
        List<Line> both = new ArrayList<>();
        List<Line> ended = new ArrayList<>();
        List<Line> fresh = new ArrayList<>();
        was.forEach((id, segment) -> {
            JsonNode now = is.get(id);
            if (now == null) {
                ended.add(new Line(id, name(segment), share(segment), 0, Fate.ENDED));
            } else {
                both.add(new Line(id, name(now), share(segment), share(now), Fate.LASTS));
            }
        });
        is.forEach((id, segment) -> {
            if (!was.containsKey(id)) {
                fresh.add(new Line(id, name(segment), 0, share(segment), Fate.NEW));
            }
        });
        both.addAll(ended);
        both.addAll(fresh);
        return new SideBySide(List.copyOf(both));
    }

    private static Map<String, JsonNode> byId(Results results) {
        Map<String, JsonNode> segments = new LinkedHashMap<>();
        results.segments().forEach(segment -> segments.put(segment.path("segment_id").asText(), segment));
        return segments;
    }

    private static String name(JsonNode segment) {
        return segment.path("name").asText();
    }

    private static double share(JsonNode segment) {
        return segment.path("share").asDouble();
    }

    /** The name of a segment of either version; its id where it has none, as what is outside all. */
    String name(String id) {
        return lines.stream().filter(line -> line.id().equals(id)).map(Line::name).findFirst().orElse(id);
    }
}
