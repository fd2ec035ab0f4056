package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ClockTime;
import io.segmenta.model.data.NumberFormat;
import io.segmenta.model.data.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the distinct texts of a column of numbers stand for. A few words among numbers are missing values; a few codes
 * among numbers make the column text, for a code with letters is no measure.
 *
 * @param numbers of each text, NaN for "no value"
 * @param format how they are written; empty when no text is a number
 * @param shown the decimal mark that the texts show, or {@link ResolvedColumn#NO_MARK}
 * @param notes how they were read
 */
record NumberLevels(double[] numbers, Optional<NumberFormat> format, char shown, List<String> notes) {
    /** Rows that may hold unreadable words in a column of numbers. */
    private static final double ODD_SHARE = 0.02;

    /**
     * Reads the texts.
     *
     * @param levels the distinct texts
     * @param counts rows of each
     * @param present rows that hold anything
     * @param plain rows that hold plain numbers besides these texts
     * @param numeric whether the user said that the column is numeric
     * @param missing tells and gets the words that are no values
     * @return empty when the texts are not those of a column of numbers
     */
    static Optional<NumberLevels> of(List<String> levels, int[] counts, int present, int plain, boolean numeric,
            NumberStyle.Hint hint, MissingWords missing) {
        Optional<NumberLevels> times = plain == 0 ? times(levels, counts, missing) : Optional.empty();
        if (times.isPresent()) {
            return times;
        }
        double[] meaning = new double[levels.size()];
        Arrays.fill(meaning, Double.NaN);
        List<NumberText> parsed = new ArrayList<>();
        NumberText[] numbers = new NumberText[levels.size()];
        List<Integer> none = new ArrayList<>();
        long words = 0;
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            if (missing.amongNumbers(level)) {
                none.add(i);
                continue;
            }
            numbers[i] = !numeric && isCode(level) ? null : NumberText.of(level);
            if (numbers[i] != null) {
                parsed.add(numbers[i]);
                continue;
            }
            words += counts[i];
            boolean digits = level.chars().anyMatch(c -> c >= '0' && c <= '9');
            if (!numeric && (digits || words > ODD_SHARE * present)) {
                return Optional.empty();
            }
            none.add(i);
        }
        Optional<Units> units = Units.of(weighed(numbers, counts), plain);
        if ((parsed.isEmpty() && plain == 0) || units.isEmpty() || !percentAll(parsed, plain)
                || (plain == 0 && parsed.stream().allMatch(NumberText::bound))) {
            return Optional.empty();
        }
        NumberStyle style = NumberStyle.of(parsed, hint);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != null) {
                meaning[i] = numbers[i].value(style.decimal()) * units.get().factor(numbers[i]);
                if (Double.isNaN(meaning[i])) {
                    words += counts[i];
                    none.add(i);
                }
            }
        }
        if (!numeric && words > ODD_SHARE * present) {
            return Optional.empty();
        }
        none.forEach(i -> missing.add(levels.get(i), counts[i]));
        return Optional.of(new NumberLevels(meaning, parsed.isEmpty() ? Optional.empty()
                : Optional.of(format(parsed, style, units.get())),
                style.shown() ? style.decimal() : ResolvedColumn.NO_MARK, notes(parsed, style, units.get())));
    }

    /** Spans and times of day; empty when some text is neither one nor missing. */
    private static Optional<NumberLevels> times(List<String> levels, int[] counts, MissingWords missing) {
        double[] meaning = new double[levels.size()];
        Arrays.fill(meaning, Double.NaN);
        List<Integer> none = new ArrayList<>();
        boolean seconds = false;
        boolean letters = false;
        boolean parts = false;
        for (int i = 0; i < meaning.length; i++) {
            String level = levels.get(i);
            meaning[i] = ClockTime.parse(level);
            letters |= !Double.isNaN(meaning[i]) && level.indexOf(':') < 0;
            parts |= !Double.isNaN(meaning[i]) && ClockTime.hasParts(level);
            if (Double.isNaN(meaning[i])) {
                if (!missing.amongNumbers(level)) {
                    return Optional.empty();
                }
                none.add(i);
            } else {
                seconds |= level.indexOf(':') != level.lastIndexOf(':');
            }
        }
        // 5 m alone may be metres, 12 h stay hours.
        if (none.size() == meaning.length || (letters && !parts)) {
            return Optional.empty();
        }
        none.forEach(i -> missing.add(levels.get(i), counts[i]));
        return Optional.of(new NumberLevels(meaning, Optional.of(NumberFormat.clock()), ResolvedColumn.NO_MARK,
                List.of(letters ? "times such as 1h 2m 35s count in seconds"
                        : seconds ? "times such as 1:02:35 count in seconds"
                                : "times such as 2:35 count as 2 times 60 and 35")));
    }

    private static List<Units.Weighed> weighed(NumberText[] numbers, int[] counts) {
        List<Units.Weighed> weighed = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != null) {
                weighed.add(new Units.Weighed(numbers[i], counts[i]));
            }
        }
        return weighed;
    }

    private static NumberFormat format(List<NumberText> parsed, NumberStyle style, Units units) {
        return new NumberFormat(style.decimal(),
                parsed.stream().map(NumberText::currency).filter(c -> !c.isEmpty()).distinct().sorted().toList(),
                units.unit(), parsed.stream().anyMatch(NumberText::percent),
                parsed.stream().anyMatch(NumberText::bound), units.notation());
    }

    private static List<String> notes(List<NumberText> parsed, NumberStyle style, Units units) {
        List<String> notes = new ArrayList<>();
        if (style.decimal() == ',') {
            notes.add("decimal comma");
        }
        if (style.ambiguous()) {
            notes.add(style.decimal() == '.'
                    ? "a comma or point before three digits was read as a thousands separator"
                    : "a comma before three digits was read as a decimal mark");
        }
        List<String> currencies = parsed.stream().map(NumberText::currency).filter(c -> !c.isEmpty()).distinct()
                .sorted()
                .toList();
        if (!currencies.isEmpty()) {
            notes.add("amounts in " + String.join(" and ", currencies));
        }
        if (parsed.stream().anyMatch(NumberText::percent)) {
            notes.add("percentages, kept as shares (5% is 0.05)");
        }
        if (parsed.stream().anyMatch(NumberText::bound)) {
            notes.add("bounds such as <=5 and 5+ count as the bound itself");
        }
        if (units.magnitudes()) {
            notes.add("abbreviations multiplied out (1.2K is 1200)");
        } else if (!units.unit().isEmpty()) {
            notes.add(String.format(Locale.ROOT, "unit %s removed (%d)", units.unit(), units.rows()));
        }
        return notes;
    }

    /** Digits behind a zero are a code, such as 007 or 06090; so are more digits than a number can keep. */
    private static boolean isCode(String level) {
        return level.length() > 1 && (level.charAt(0) == '0' || level.length() > 15)
                && level.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean percentAll(List<NumberText> parsed, int plain) {
        int with = 0;
        for (NumberText number : parsed) {
            with += number.percent() ? 1 : number.digits().equals("0") ? 0 : -1_000_000;
        }
        return (with < 0 && parsed.stream().noneMatch(NumberText::percent)) || (with >= 0 && (with == 0 || plain == 0));
    }
}
