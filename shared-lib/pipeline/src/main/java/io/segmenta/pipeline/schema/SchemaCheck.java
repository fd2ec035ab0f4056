package io.segmenta.pipeline.schema;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.data.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a table against the schema that was declared for it, and two schemas against one another. */
public final class SchemaCheck {
    /** Values that are listed; the rest are counted. */
    private static final int MAX_LISTED = 100;

    /**
     * A value that breaks a rule.
     *
     * @param line where the row begins in the file, from 1
     * @param rule in words, such as "at most 100"
     */
    public record Violation(String column, long line, String value, String rule) {
        /** The violation as one sentence. */
        public String sentence() {
            return String.format(Locale.ROOT, "column \"%s\", line %d: \"%s\" is not %s", column, line, value, rule);
        }

        Map<String, Object> toDocument() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("column", column);
            document.put("line", line);
            document.put("value", value);
            document.put("rule", rule);
            return document;
        }
    }

    /**
     * What was found.
     *
     * @param violations the first of them
     * @param total how many there are
     * @param differences columns added, lost or of another role, and new levels, one sentence each
     */
    public record Report(List<Violation> violations, long total, List<String> differences) {
        /** The report as maps and lists, for JSON. */
        public Map<String, Object> toDocument() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("violations", violations.stream().map(Violation::toDocument).toList());
            document.put("total", total);
            document.put("differences", differences);
            return document;
        }
    }

    private SchemaCheck() {}

    /**
     * Checks ranges, categories and required values.
     *
     * @param found the schema of the table as it is
     * @param lines where the rows stand in the file
     */
    public static Report check(Schema declared, Schema found, List<Column> columns, RawColumn.Lines lines) {
        List<Violation> violations = new ArrayList<>();
        long total = 0;
        for (Column column : columns) {
            Optional<ColumnSchema> rules = declared.column(column.name());
            if (rules.isPresent()) {
                total += check(rules.get(), column, lines, violations);
            }
        }
        return new Report(List.copyOf(violations), total, differences(declared, found));
    }

    private static long check(ColumnSchema rules, Column column, RawColumn.Lines lines, List<Violation> violations) {
        Set<String> levels = new HashSet<>(rules.categories());
        long count = 0;
        for (int i = 0; i < column.rows(); i++) {
            String broken = column.isMissing(i)
                    ? rules.required() ? "a value, which is required" : null
                    : switch (column) {
                        case NumericColumn numbers -> range(rules, numbers.value(i));
                        case TextColumn text -> levels.isEmpty() || levels.contains(text.text(i))
                                ? null
                                : "one of the declared categories";
                    };
            if (broken != null) {
                count++;
                if (violations.size() < MAX_LISTED) {
                    violations.add(new Violation(column.name(), lines.of(i), value(rules, column, i), broken));
                }
            }
        }
        return count;
    }

    private static @Nullable String range(ColumnSchema rules, double value) {
        if (rules.min().isPresent() && value < rules.min().getAsDouble()) {
            return "at least " + text(rules, rules.min().getAsDouble());
        }
        return rules.max().isPresent() && value > rules.max().getAsDouble()
                ? "at most " + text(rules, rules.max().getAsDouble())
                : null;
    }

    private static String value(ColumnSchema rules, Column column, int row) {
        return column instanceof NumericColumn numbers && !column.isMissing(row) ? text(rules, numbers.value(row))
                : column.text(row);
    }

    /** A number or, in a column of dates, a date. */
    private static String text(ColumnSchema rules, double value) {
        return rules.role() == Role.DATE ? LocalDate.ofEpochDay((long) value).toString() : Values.text(value);
    }

    /** What changed from one schema to the next: added and lost columns, other roles, new levels. */
    public static List<String> differences(Schema before, Schema after) {
        List<String> differences = new ArrayList<>();
        for (ColumnSchema column : before.columns()) {
            Optional<ColumnSchema> now = after.column(column.name());
            if (now.isEmpty()) {
                differences.add("column \"" + column.name() + "\" is missing");
                continue;
            }
            if (now.get().role() != column.role()) {
                differences.add(String.format(Locale.ROOT, "column \"%s\" was %s and is %s", column.name(),
                        name(column.role()), name(now.get().role())));
            }
            List<String> fresh = new ArrayList<>(now.get().categories());
            fresh.removeAll(new HashSet<>(column.categories()));
            if (!column.categories().isEmpty() && !fresh.isEmpty()) {
                differences.add(String.format(Locale.ROOT, "column \"%s\" has %d new levels: %s", column.name(),
                        fresh.size(), String.join(", ", fresh.subList(0, Math.min(5, fresh.size())))));
            }
        }
        for (ColumnSchema column : after.columns()) {
            if (before.column(column.name()).isEmpty()) {
                differences.add("column \"" + column.name() + "\" is new");
            }
        }
        return differences;
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
