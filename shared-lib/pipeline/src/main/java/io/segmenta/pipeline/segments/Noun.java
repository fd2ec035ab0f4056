package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.text.Labels;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the rows of a table are called, recognised by a column that names each row, or by what is known of people who
 * buy; empty when nothing tells.
 */
final class Noun {
    private record Rule(Pattern word, String noun) {}

    private static final List<Rule> RULES = List.of(rule("customers?|cust|clients?", "customers"),
            rule("households?", "households"), rule("shoppers?", "shoppers"), rule("members?", "members"),
            rule("subscribers?", "subscribers"), rule("users?", "users"), rule("contacts?", "contacts"),
            rule("respondents?|participants?|panelists?", "respondents"), rule("patients?", "patients"),
            rule("students?", "students"), rule("employees?", "employees"), rule("stores?|shops?", "stores"),
            rule("invoices?|orders?|receipts?|bookings?", "orders"), rule("transactions?", "transactions"),
            rule("accounts?", "accounts"), rule("posts?|tweets?", "posts"), rule("sessions?", "sessions"),
            rule("products?|skus?|items?", "products"), rule("countr(y|ies)|nations?", "countries"),
            rule("compan(y|ies)|firms?", "companies"));
    private static final Set<String> BUYERS = Set.of("customers", "households", "shoppers", "members", "subscribers",
            "users", "contacts");
    private static final Set<String> OTHER_PEOPLE = Set.of("respondents", "patients", "students", "employees");
    private static final Set<Concept> SHOPPING = EnumSet.of(Concept.SPEND, Concept.FREQUENCY, Concept.BASKET,
            Concept.RECENCY, Concept.DISCOUNT, Concept.BILL);
    private static final Pattern KEY = Pattern.compile("(.*\\b)?(id|key|number|no|code|nr)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CUSTOMER_NUMBER = Pattern
            .compile("(kunden?|klant|client|cliente) ?(nummer|nr|id|numero)");
    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2,3}");
    private static final Pattern PERIOD = Pattern.compile("(?i)time|year|quarter|month|period");
    private static final Pattern PERSON = Pattern
            .compile(".*\\b(gender|sex|geschlecht|genre|sexo|marital|marriage|first name|birth).*");
    /** Of a survey that asks for a hundred things, one about spending does not make its respondents customers. */
    private static final int MOST_OTHERS = 20;

    private Noun() {}

    /** Whether rows are people who buy. */
    static boolean isBuyers(Optional<String> noun) {
        return noun.filter(BUYERS::contains).isPresent();
    }

    /** Whether rows are people, who may be called young or low-spending. */
    static boolean isPeople(Optional<String> noun) {
        return isBuyers(noun) || noun.filter(OTHER_PEOPLE::contains).isPresent();
    }

    static Optional<String> of(Table table) {
        boolean panel = table.columns().stream().anyMatch(column -> PERIOD.matcher(column.name()).matches());
        for (Column column : table.columns()) {
            Optional<String> noun = key(column, panel);
            if (noun.isPresent()) {
                return noun;
            }
        }
        long shopping = table.columns().stream().filter(Noun::isOfShopping).count();
        boolean people = table.columns().stream().anyMatch(Noun::isOfPeople);
        return people && shopping > 0 && shopping * MOST_OTHERS >= table.columns().size() ? Optional.of("customers")
                : Optional.empty();
    }

    private static boolean isOfShopping(Column column) {
        return Labels.label(column.name()).startsWith("spending on ")
                || Concept.of(column.name()).filter(SHOPPING::contains).isPresent();
    }

    private static boolean isOfPeople(Column column) {
        Optional<Concept> concept = Concept.of(column.name());
        return concept.filter(EnumSet.of(Concept.AGE, Concept.BIRTH, Concept.JOINED, Concept.TENURE)::contains)
                .isPresent() || PERSON.matcher(Labels.label(column.name()).toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * A column that names rows: "customer id", "ResponseId", "Country", or a location that holds country codes, which
     * in a panel stand in many rows.
     */
    private static Optional<String> key(Column column, boolean panel) {
        String label = Labels.label(column.name()).toLowerCase(Locale.ROOT);
        boolean key = KEY.matcher(label).matches();
        boolean names = namesRows(column);
        if (CUSTOMER_NUMBER.matcher(label).matches() && distinct(column) * 2L >= known(column)) {
            return Optional.of("customers");
        }
        String bare = key ? label.replaceAll("\\s*(id|key|number|no|code|nr)$", "") : label;
        if (isLocation(label, column) && (key || panel || names)) {
            return Optional.of(countries(column, panel));
        }
        if (!(key ? distinct(column) * 2L >= known(column) : names)) {
            return Optional.empty();
        }
        for (Rule rule : RULES) {
            if (rule.word().matcher(bare).matches()) {
                return Optional.of(rule.noun().equals("countries") ? countries(column, panel) : rule.noun());
            }
        }
        return Optional.empty();
    }

    /** Of a panel, in which a country has a row for each year, no row is a country. */
    private static String countries(Column column, boolean panel) {
        return panel && distinct(column) < known(column) ? "country-years" : "countries";
    }

    private static boolean isLocation(String label, Column column) {
        boolean location = label.equals("location") || label.equals("geo") || label.equals("iso");
        return location && column instanceof TextColumn text && !text.levels().isEmpty()
                && text.levels().stream().allMatch(level -> COUNTRY_CODE.matcher(level).matches());
    }

    private static long distinct(Column column) {
        return switch (column) {
            case TextColumn text -> text.levels().size();
            case NumericColumn numbers -> Arrays.stream(numbers.values()).filter(value -> !Double.isNaN(value))
                    .distinct().count();
        };
    }

    private static int known(Column column) {
        return column.rows() - column.missing();
    }

    /** Text of which each value stands in few rows; a column named "country" may as well be a taste in music. */
    private static boolean namesRows(Column column) {
        return column instanceof TextColumn text && text.levels().size() * 20L >= text.rows();
    }

    private static Rule rule(String words, String noun) {
        return new Rule(Pattern.compile(words), noun);
    }
}
