package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.text.Labels;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the rows of a table are called, recognised by the names of its columns; empty when nothing tells.
 */
final class Noun {
    private record Rule(Pattern word, String noun) {}

    private static final List<Rule> RULES = List.of(rule("customers?|cust|clients?", "customers"),
            rule("households?", "households"), rule("shoppers?", "shoppers"), rule("members?", "members"),
            rule("subscribers?", "subscribers"), rule("users?", "users"),
            rule("respondents?|participants?", "respondents"),
            rule("patients?", "patients"), rule("students?", "students"), rule("employees?", "employees"),
            rule("stores?|shops?", "stores"), rule("products?|skus?|items?", "products"),
            rule("countr(y|ies)|nations?", "countries"), rule("compan(y|ies)|firms?", "companies"));
    private static final Set<Concept> SHOPPING = EnumSet.of(Concept.SPEND, Concept.FREQUENCY, Concept.BASKET,
            Concept.INCOME, Concept.RECENCY, Concept.DISCOUNT, Concept.TENURE);
    private static final Pattern KEY = Pattern.compile("(.*\\b)?(id|key|number|no|code|nr)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2,3}");
    private static final Pattern PERIOD = Pattern.compile("(?i)time|year|quarter|month|period");
    /** Of a survey that asks for a hundred things, one about spending does not make its respondents customers. */
    private static final int MOST_OTHERS = 20;

    private Noun() {}

    static Optional<String> of(Table table) {
        boolean panel = table.columns().stream().anyMatch(column -> PERIOD.matcher(column.name()).matches());
        for (Column column : table.columns()) {
            Optional<String> noun = key(column, panel);
            if (noun.isPresent()) {
                return noun;
            }
        }
        long shopping = table.columns().stream()
                .filter(column -> Concept.of(column.name()).filter(SHOPPING::contains).isPresent()).count();
        return shopping > 0 && shopping * MOST_OTHERS >= table.columns().size() ? Optional.of("customers")
                : Optional.empty();
    }

    /**
     * A column that names rows: "customer id", "ResponseId", "Country", or a location that holds country codes, which
     * in a panel stand in many rows.
     */
    private static Optional<String> key(Column column, boolean panel) {
        String label = Labels.label(column.name()).toLowerCase(Locale.ROOT);
        boolean key = KEY.matcher(label).matches();
        if (!key && !panel && !namesRows(column)) {
            return Optional.empty();
        }
        String bare = key ? label.replaceAll("\\s*(id|key|number|no|code|nr)$", "") : label;
        boolean location = label.equals("location") || label.equals("geo") || label.equals("iso");
        if (location && column instanceof TextColumn text && !text.levels().isEmpty()
                && text.levels().stream().allMatch(level -> COUNTRY_CODE.matcher(level).matches())) {
            return Optional.of("countries");
        }
        if (!key && !namesRows(column)) {
            return Optional.empty();
        }
        for (Rule rule : RULES) {
            if (rule.word().matcher(bare).matches()) {
                return Optional.of(rule.noun());
            }
        }
        return Optional.empty();
    }

    /** Text of which each value stands in few rows; a column named "country" may as well be a taste in music. */
    private static boolean namesRows(Column column) {
        return column instanceof TextColumn text && text.levels().size() * 20L >= text.rows();
    }

    private static Rule rule(String words, String noun) {
        return new Rule(Pattern.compile(words), noun);
    }
}
