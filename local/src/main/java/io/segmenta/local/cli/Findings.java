package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was decided about a file, as {@code report.json} tells it: by kind where it concerns the table, by column. */
final class Findings {
    static final String READ = "read";
    static final String SEARCH = "search";
    static final String SEGMENTS = "segments";
    /** More of one kind about the table are counted. */
    private static final int SHOWN_OF_A_KIND = 12;
    private static final int COLUMNS_SHOWN = 40;

    private final Map<String, List<String>> ofTable = new LinkedHashMap<>();
    private final Map<String, List<String>> ofColumns = new LinkedHashMap<>();
    private final Map<String, Set<String>> kindsOfColumns = new LinkedHashMap<>();

    /** @param report {@code report.json} */
    Findings(JsonNode report) {
        for (JsonNode finding : report.path("findings")) {
            String kind = finding.path("kind").asText();
            String text = finding.path("text").asText();
            if (finding.has("column")) {
                String column = finding.path("column").asText();
                ofColumns.computeIfAbsent(column, name -> new ArrayList<>()).add(text);
                kindsOfColumns.computeIfAbsent(column, name -> new LinkedHashSet<>()).add(kind);
            } else {
                ofTable.computeIfAbsent(kind, name -> new ArrayList<>()).add(text);
            }
        }
    }

    /** The kinds that concern the table, but for those of reading, searching and segmenting, which are told apart. */
    List<String> otherKinds() {
        return ofTable.keySet().stream().filter(kind -> !Set.of(READ, SEARCH, SEGMENTS).contains(kind)).toList();
    }

    /** What concerns the table, of one kind; the number of those left out stands last. */
    List<String> ofTable(String kind) {
        List<String> all = ofTable.getOrDefault(kind, List.of());
        if (all.size() <= SHOWN_OF_A_KIND) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, SHOWN_OF_A_KIND));
        shown.add("and " + Texts.count(all.size() - SHOWN_OF_A_KIND) + " more, all in report.json");
        return shown;
    }

    List<String> of(String column) {
        return ofColumns.getOrDefault(column, List.of());
    }

    /** The columns to show: the first ones, and after them one for each kind that the first ones lack. */
    List<String> shown(List<String> columns) {
        List<String> shown = new ArrayList<>(columns.subList(0, Math.min(COLUMNS_SHOWN, columns.size())));
        Set<String> seen = new HashSet<>();
        shown.forEach(column -> seen.addAll(kindsOfColumns.getOrDefault(column, Set.of())));
        for (String column : columns.subList(shown.size(), columns.size())) {
            if (seen.addAll(kindsOfColumns.getOrDefault(column, Set.of()))) {
                shown.add(column);
            }
        }
        // A finding about a column that is none of the file, such as the score of a group, has a line of its own.
        ofColumns.keySet().stream().filter(column -> !columns.contains(column)).limit(COLUMNS_SHOWN)
                .forEach(shown::add);
        return shown;
    }
}
