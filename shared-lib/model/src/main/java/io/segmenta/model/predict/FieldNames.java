package io.segmenta.model.predict;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Finds the column a field of a record means: by its exact name; else ignoring case and punctuation, then accents (ue
 * for ü too); else also without a unit in parentheses; else as the only column whose words include all words of the
 * field ("income" for "Annual Income (k$)"), units among them left out where the others do not fit ("age_years" for
 * "Age"). Where a rule fits several columns it decides nothing. Only columns that are features or identifiers are
 * found. Safe for use by several threads; answers for other spellings are remembered, up to a bound.
 */
final class FieldNames {

    /** What a field name means. A lower rank is a closer match; {@link #NONE} means no column. */
    record Binding(int column, int rank) {
        static final Binding NONE = new Binding(-1, Integer.MAX_VALUE);
        /** A column of the table that no feature is made of. */
        static final Binding UNUSED = new Binding(-2, Integer.MAX_VALUE);

        boolean found() {
            return column >= 0;
        }

        /** Whether the name is that of no column of the table. */
        boolean unknown() {
            return column == NONE.column;
        }

        boolean exact() {
            return rank == 0;
        }
    }

    private static final int MAX_REMEMBERED = 1000;
    private static final int MAX_NAME_LENGTH = 200;
    private static final Pattern UNIT = Pattern.compile("\\([^)]*\\)|\\[[^]]*\\]");
    /** Without accents, as the words are that they are compared with. */
    private static final Set<String> UNITS = Set.of("year", "years", "yr", "yrs", "jahr", "jahre", "jahren", "an",
            "ans",
            "ano", "anos", "anni", "jaar", "lat", "month", "months", "monate", "mois", "meses", "mesi", "week", "weeks",
            "day", "days", "tage", "jours", "dias", "giorni", "hour", "hours", "hrs", "minutes",
            "seconds", "sec", "usd", "eur", "euro", "euros", "gbp", "chf", "jpy", "cny", "inr", "brl", "pln",
            "cad", "aud", "dollar", "dollars", "pounds", "percent", "pct", "prozent", "pourcent", "km", "cm", "mm",
            "kg",
            "lbs", "k");
    private static final Pattern WORD_END = Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|[^\\p{L}\\p{N}]+");

    private final Map<String, Binding> exact = new HashMap<>();
    private final Map<String, Binding> byLetters = new HashMap<>();
    private final Map<String, Binding> byPlainLetters = new HashMap<>();
    private final Map<String, Binding> byWrittenOut = new HashMap<>();
    private final Set<String> unused = new HashSet<>();
    private final Map<String, Binding> byLettersWithoutUnit = new HashMap<>();
    private final Map<Integer, Set<String>> words = new LinkedHashMap<>();
    private final Map<String, Binding> remembered = new ConcurrentHashMap<>();
    private final List<Integer> features = new ArrayList<>();
    private final List<Integer> identifiers = new ArrayList<>();
    private final boolean[] identifier;
    private final boolean[] date;
    private final boolean[] quantity;

    /**
     * @param featureColumns that features are made of
     * @param derived those among them that are computed: found by their own names only, and not expected
     */
    FieldNames(Schema schema, Set<String> featureColumns, Set<String> derived) {
        List<ColumnSchema> columns = schema.columns();
        identifier = new boolean[columns.size()];
        date = new boolean[columns.size()];
        quantity = new boolean[columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            date[c] = columns.get(c).role() == Role.DATE;
            quantity[c] = columns.get(c).role() == Role.NUMERIC;
            if (featureColumns.contains(columns.get(c).name())) {
                features.add(c);
            } else if (columns.get(c).role() == Role.IDENTIFIER) {
                identifiers.add(c);
                identifier[c] = true;
            } else {
                unused.add(plain(columns.get(c).name()));
            }
        }
        add(columns, features, derived);
        add(columns, identifiers, Set.of());
        features.removeIf(c -> derived.contains(columns.get(c).name()));
    }

    private void add(List<ColumnSchema> columns, List<Integer> group, Set<String> derived) {
        Map<String, Binding> letters = new HashMap<>();
        Map<String, Binding> plainLetters = new HashMap<>();
        Map<String, Binding> writtenOut = new HashMap<>();
        Map<String, Binding> lettersWithoutUnit = new HashMap<>();
        for (int c : group) {
            String name = columns.get(c).name();
            exact.put(name, new Binding(c, 0));
            letters.merge(folded(name), new Binding(c, 1), (a, b) -> Binding.NONE);
            plainLetters.merge(plain(name), new Binding(c, 1), (a, b) -> Binding.NONE);
            writtenOut.merge(folded(PlainLetters.writtenOut(name)), new Binding(c, 1), (a, b) -> Binding.NONE);
            lettersWithoutUnit.merge(withoutUnit(name), new Binding(c, 2), (a, b) -> Binding.NONE);
            if (!derived.contains(name)) {
                words.put(c, Set.copyOf(words(name)));
            }
        }
        letters.forEach(byLetters::putIfAbsent);
        plainLetters.forEach(byPlainLetters::putIfAbsent);
        writtenOut.forEach(byWrittenOut::putIfAbsent);
        lettersWithoutUnit.forEach(byLettersWithoutUnit::putIfAbsent);
    }

    /**
     * Returns the places of the columns that features are made of and a record should give, in the order of the schema.
     */
    List<Integer> features() {
        return features;
    }

    /** Returns the places of the columns that are identifiers and no features. */
    List<Integer> identifiers() {
        return identifiers;
    }

    boolean isIdentifier(int column) {
        return identifier[column];
    }

    boolean isDate(int column) {
        return date[column];
    }

    /** Whether true and false are no values of the column. */
    boolean isMeasured(int column) {
        return date[column] || quantity[column];
    }

    /** Finds as {@link #find} does, and remembers nothing: for texts that are likely no names. */
    Binding peek(String text) {
        Binding binding = exact.get(text);
        return binding != null ? binding : text.length() > MAX_NAME_LENGTH ? Binding.NONE : search(text);
    }

    Binding find(String field) {
        Binding binding = exact.get(field);
        if (binding == null) {
            binding = remembered.get(field);
        }
        if (binding == null) {
            binding = field.length() > MAX_NAME_LENGTH ? Binding.NONE : search(field);
            if (remembered.size() < MAX_REMEMBERED && field.length() <= MAX_NAME_LENGTH) {
                remembered.put(field, binding);
            }
        }
        return binding;
    }

    private Binding search(String field) {
        String letters = folded(field);
        if (letters.isEmpty()) {
            return Binding.NONE;
        }
        Binding found = byLetters.getOrDefault(letters, Binding.NONE);
        if (found.found()) {
            return found;
        }
        String plain = plain(field);
        found = byPlainLetters.getOrDefault(plain, Binding.NONE);
        if (!found.found()) {
            found = byWrittenOut.getOrDefault(plain, Binding.NONE);
        }
        if (!found.found() && unused.contains(plain)) {
            return Binding.UNUSED;
        }
        if (!found.found()) {
            found = byLettersWithoutUnit.getOrDefault(withoutUnit(field), Binding.NONE);
        }
        if (found.found()) {
            return found;
        }
        List<String> listed = words(field);
        found = byWords(listed);
        return found.found() ? found : byWords(withoutUnits(listed));
    }

    private Binding byWords(List<String> wanted) {
        if (wanted.isEmpty()) {
            return Binding.NONE;
        }
        int match = -1;
        for (Map.Entry<Integer, Set<String>> column : words.entrySet()) {
            if (column.getValue().containsAll(wanted)) {
                if (match >= 0) {
                    return Binding.NONE;
                }
                match = column.getKey();
            }
        }
        return match < 0 ? Binding.NONE : new Binding(match, 3);
    }

    private static String folded(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).map(Character::toLowerCase)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static String plain(String name) {
        return folded(PlainLetters.of(name));
    }

    private static String withoutUnit(String name) {
        String letters = plain(UNIT.matcher(name).replaceAll(" "));
        return letters.isEmpty() ? plain(name) : letters;
    }

    private static List<String> withoutUnits(List<String> words) {
        int end = words.size();
        while (end > 0 && UNITS.contains(words.get(end - 1))) {
            end--;
        }
        return words.subList(0, end);
    }

    private static List<String> words(String name) {
        return WORD_END.splitAsStream(PlainLetters.of(UNIT.matcher(name).replaceAll(" "))).filter(w -> !w.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
}
