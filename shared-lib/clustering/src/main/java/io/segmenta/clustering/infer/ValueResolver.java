package io.segmenta.clustering.infer;

import io.segmenta.model.data.MissingText;
import io.segmenta.model.data.NumberFormat;
import io.segmenta.model.data.NumberText;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a column holds numbers, dates or text, and reads its values accordingly. Every distinct text is looked
 * at once, whatever the number of rows. A few words among numbers are missing values; a few codes among numbers make the
 * column text, for a code with letters is no measure.
 */
final class ValueResolver {
    /** Rows that may hold unreadable words in a column of numbers. */
    private static final double ODD_SHARE = 0.02;

    private final RawColumn raw;
    private final NameTokens name;
    private final NumberStyle.Hint hint;
    private final Role wanted;
    private final Optional<String> format;
    private final List<String> notes = new ArrayList<>();
    private NumberFormat numberFormat;

    /**
     * @param wanted the role the user declared, or null
     * @param format the date pattern the user declared
     */
    ValueResolver(RawColumn raw, NumberStyle.Hint hint, Role wanted, Optional<String> format) {
        this.raw = raw;
        this.name = NameTokens.of(raw.name());
        this.hint = hint;
        this.wanted = wanted;
        this.format = format;
    }

    Resolved resolve() {
        boolean text = wanted != null && switch (wanted) {
            case CATEGORICAL, FREE_TEXT, IDENTIFIER, PERSONAL -> true;
            default -> false;
        };
        if (raw.isNumeric()) {
            Resolved date = text ? null : compactDates();
            if (date != null) {
                return date;
            }
            Resolved numbers = wanted == Role.CATEGORICAL ? null : numbersWithOdd();
            return numbers != null ? numbers : text(raw.asText());
        }
        if (!text) {
            Resolved date = wanted == Role.NUMERIC ? null : dates(raw.codes(), raw.levels());
            if (date != null) {
                return date;
            }
            Resolved numbers = numbers(raw.codes(), raw.levels());
            if (numbers != null) {
                return numbers;
            }
        }
        return text(raw);
    }

    /** Numbers in an array with some texts beside them. */
    private Resolved numbersWithOdd() {
        double[] values = raw.values();
        if (raw.levels().isEmpty()) {
            Resolved numbers = number(thousandsByPoint(values));
            return numbers.present() == 0 ? text(raw.asText()) : numbers;
        }
        int present = present(values);
        int[] counts = new int[raw.levels().size()];
        for (int code : raw.oddCodes()) {
            counts[code]++;
        }
        double[] meaning = meaning(raw.levels(), counts, present + raw.oddRows().length, present);
        if (meaning == null) {
            return null;
        }
        double[] merged = values.clone();
        for (int i = 0; i < raw.oddRows().length; i++) {
            merged[raw.oddRows()[i]] = meaning[raw.oddCodes()[i]];
        }
        return number(merged);
    }

    /** In a file with decimal commas 1.613 beside 742 is one thousand six hundred and thirteen. */
    private double[] thousandsByPoint(double[] values) {
        if (hint != NumberStyle.Hint.COMMA) {
            return values;
        }
        boolean grouped = false;
        boolean plain = false;
        for (int i = 0; i < values.length; i++) {
            double size = Math.abs(values[i]);
            if (Double.isNaN(size)) {
                continue;
            }
            if (raw.decimals()[i] == 3 && size >= 1 && size < 1000) {
                grouped = true;
            } else if (raw.decimals()[i] == 0 && size < 1000) {
                plain = true;
            } else {
                return values;
            }
        }
        if (!grouped || !plain) {
            return values;
        }
        double[] result = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (raw.decimals()[i] == 3) {
                result[i] = Math.rint(values[i] * 1000);
            }
        }
        notes.add("the point separates thousands");
        numberFormat = new NumberFormat(',', List.of(), "", false, false);
        return result;
    }

    private Resolved numbers(int[] codes, List<String> levels) {
        int[] counts = counts(codes, levels.size());
        int present = 0;
        for (int code : codes) {
            present += code >= 0 ? 1 : 0;
        }
        double[] meaning = meaning(levels, counts, present, 0);
        if (meaning == null) {
            return null;
        }
        double[] values = new double[codes.length];
        for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i] < 0 ? Double.NaN : meaning[codes[i]];
        }
        Resolved numbers = number(values);
        return numbers.present() == 0 ? null : numbers;
    }

    /**
     * The number behind each distinct text, NaN for "no value"; null when the texts are not those of a column of numbers.
     *
     * @param present rows that hold anything
     * @param plain rows that hold plain numbers besides these texts
     */
    private double[] meaning(List<String> levels, int[] counts, int present, int plain) {
        double[] meaning = new double[levels.size()];
        Arrays.fill(meaning, Double.NaN);
        List<NumberText> parsed = new ArrayList<>();
        NumberText[] numbers = new NumberText[levels.size()];
        Map<String, Integer> missing = new LinkedHashMap<>();
        long words = 0;
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            if (MissingText.isWeak(level)) {
                missing.put(level, counts[i]);
                continue;
            }
            numbers[i] = isCode(level) ? null : NumberText.of(level);
            if (numbers[i] != null) {
                parsed.add(numbers[i]);
                continue;
            }
            words += counts[i];
            boolean digits = level.chars().anyMatch(c -> c >= '0' && c <= '9');
            if (words > ODD_SHARE * present && wanted != Role.NUMERIC || digits && wanted != Role.NUMERIC) {
                return null;
            }
            missing.put(level, counts[i]);
        }
        if (parsed.isEmpty() && plain == 0 || !oneUnit(parsed, plain) || !percentAll(parsed, plain)
                || plain == 0 && parsed.stream().allMatch(NumberText::bound)) {
            return null;
        }
        NumberStyle style = NumberStyle.of(parsed, hint);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != null) {
                meaning[i] = numbers[i].value(style.decimal());
                if (Double.isNaN(meaning[i])) {
                    words += counts[i];
                    missing.put(levels.get(i), counts[i]);
                }
            }
        }
        if (words > ODD_SHARE * present && wanted != Role.NUMERIC) {
            return null;
        }
        describe(parsed, style, missing);
        if (!parsed.isEmpty()) {
            numberFormat = format(parsed, style);
        }
        return meaning;
    }

    private static NumberFormat format(List<NumberText> parsed, NumberStyle style) {
        return new NumberFormat(style.decimal(),
                parsed.stream().map(NumberText::currency).filter(c -> !c.isEmpty()).distinct().sorted().toList(),
                parsed.stream().map(NumberText::unit).filter(u -> !u.isEmpty()).findFirst().orElse(""),
                parsed.stream().anyMatch(NumberText::percent), parsed.stream().anyMatch(NumberText::bound));
    }

    private void describe(List<NumberText> parsed, NumberStyle style, Map<String, Integer> missing) {
        if (style.decimal() == ',') {
            notes.add("decimal comma");
        }
        if (style.ambiguous()) {
            notes.add(style.decimal() == '.'
                    ? "a comma or point before three digits was taken for thousands"
                    : "a comma before three digits was taken for decimals");
        }
        for (NumberText number : parsed) {
            if (!number.currency().isEmpty()) {
                notes.add("amounts in " + number.currency());
                break;
            }
        }
        if (parsed.stream().anyMatch(NumberText::percent)) {
            notes.add("percentages, kept as shares (5% is 0.05)");
        }
        if (parsed.stream().anyMatch(NumberText::bound)) {
            notes.add("bounds such as <=5 and 5+ taken at the bound");
        }
        parsed.stream().map(NumberText::unit).filter(u -> !u.isEmpty()).findFirst()
                .ifPresent(unit -> notes.add("unit " + unit + " taken off"));
        missing(missing);
    }

    private void missing(Map<String, Integer> missing) {
        int shown = 0;
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : missing.entrySet()) {
            if (shown++ < 5) {
                String text = entry.getKey().length() > 30 ? entry.getKey().substring(0, 30) + "…" : entry.getKey();
                parts.add(String.format(Locale.ROOT, "\"%s\" (%d)", text, entry.getValue()));
            }
        }
        if (!parts.isEmpty()) {
            notes.add("taken for missing: " + String.join(", ", parts)
                    + (missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : ""));
        }
    }

    /** Digits behind a zero are a code, such as 007 or 06090; so are more digits than a number can keep. */
    private boolean isCode(String level) {
        return wanted != Role.NUMERIC && level.length() > 1 && (level.charAt(0) == '0' || level.length() > 15)
                && level.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean oneUnit(List<NumberText> parsed, int plain) {
        String unit = "";
        int with = 0;
        for (NumberText number : parsed) {
            if (!number.unit().isEmpty()) {
                if (!unit.isEmpty() && !unit.equalsIgnoreCase(number.unit())) {
                    return false;
                }
                unit = number.unit();
                with++;
            }
        }
        return with == 0 || plain == 0 && with >= 0.9 * parsed.size();
    }

    private static boolean percentAll(List<NumberText> parsed, int plain) {
        int with = 0;
        for (NumberText number : parsed) {
            with += number.percent() ? 1 : number.digits().equals("0") ? 0 : -1_000_000;
        }
        return with < 0 && parsed.stream().noneMatch(NumberText::percent) || with >= 0 && (with == 0 || plain == 0);
    }

    private Resolved number(double[] values) {
        return measured(values, Resolved.Kind.NUMBER, Optional.empty(), Optional.ofNullable(numberFormat));
    }

    private Resolved measured(double[] values, Resolved.Kind kind, Optional<String> dateFormat,
            Optional<NumberFormat> written) {
        Resolved.Range range = Resolved.Range.of(values);
        return new Resolved(NumericColumn.of(raw.name(), values, values.length - range.present()), kind, dateFormat,
                written, Distinct.of(values, range), null, range, notes);
    }

    /** Dates written as one number, 20240131. */
    private Resolved compactDates() {
        if (wanted == Role.NUMERIC || wanted == null && !NameRules.isDate(name) || !raw.levels().isEmpty()) {
            return null;
        }
        DateStyle style = new DateStyle("ymd", '\0', false, 4, true);
        double[] days = new double[raw.rows()];
        int found = 0;
        for (int i = 0; i < days.length; i++) {
            double value = raw.values()[i];
            if (Double.isNaN(value)) {
                days[i] = value;
                continue;
            }
            if (value < 18000101 || value > 22001231 || value != Math.rint(value)) {
                return null;
            }
            days[i] = style.parse(Integer.toString((int) value));
            if (Double.isNaN(days[i])) {
                return null;
            }
            found++;
        }
        return found == 0 ? null : date(days, style.pattern());
    }

    private Resolved dates(int[] codes, List<String> levels) {
        List<String> values = levels.stream().filter(level -> !MissingText.isWeak(level)).toList();
        Optional<DateVote> vote = DateVote.of(values, NameRules.isDate(name));
        if (vote.isEmpty()) {
            return null;
        }
        if (vote.get().ambiguous()) {
            notes.add("day and month could be the other way round");
        }
        return dates(codes, levels, vote.get().style());
    }

    private Resolved dates(int[] codes, List<String> levels, DateStyle style) {
        int[] counts = counts(codes, levels.size());
        double[] meaning = new double[levels.size()];
        Map<String, Integer> missing = new LinkedHashMap<>();
        for (int i = 0; i < meaning.length; i++) {
            meaning[i] = style.parse(levels.get(i));
            if (Double.isNaN(meaning[i])) {
                missing.put(levels.get(i), counts[i]);
            }
        }
        double[] days = new double[codes.length];
        for (int i = 0; i < days.length; i++) {
            days[i] = codes[i] < 0 ? Double.NaN : meaning[codes[i]];
        }
        missing(missing);
        return date(days, style.pattern());
    }

    private Resolved date(double[] days, String pattern) {
        return measured(days, Resolved.Kind.DATE, Optional.of(format.orElse(pattern)), Optional.empty());
    }

    private Resolved text(RawColumn column) {
        List<String> levels = column.levels();
        int[] counts = counts(column.codes(), levels.size());
        boolean codes = looksLikeCountryCodes(levels);
        int[] renumbered = new int[levels.size()];
        List<String> kept = new ArrayList<>();
        Map<String, Integer> missing = new LinkedHashMap<>();
        for (int i = 0; i < renumbered.length; i++) {
            if (MissingText.isStrong(levels.get(i)) && !(codes && levels.get(i).equals("NA"))) {
                renumbered[i] = -1;
                missing.put(levels.get(i), counts[i]);
            } else {
                renumbered[i] = kept.size();
                kept.add(levels.get(i));
            }
        }
        missing(missing);
        int[] result = column.codes();
        if (!missing.isEmpty()) {
            result = new int[result.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = column.codes()[i] < 0 ? -1 : renumbered[column.codes()[i]];
            }
        }
        return new Resolved(new TextColumn(raw.name(), result, kept), Resolved.Kind.TEXT, Optional.empty(),
                Optional.empty(), kept.size(),
                counts(result, kept.size()), Resolved.Range.NONE, notes);
    }

    /** Among many two-letter codes NA is Namibia. */
    private static boolean looksLikeCountryCodes(List<String> levels) {
        int codes = 0;
        for (String level : levels) {
            codes += level.length() == 2 && Character.isUpperCase(level.charAt(0))
                    && Character.isUpperCase(level.charAt(1)) ? 1 : 0;
        }
        return codes > 10 && codes > 0.8 * levels.size();
    }

    private static int present(double[] values) {
        int count = 0;
        for (double value : values) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        return count;
    }

    private static int[] counts(int[] codes, int levels) {
        int[] counts = new int[levels];
        for (int code : codes) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        return counts;
    }
}
