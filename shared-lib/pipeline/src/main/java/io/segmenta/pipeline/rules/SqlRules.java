package io.segmenta.pipeline.rules;

import io.segmenta.pipeline.rules.SegmentRule.Counts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Rules as SQL: one query that gives each row its segment, and one per segment that counts the rows that meet its rule.
 * Run on a table with the rows of the file, in which cells without a value are NULL, the counts are those of
 * {@code rules.json}.
 */
public final class SqlRules {
    /** The table that queries ask, for a person to replace. */
    public static final String TABLE = "customers";

    private final SqlDialect dialect;

    public SqlRules(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Returns the queries, each ended by a semicolon and a line's end.
     *
     * @param rules one per segment
     * @param source the file's name, for the heading
     */
    public String script(List<SegmentRule> rules, String source) {
        StringBuilder out = new StringBuilder(256);
        out.append("-- Segments of ").append(SqlDialect.comment(source)).append(" as rules, for ")
                .append(dialect.title()).append(".\n-- The table ").append(TABLE)
                .append(" has the columns of the file, with NULL where a cell has no value; put your table's name in "
                        + "its place.\n-- Rules describe what the model answers, they are not the model: each says "
                        + "how often it is right.\n\n-- The segment of each row; of several rules the one that is "
                        + "right most often.\n")
                .append(assignment(rules)).append(";\n");
        for (SegmentRule rule : rules) {
            Counts all = rule.all();
            out.append(String.format(Locale.ROOT, "%n-- %s: %d of %d rows of the segment, %d of %d rows right%n",
                    SqlDialect.comment(rule.segment() + ' ' + rule.name()), all.both(), all.segment(), all.both(),
                    all.met()).replace("\r\n", "\n")).append(count(rule)).append(";\n");
        }
        return out.toString();
    }

    /** Returns the query for the segment of each row, without the semicolon. */
    public String assignment(List<SegmentRule> rules) {
        List<SegmentRule> found = new ArrayList<>(rules.stream().filter(rule -> !rule.any().isEmpty()).toList());
        found.sort(Comparator.comparingDouble((SegmentRule rule) -> rule.all().precision()).reversed());
        if (found.isEmpty()) {
            return "SELECT *, NULL AS segment_id\nFROM " + TABLE;
        }
        StringBuilder out = new StringBuilder("SELECT *,\n  CASE");
        for (SegmentRule rule : found) {
            out.append("\n    WHEN ").append(where(rule, "\n      OR ")).append("\n      THEN ")
                    .append(dialect.text(rule.segment()));
        }
        return out.append("\n  END AS segment_id\nFROM ").append(TABLE).toString();
    }

    /** Returns the query that counts the rows that meet a rule, without the semicolon. */
    public String count(SegmentRule rule) {
        return "SELECT COUNT(*) FROM " + TABLE + "\nWHERE " + where(rule, "\n   OR ");
    }

    private String where(SegmentRule rule, String or) {
        return rule.any().isEmpty() ? "1 = 0"
                : String.join(or, rule.any().stream().map(this::all).toList());
    }

    private String all(List<Condition> conditions) {
        List<String> written = conditions.stream().map(this::condition).toList();
        return written.size() == 1 ? written.getFirst() : '(' + String.join(" AND ", written) + ')';
    }

    /** Returns a condition in parentheses where it is more than one. */
    String condition(Condition condition) {
        String column = condition.column();
        String sign = condition.op().sign();
        String compared = switch (condition.value()) {
            case Value.Quantity(double number) -> dialect.name(column) + ' ' + sign + ' ' + RuleWords.plain(number);
            case Value.Day day -> dialect.name(column) + ' ' + sign + ' ' + dialect.day(day);
            case Value.Truth(boolean truth) -> dialect.name(column) + ' ' + sign + ' ' + dialect.truth(truth);
            case Value.Level(String level) -> dialect.level(column, sign, level);
            case Value.Missing() -> dialect.name(column)
                    + (condition.op() == Condition.Op.IS ? " IS NULL" : " IS NOT NULL");
        };
        return condition.orMissing() ? '(' + compared + " OR " + dialect.name(column) + " IS NULL)" : compared;
    }
}
