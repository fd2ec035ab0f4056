package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A record made from a run's profile, so that any data can be asked about: the middle of the largest segment. */
final class TypicalRecord {
    private TypicalRecord() {}

    /**
     * The median or most frequent level of each column that shaped the segments; what is derived from others is left
     * out.
     */
    static Map<String, Object> of(Results results) {
        JsonNode largest = null;
        for (JsonNode segment : results.segments()) {
            if (largest == null || segment.path("size").asLong() > largest.path("size").asLong()) {
                largest = segment;
            }
        }
        Set<String> derived = new HashSet<>();
        for (JsonNode column : results.report().path("columns")) {
            if (column.path("derived").asBoolean(false)) {
                derived.add(column.path("name").asText());
            }
        }
        Map<String, Object> record = new LinkedHashMap<>();
        if (largest != null) {
            for (JsonNode column : largest.path("columns")) {
                if (column.path("used").asBoolean(true) && !derived.contains(column.path("name").asText())) {
                    value(column, record);
                }
            }
        }
        return record;
    }

    private static void value(JsonNode column, Map<String, Object> record) {
        String name = column.path("name").asText();
        if (column.path("top_level").isTextual()) {
            record.put(name, column.path("top_level").asText());
        } else if (column.path("median").isNumber()) {
            double median = column.path("median").asDouble();
            record.put(name, "date".equals(column.path("role").asText())
                    ? LocalDate.ofEpochDay(Math.round(median)).toString()
                    : number(median));
        }
    }

    /** Four significant digits are enough for a person to read and for the model to answer. */
    private static Object number(double value) {
        double magnitude = Math.pow(10, 3 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))));
        double rounded = magnitude >= 1 ? Math.round(value * magnitude) / magnitude : Math.round(value);
        if (rounded == Math.rint(rounded)) {
            return Math.round(rounded);
        }
        return rounded;
    }
}
