package io.segmenta.pipeline.rules;

import io.segmenta.pipeline.rules.Condition.Op;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules in words. */
final class RuleWords {
    private static final String NONE = "no rule found";

    private RuleWords() {}

    /**
     * Returns the words.
     *
     * @param any conjunctions
     * @param gappy the columns that lack values; of others it is not said what becomes of gaps
     */
    static String of(List<List<Condition>> any, Set<String> gappy) {
        return any.isEmpty() ? NONE : String.join(", or ", any.stream().map(all -> all(all, gappy)).toList());
    }

    /** What is said of one column is said together. */
    private static String all(List<Condition> conditions, Set<String> gappy) {
        Map<String, List<Condition>> byColumn = new LinkedHashMap<>();
        conditions.forEach(one -> byColumn.computeIfAbsent(one.column(), _ -> new ArrayList<>()).add(one));
        List<String> parts = new ArrayList<>();
        byColumn.forEach((column, said) -> parts.add(column + " " + ofColumn(said, gappy.contains(column))));
        return String.join(" and ", parts);
    }

    private static String ofColumn(List<Condition> conditions, boolean gappy) {
        boolean orMissing = gappy && conditions.stream().allMatch(Condition::orMissing);
        String words = between(conditions);
        if (words.isEmpty()) {
            words = String.join(" and ", conditions.stream().map(RuleWords::one).toList());
        }
        return orMissing ? words + " (or unknown)" : words;
    }

    /** The words for a lower and an upper bound; empty where there are not just these. */
    private static String between(List<Condition> conditions) {
        if (conditions.size() != 2 || conditions.get(0).op() == conditions.get(1).op()) {
            return "";
        }
        Condition low = conditions.get(conditions.get(0).op() == Op.AT_LEAST ? 0 : 1);
        Condition high = conditions.get(conditions.get(0).op() == Op.AT_LEAST ? 1 : 0);
        if (low.op() != Op.AT_LEAST || high.op() != Op.BELOW) {
            return "";
        }
        return "from " + value(low.value()) + (low.value() instanceof Value.Day ? " to before " : " to below ")
                + value(high.value());
    }

    private static String one(Condition condition) {
        boolean day = condition.value() instanceof Value.Day;
        String value = value(condition.value());
        return switch (condition.op()) {
            case AT_LEAST -> (day ? "on or after " : "at least ") + value;
            case BELOW -> (day ? "before " : "below ") + value;
            case IS -> "is " + value;
            case IS_NOT -> "is not " + value;
        };
    }

    private static String value(Value value) {
        return switch (value) {
            case Value.Quantity(double number) -> plain(number);
            case Value.Day day -> day.day().toString();
            case Value.Truth(boolean truth) -> Boolean.toString(truth);
            case Value.Level(String level) -> level;
            case Value.Missing() -> "unknown";
        };
    }

    /** Returns every digit of a number, without an exponent where that can be read. */
    static String plain(double number) {
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (exact.signum() == 0) {
            return "0";
        }
        return Math.abs(exact.scale()) > 20 || exact.precision() - exact.scale() > 20 ? exact.toString()
                : exact.toPlainString();
    }
}
