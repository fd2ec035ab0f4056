package io.segmenta.spark;

import io.segmenta.model.data.MissingText;
import io.segmenta.model.data.Values;
import io.segmenta.statistics.Moments;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted of one column of text. */
final class ColumnSurvey implements Serializable {

    private static final long serialVersionUID = 1;
    /** With more values that differ a column is free text, or identifiers. */
    private static final int MOST_LEVELS = 100_000;
    /** With more, levels are counted but not listed: they may be names of people. */
    private static final int MOST_LISTED = 50;

    private final Moments moments = new Moments();
    private long missing;
    private long texts;
    private @Nullable Map<String, Long> levels = new HashMap<>();

    void add(String cell) {
        String value = cell.strip();
        if (MissingText.isStrong(value)) {
            missing++;
            return;
        }
        double number = Values.number(value);
        if (Double.isNaN(number)) {
            texts++;
        } else {
            moments.add(number);
        }
        if (levels != null) {
            levels.merge(value, 1L, Long::sum);
            bound();
        }
    }

    /** Adds others to these. */
    void add(ColumnSurvey others) {
        moments.add(others.moments);
        missing += others.missing;
        texts += others.texts;
        if (levels == null || others.levels == null) {
            levels = null;
            return;
        }
        for (Map.Entry<String, Long> level : others.levels.entrySet()) {
            levels.merge(level.getKey(), level.getValue(), Long::sum);
        }
        bound();
    }

    private void bound() {
        if (levels != null && levels.size() > MOST_LEVELS) {
            levels = null;
        }
    }

    /** Whether all values are numbers. */
    boolean isNumeric() {
        return texts == 0 && moments.count() > 0;
    }

    long numbers() {
        return moments.count();
    }

    /** @param quantiles of a column of numbers, by order; empty of any other */
    Map<String, Object> toDocument(String name, Map<String, Double> quantiles) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put("missing", missing);
        if (isNumeric()) {
            document.put("numbers", moments.count());
            document.put("min", moments.least());
            document.put("max", moments.greatest());
            document.put("mean", moments.mean());
            document.put("standard_deviation", moments.standardDeviation());
            document.put("quantiles", quantiles);
        } else {
            document.put("texts", texts);
            document.put("numbers", moments.count());
        }
        if (levels != null) {
            document.put("distinct", (long) levels.size());
        }
        if (levels != null && !isNumeric() && levels.size() <= MOST_LISTED) {
            document.put("levels", listed(levels));
        }
        return document;
    }

    /** The most frequent first, by name where they are equal. */
    private static Map<String, Long> listed(Map<String, Long> levels) {
        List<Map.Entry<String, Long>> entries = new ArrayList<>(levels.entrySet());
        entries.sort(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Long> listed = new LinkedHashMap<>();
        entries.forEach(entry -> listed.put(entry.getKey(), entry.getValue()));
        return listed;
    }
}
