package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.TextColumn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives a column its role, from its values and its name, and says why in words a person can check. */
final class RoleFinder {
    private static final int MAX_CATEGORIES = 1000;
    private static final int MAX_CODE_LEVELS = 30;
    private static final int LONG_TEXT = 50;
    private static final double LONG_WORDS = 5.5;
    private static final Pattern WORD_ENDS = Pattern.compile("[\\s,;]+");
    private static final String AGE = "; age is a measure and used, a band of ages would be protected";
    private static final int LEAST_COUNTED = 20;
    private static final double LEAST_OF_NUMBER = 1e6;
    private static final Set<String> CODED_PLACES = Set.of("area code", "branch number");

    private final ResolvedColumn resolved;
    private final NameTokens name;
    private final boolean first;
    private final boolean likert;

    /**
     * @param first whether it is the first column of the table
     * @param likert whether enough other columns answer on the same small scale
     */
    RoleFinder(ResolvedColumn resolved, boolean first, boolean likert) {
        this.resolved = resolved;
        this.name = NameTokens.of(resolved.column().name());
        this.first = first;
        this.likert = likert;
    }

    /** The column as found by itself. */
    ColumnSchema find() {
        int present = resolved.present();
        if (present == 0) {
            return schema(Role.IGNORED, "no value in any row", List.of());
        }
        Optional<String> constant = resolved.distinct() == 1 ? personalConstant() : Optional.empty();
        if (constant.isPresent()) {
            return schema(Role.PERSONAL, "personal data, the same in every row that has one: " + constant.get(),
                    List.of());
        }
        if (resolved.distinct() == 1) {
            return schema(Role.CONSTANT, "the same value in every row that has one: " + firstText(), List.of());
        }
        return switch (resolved.kind()) {
            case DATE -> NameRules.isBirthDate(name) ? schema(Role.PERSONAL, "personal data: date of birth", List.of())
                    : schema(Role.DATE, dateReason(), List.of());
            case NUMBER -> number();
            case TEXT -> text();
        };
    }

    private Optional<String> personalConstant() {
        return switch (resolved.kind()) {
            case TEXT -> PersonalData.ofOne(firstText()).or(() -> NameRules.personal(name));
            case NUMBER -> personalNumber();
            case DATE -> Optional.empty();
        };
    }

    /** What numbers say of persons by themselves: where they are, how they are called, what they are known by. */
    private Optional<String> personalNumber() {
        if (!resolved.isWhole()) {
            return NameRules.isCoordinate(name) && Math.abs(resolved.min()) <= 180 && Math.abs(resolved.max()) <= 180
                    ? Optional.of("coordinates")
                    : Optional.empty();
        }
        if (resolved.min() >= 1e6 && NameRules.isPhone(name)) {
            return Optional.of("telephone number");
        }
        Optional<String> said = NameRules.personal(name);
        return resolved.min() >= 1e6 ? said
                : said.filter(kind -> kind.equals(PersonalData.ADDRESS) && !NameRules.isPostcode(name));
    }

    /** The column in a role the user chose. */
    ColumnSchema as(Role role, List<String> categories, String reason) {
        List<String> levels = categories;
        if (levels.isEmpty() && resolved.column() instanceof TextColumn text
                && (role == Role.CATEGORICAL || role == Role.ORDINAL || role == Role.BOOLEAN
                        || role == Role.PROTECTED)) {
            levels = role == Role.ORDINAL
                    ? OrdinalScales.order(text.levels()).orElse(sorted(text.levels()))
                    : sorted(text.levels());
        }
        return schema(role, reason, levels);
    }

    private ColumnSchema number() {
        boolean whole = resolved.isWhole();
        int distinct = resolved.distinct();
        int present = resolved.present();
        Optional<String> guarded = ProtectedAttributes.byName(name,
                !(whole && distinct <= 3 && resolved.max() <= 10));
        if (guarded.isPresent() && !likert) {
            return schema(Role.PROTECTED, "the name says " + guarded.get() + ": a protected attribute", List.of());
        }
        Optional<String> personal = personalNumber();
        if (personal.isPresent()) {
            return schema(Role.PERSONAL, "personal data: " + personal.get(), List.of());
        }
        if (whole && distinct == present && present > 2) {
            if (!resolved.isClock() && NameRules.isIdentifier(name) && !NameRules.isPlace(name)) {
                return schema(Role.IDENTIFIER, "a different whole number in every row and a name that says identifier",
                        List.of());
            }
            if (first && isCounter()) {
                return schema(Role.IDENTIFIER, counted(), List.of());
            }
        }
        if (!whole && distinct == present && present > LEAST_COUNTED && resolved.min() >= LEAST_OF_NUMBER
                && NameRules.isIdentifier(name)) {
            return schema(Role.IDENTIFIER, "a different number of many digits in every row and a name that says "
                    + "identifier", List.of());
        }
        Optional<String> code = whole ? NameRules.code(name, resolved) : Optional.empty();
        if (whole && code.isEmpty() && distinct == present && present > LEAST_COUNTED && hasManyDigits()) {
            return schema(Role.IDENTIFIER, "a different number in every row, all of as many digits: no measure",
                    List.of());
        }
        if (code.isPresent()) {
            return code(distinct, code.get());
        }
        if (whole && !resolved.isClock() && NameRules.isIdentifier(name) && distinct > 20) {
            return schema(Role.IDENTIFIER, "the name says identifier; " + different(distinct), List.of());
        }
        if (whole && OrderWords.isReceipt(resolved.column().name()) && isGrowing()) {
            return schema(Role.IDENTIFIER, "numbers of receipts or orders, which only grow: no measure", List.of());
        }
        if (distinct == 2 && whole && resolved.min() == 0 && resolved.max() == 1) {
            return schema(Role.BOOLEAN, "only 0 and 1", List.of());
        }
        if (whole && likert) {
            return schema(Role.ORDINAL, String.format(Locale.ROOT,
                    "whole numbers from %.0f to %.0f, the scale of several columns: answers on a scale", resolved.min(),
                    resolved.max()), List.of());
        }
        if (whole && NameRules.isCodeOrGroup(name)) {
            return code(distinct, "code or group");
        }
        if (whole && BirthYear.is(name, resolved.min(), resolved.max())) {
            return schema(Role.NUMERIC, String.format(Locale.ROOT, "a year of birth from %.0f to %.0f" + AGE,
                    resolved.min(), resolved.max()), List.of());
        }
        if (whole && resolved.min() >= 1800 && resolved.max() <= 2100 && NameRules.isYear(name)) {
            return schema(Role.NUMERIC,
                    String.format(Locale.ROOT, "a calendar year from %.0f to %.0f", resolved.min(), resolved.max()),
                    List.of());
        }
        return schema(Role.NUMERIC, (whole ? "whole numbers, " : "numbers, ") + different(distinct)
                + (ProtectedAttributes.isAge(name) ? AGE : ""), List.of());
    }

    private ColumnSchema code(int distinct, String said) {
        return schema(distinct <= MAX_CODE_LEVELS ? Role.CATEGORICAL : Role.CODE,
                different(distinct) + " whole numbers and a name that says " + said, List.of());
    }

    private String counted() {
        return resolved.min() <= 1 ? "the first column counts the rows"
                : String.format(Locale.ROOT,
                        "the first column counts the rows from %.0f", resolved.min());
    }

    private static String different(int distinct) {
        return distinct > Distinct.ENOUGH ? String.format(Locale.ROOT, "more than %,d different", Distinct.ENOUGH)
                : String.format(Locale.ROOT, "%,d different", distinct);
    }

    private ColumnSchema text() {
        TextColumn column = (TextColumn) resolved.column();
        List<String> levels = column.levels();
        int distinct = levels.size();
        int present = resolved.present();
        double share = (double) distinct / present;
        Optional<String> personal = PersonalData.of(levels, name)
                .filter(kind -> !(OrderWords.isReceipt(resolved.column().name())
                        && (kind.equals(PersonalData.OFFICIAL_NUMBER) || kind.equals(PersonalData.TELEPHONE_NUMBER))));
        if (personal.isEmpty()) {
            personal = NameRules.personal(name).filter(kind -> PersonalData.mayBe(kind, levels, share));
        }
        boolean postcode = NameRules.isPostcode(name);
        if (postcode && personal.filter(kind -> !kind.equals(PersonalData.ADDRESS)).isEmpty()) {
            return schema(distinct <= MAX_CODE_LEVELS ? Role.CATEGORICAL : Role.CODE,
                    String.format(Locale.ROOT, "%s texts and a name that says postcode", different(distinct)),
                    sorted(levels));
        }
        if (personal.isPresent()) {
            return schema(Role.PERSONAL, "personal data: " + personal.get(), List.of());
        }
        Optional<String> guarded = ProtectedAttributes.byName(name, false)
                .filter(_ -> distinct <= Math.max(60, present / 20))
                .map("the name says "::concat)
                .or(() -> ProtectedAttributes.byValues(name, levels).map("the values say "::concat));
        if (guarded.isPresent()) {
            return schema(Role.PROTECTED, guarded.get() + ": a protected attribute",
                    OrdinalScales.order(levels).orElse(sorted(levels)));
        }
        double length = averageLength(levels);
        double words = averageWords(levels);
        boolean prose = length > LONG_TEXT || words > LONG_WORDS;
        Optional<String> code = NameRules.code(name).filter(said -> CODED_PLACES.contains(said) && words <= 2);
        if (code.isPresent() && distinct > MAX_CODE_LEVELS && areNumbered(levels)) {
            return schema(Role.CODE, different(distinct) + " texts and a name that says " + code.get(), List.of());
        }
        if (distinct == present && present > 2 && !prose && (words < 3.5 || NameRules.isIdentifier(name))) {
            return schema(Role.IDENTIFIER, "a different short text in every row", List.of());
        }
        if (NameRules.isIdentifier(name) && words < 3 && (distinct > 50 || (distinct > 10 && share > 0.5))) {
            return schema(Role.IDENTIFIER,
                    String.format(Locale.ROOT, "the name says identifier; %,d different values", distinct), List.of());
        }
        Optional<List<String>> truths = Truths.of(levels);
        if (truths.isPresent()) {
            return schema(Role.BOOLEAN, "only " + String.join(" and ", truths.get()), truths.get());
        }
        Optional<List<String>> order = OrdinalScales.order(levels);
        if (order.isPresent()) {
            return schema(Role.ORDINAL, "levels with an order: " + shown(order.get(), " < "), order.get());
        }
        boolean neverTwice = distinct == present && present > 10;
        if (neverTwice || (prose && (share > 0.2 || distinct > 200)) || (share > 0.5 && words > 3 && distinct > 50)) {
            return schema(Role.FREE_TEXT, String.format(Locale.ROOT, "prose: %,d different texts of %.0f characters",
                    distinct, length), List.of());
        }
        if (share > 0.9 && distinct > 50) {
            return schema(Role.IDENTIFIER,
                    String.format(Locale.ROOT, "a different text in nearly every row (%,d of %,d)", distinct, present),
                    List.of());
        }
        return schema(Role.CATEGORICAL,
                String.format(Locale.ROOT, "%,d levels: %s", distinct, shown(top(column), ", ")),
                sorted(levels));
    }

    private ColumnSchema schema(Role role, String reason, List<String> categories) {
        StringBuilder why = new StringBuilder(reason);
        int missing = resolved.column().missing();
        if (missing > 0 && missing < resolved.column().rows()) {
            why.append(String.format(Locale.ROOT, "; %,d missing", missing));
        }
        for (String note : resolved.notes()) {
            why.append("; ").append(note);
        }
        OptionalDouble min = OptionalDouble.empty();
        OptionalDouble max = OptionalDouble.empty();
        if (resolved.column() instanceof NumericColumn && resolved.present() > 0 && role != Role.IDENTIFIER
                && role != Role.PERSONAL) {
            min = OptionalDouble.of(resolved.min());
            max = OptionalDouble.of(resolved.max());
        }
        List<String> kept = categories.size() > MAX_CATEGORIES ? List.of() : categories;
        return new ColumnSchema(resolved.column().name(), role, false, min, max, kept, resolved.dateFormat(),
                resolved.numberFormat(), resolved.missingWords(), Optional.empty(), Optional.empty(), why.toString());
    }

    private String dateReason() {
        return String.format(Locale.ROOT, "dates as %s, %s to %s", resolved.dateFormat().orElse(""),
                day(resolved.min()), day(resolved.max()));
    }

    private static String day(double days) {
        return LocalDate.ofEpochDay((long) days).toString();
    }

    private String firstText() {
        for (int i = 0; i < resolved.column().rows(); i++) {
            if (!resolved.column().isMissing(i)) {
                String text = resolved.kind() == ResolvedColumn.Kind.DATE ? day(resolved.min())
                        : resolved.column().text(i);
                return text.length() > 40 ? text.substring(0, 40) + "…" : text;
            }
        }
        return "";
    }

    /** Whether the different whole values are all those from the least to the greatest, none of them a year. */
    private boolean isCounter() {
        boolean years = NameRules.isYear(name) && resolved.min() >= 1800 && resolved.max() <= 2100;
        return resolved.present() >= LEAST_COUNTED && !years
                && resolved.max() - resolved.min() == resolved.present() - 1.0;
    }

    /** Whether nearly all texts have digits. */
    private static boolean areNumbered(List<String> levels) {
        return levels.stream().filter(level -> level.chars().anyMatch(Character::isDigit)).count() > 0.9
                * levels.size();
    }

    /** Whether all numbers have the same digits in number, nine or more, as what is drawn and not counted has. */
    private boolean hasManyDigits() {
        return resolved.isOfManyDigits() && !NameRules.isMoneyOrCount(name) && !NameRules.isDate(name)
                && OrderWords.money(resolved.column().name()).isEmpty();
    }

    /** Whether the values never fall, or never rise, from row to row. */
    private boolean isGrowing() {
        double before = Double.NaN;
        boolean up = false;
        boolean down = false;
        for (double value : resolved.numbers()) {
            up |= value > before;
            down |= value < before;
            before = Double.isNaN(value) ? before : value;
        }
        return up != down;
    }

    private List<String> top(TextColumn column) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < column.levels().size(); i++) {
            order.add(i);
        }
        int[] counts = resolved.counts();
        order.sort((a, b) -> counts[b] != counts[a] ? Integer.compare(counts[b], counts[a])
                : column.levels().get(a).compareTo(column.levels().get(b)));
        return order.stream().limit(5).map(column.levels()::get).toList();
    }

    private static String shown(List<String> levels, String separator) {
        List<String> some = levels.stream().limit(5).map(l -> l.length() > 24 ? l.substring(0, 24) + "…" : l).toList();
        return String.join(separator, some) + (levels.size() > 5 ? separator + "…" : "");
    }

    private static List<String> sorted(List<String> levels) {
        return levels.size() > MAX_CATEGORIES ? List.of() : levels.stream().sorted().toList();
    }

    private static double averageLength(List<String> levels) {
        return levels.stream().limit(2000).mapToInt(String::length).average().orElse(0);
    }

    private static double averageWords(List<String> levels) {
        return levels.stream().limit(2000).mapToInt(l -> WORD_ENDS.split(l).length).average().orElse(0);
    }
}
