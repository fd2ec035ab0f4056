package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumberText;
import io.segmenta.model.data.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Amounts of several currencies in one column, which nothing can compare without rates.
 *
 * @param rows of each currency, as it is written most often, the most frequent first
 */
record Currencies(List<Map.Entry<String, Integer>> rows) {
    /** A few odd ones are typing errors. */
    private static final double FEW = 0.02;
    private static final Map<String, String> SIGNS = Map.of("€", "eur", "euro", "eur", "euros", "eur", "£", "gbp", "zł",
            "pln", "kč", "czk", "₽", "rub", "руб", "rub", "р", "rub");

    /** The currencies of a column of numbers, if it has more than one. */
    static Optional<Currencies> of(RawColumn raw, ResolvedColumn column) {
        if (column.kind() != ResolvedColumn.Kind.NUMBER
                || column.numberFormat().filter(format -> format.currencies().size() > 1).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Map<String, Integer>> written = new HashMap<>();
        int[] counts = raw.counts();
        for (int i = 0; i < counts.length; i++) {
            NumberText number = NumberText.of(raw.levels().get(i));
            if (number != null && !number.currency().isEmpty()) {
                String lower = number.currency().toLowerCase(Locale.ROOT);
                written.computeIfAbsent(SIGNS.getOrDefault(lower, lower), _ -> new HashMap<>())
                        .merge(number.currency(), counts[i], Integer::sum);
            }
        }
        List<Map.Entry<String, Integer>> rows = new ArrayList<>();
        for (Map<String, Integer> one : written.values()) {
            String spelling = one.entrySet().stream().max(MOST_FREQUENT).orElseThrow().getKey();
            rows.add(Map.entry(spelling, one.values().stream().mapToInt(Integer::intValue).sum()));
        }
        rows.sort(MOST_FREQUENT.reversed());
        return rows.size() > 1 ? Optional.of(new Currencies(List.copyOf(rows))) : Optional.empty();
    }

    private static final Comparator<Map.Entry<String, Integer>> MOST_FREQUENT = Map.Entry
            .<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey());

    /** Whether more than a few amounts are in another currency than most. */
    boolean isMixed() {
        int all = rows.stream().mapToInt(Map.Entry::getValue).sum();
        return all - rows.getFirst().getValue() > FEW * all;
    }

    /**
     * What a person should know.
     *
     * @param name of the column
     */
    String note(String name) {
        return String.format(Locale.ROOT, "\"%s\": amounts in %s; %s", name, amounts(), isMixed()
                ? "they cannot be compared without rates, so the column is not used: convert them to one currency, or "
                        + "set columns.roles to numeric for it to take them as they stand"
                : "they are taken as they stand, not converted");
    }

    private String amounts() {
        return String.join(", ", rows.stream()
                .map(one -> String.format(Locale.ROOT, "%s (%,d rows)", one.getKey(), one.getValue())).toList());
    }

    /** The column, whose figures mean nothing side by side: like free text it is neither used nor profiled. */
    ColumnSchema schema(RoleFinder finder) {
        return finder.as(Role.FREE_TEXT, List.of(),
                "amounts in " + amounts() + ", which cannot be compared without rates");
    }
}
