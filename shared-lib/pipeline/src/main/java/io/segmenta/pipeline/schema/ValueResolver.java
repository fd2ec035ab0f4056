package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumberFormat;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a column holds numbers, dates or text, and reads its values accordingly. Every distinct text is
 * looked at once, whatever the number of rows.
 */
final class ValueResolver {
    /** Digits of a group. */
    private static final int THOUSANDS = 3;
    private static final double[] NO_CODES = {};

    private final RawColumn raw;
    private final NameTokens name;
    private final NumberStyle.Hint hint;
    private final @Nullable Role wanted;
    private final Optional<String> format;
    private final List<String> notes = new ArrayList<>();
    private final MissingWords missing;
    private final boolean guessing;

    /**
     * @param wanted what the user or the earlier model says of the column, if anything
     * @param none what the user says means no value in it; if anything, no number is guessed to
     */
    ValueResolver(RawColumn raw, NumberStyle.Hint hint, Optional<ColumnSchema> wanted, Optional<List<String>> none) {
        this.raw = raw;
        this.name = NameTokens.of(raw.name());
        this.hint = hint;
        this.wanted = wanted.map(ColumnSchema::role).orElse(null);
        this.format = wanted.flatMap(ColumnSchema::dateFormat);
        List<String> words = new ArrayList<>(wanted.map(ColumnSchema::missing).orElse(List.of()));
        words.addAll(none.orElse(List.of()));
        this.missing = new MissingWords(words);
        this.guessing = words.isEmpty() && none.isEmpty();
    }

    ResolvedColumn resolve() {
        boolean text = wanted != null && switch (wanted) {
            case CATEGORICAL, CODE, FREE_TEXT, IDENTIFIER, PERSONAL -> true;
            case NUMERIC, ORDINAL, BOOLEAN, DATE, CONSTANT, PROTECTED, IGNORED -> false;
        };
        if (raw.isNumeric()) {
            ResolvedColumn date = text ? null : dateNumbers();
            if (date == null && !text && wanted != Role.NUMERIC && !raw.levels().isEmpty()
                    && NameRules.isDateOnly(name)) {
                date = dates(raw.asText());
            }
            if (date != null) {
                return date;
            }
            ResolvedColumn numbers = wanted == Role.CATEGORICAL ? null : plainNumbers();
            return numbers != null ? numbers : TextValues.of(raw.asText(), missing);
        }
        if (!text && (wanted == Role.NUMERIC || !Periods.areMonthsWithPoint(raw.levels()))) {
            ResolvedColumn date = wanted == Role.NUMERIC ? null : dates(raw);
            if (date != null) {
                return date;
            }
            ResolvedColumn numbers = numbers();
            if (numbers != null) {
                return numbers;
            }
        }
        return TextValues.of(raw, missing);
    }

    /** Numbers in an array, maybe with some texts beside them; null when the texts make it no column of numbers. */
    private @Nullable ResolvedColumn plainNumbers() {
        double[] values = raw.values();
        if (raw.levels().isEmpty()) {
            Optional<double[]> grouped = thousandsByPoint(values);
            ResolvedColumn numbers = measured(grouped.orElse(values), ResolvedColumn.Kind.NUMBER, Optional.empty(),
                    grouped.map(_ -> NumberFormat.PLAIN_COMMA), ResolvedColumn.NO_MARK);
            return numbers.present() == 0 ? TextValues.of(raw.asText(), missing)
                    : numbers.isWhole() || grouped.isPresent() || mayBeGrouped(raw) ? numbers : numbers.withMark('.');
        }
        int present = present(values);
        Optional<NumberLevels> levels = NumberLevels.of(raw.levels(), raw.counts(), present + raw.oddRows().length,
                present, wanted == Role.NUMERIC, hint, missing);
        if (levels.isEmpty()) {
            return null;
        }
        // 1.234 beside 1.234.567 is a thousand and more.
        boolean grouped = areGrouped(values) || (levels.get().shown() == ',' && mayBeGrouped(raw));
        double[] merged = grouped ? grouped(values) : values.clone();
        for (int i = 0; i < raw.oddRows().length; i++) {
            merged[raw.oddRows()[i]] = levels.get().numbers()[raw.oddCodes()[i]];
        }
        ResolvedColumn numbers = number(merged, levels.get());
        return numbers.mark() != ResolvedColumn.NO_MARK || ResolvedColumn.Range.of(values).whole() || mayBeGrouped(raw)
                ? numbers
                : numbers.withMark('.');
    }

    /**
     * In a file with decimal commas 1.613 is one thousand six hundred and thirteen, surely when 742 stands beside it or
     * another column shows such a comma.
     */
    private Optional<double[]> thousandsByPoint(double[] values) {
        if (!areGrouped(values)) {
            return Optional.empty();
        }
        notes.add("the point separates thousands");
        return Optional.of(grouped(values));
    }

    private boolean areGrouped(double[] values) {
        return hint.isComma() && mayBeGrouped(raw) && (hint == NumberStyle.Hint.COMMA_SHOWN || hasWhole(values));
    }

    /** Whether every point of plain numbers has one to three digits before and three behind it. */
    static boolean mayBeGrouped(RawColumn raw) {
        boolean grouped = false;
        double[] values = raw.values();
        for (int i = 0; i < values.length; i++) {
            double size = Math.abs(values[i]);
            if (Double.isNaN(size)) {
                continue;
            }
            if (raw.decimals()[i] == THOUSANDS && size >= 1 && size < 1000) {
                grouped = true;
            } else if (raw.decimals()[i] != 0 || size >= 1000) {
                return false;
            }
        }
        return grouped;
    }

    private boolean hasWhole(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (raw.decimals()[i] == 0 && !Double.isNaN(values[i])) {
                return true;
            }
        }
        return false;
    }

    private double[] grouped(double[] values) {
        double[] result = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (raw.decimals()[i] == THOUSANDS) {
                result[i] = Math.rint(values[i] * 1000);
            }
        }
        return result;
    }

    /** Numbers that all stand as texts; null when they are none. */
    private @Nullable ResolvedColumn numbers() {
        int present = 0;
        for (int code : raw.codes()) {
            present += code >= 0 ? 1 : 0;
        }
        Optional<NumberLevels> levels = NumberLevels.of(raw.levels(), raw.counts(), present, 0, wanted == Role.NUMERIC,
                hint, missing);
        if (levels.isEmpty()) {
            return null;
        }
        ResolvedColumn numbers = number(spread(raw, levels.get().numbers()), levels.get());
        return numbers.present() == 0 ? null : numbers;
    }

    private ResolvedColumn number(double[] values, NumberLevels levels) {
        notes.addAll(levels.notes());
        return measured(values, ResolvedColumn.Kind.NUMBER, Optional.empty(), levels.format(), levels.shown());
    }

    private ResolvedColumn measured(double[] read, ResolvedColumn.Kind kind, Optional<String> dateFormat,
            Optional<NumberFormat> written, char mark) {
        double[] values = read;
        ResolvedColumn.Range range = ResolvedColumn.Range.of(values);
        if (kind == ResolvedColumn.Kind.NUMBER) {
            double[] codes = guessing ? Sentinels.amongNumbers(values, range, NameRules.isMoneyOrCount(name))
                    : missing.numbers();
            if (codes.length > 0) {
                values = without(values, codes);
                range = ResolvedColumn.Range.of(values);
            }
            if (guessing && codes.length > 0) {
                notes.add(Sentinels.note(codes, range));
            }
        }
        missing.sentence().ifPresent(notes::add);
        return new ResolvedColumn(NumericColumn.of(raw.name(), values, values.length - range.present()), kind,
                dateFormat,
                written, mark, Distinct.of(values, range), new int[0], range, missing.own(), notes);
    }

    /** The values, but for some that mean none. */
    private double[] without(double[] values, double[] codes) {
        double[] kept = values.clone();
        for (double code : codes) {
            int rows = 0;
            for (int i = 0; i < kept.length; i++) {
                if (kept[i] == code) {
                    kept[i] = Double.NaN;
                    rows++;
                }
            }
            if (rows > 0) {
                missing.add(Values.text(code), rows);
            }
        }
        return kept;
    }

    /** The value of each row, from that of each level. */
    private static double[] spread(RawColumn column, double[] meaning) {
        int[] codes = column.codes();
        double[] values = new double[codes.length];
        for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i] < 0 ? Double.NaN : meaning[codes[i]];
        }
        return values;
    }

    /** Dates that stand as whole numbers: 20240131, or the day numbers of a spreadsheet. */
    private @Nullable ResolvedColumn dateNumbers() {
        Optional<String> unix = wanted == Role.NUMERIC || !raw.levels().stream().allMatch(missing::amongNumbers)
                ? Optional.empty()
                : DayNumbers.unix(raw.values(), wanted == Role.DATE || NameRules.isTime(name));
        if (unix.isPresent()) {
            return unixTimes(unix.get());
        }
        boolean compact = wanted != Role.NUMERIC && (wanted != null || NameRules.isDate(name));
        boolean counted = wanted == Role.DATE || (wanted != Role.NUMERIC && NameRules.isDateOnly(name));
        if ((!compact && !counted) || !raw.levels().stream().allMatch(missing::amongNumbers)) {
            return null;
        }
        ResolvedColumn.Range range = ResolvedColumn.Range.of(raw.values());
        DateStyle style = new DateStyle("ymd", '\0', false, 4, true);
        boolean dayNumbers = counted && DayNumbers.are(range, name);
        if (!dayNumbers && !(compact && range.whole() && range.min() >= 18000101 && range.max() <= 22001231)) {
            return null;
        }
        double[] days = new double[raw.rows()];
        for (int i = 0; i < days.length; i++) {
            double value = raw.values()[i];
            days[i] = Double.isNaN(value) ? value
                    : dayNumbers ? Values.dayNumber(value) : style.parse(Integer.toString((int) value));
            if (Double.isNaN(days[i]) && !Double.isNaN(value)) {
                return null;
            }
        }
        addMissing();
        if (dayNumbers) {
            notes.add(DayNumbers.note(range.min()));
        }
        return date(days, dayNumbers ? Values.DAY_NUMBER : style.pattern());
    }

    private ResolvedColumn unixTimes(String unit) {
        double[] days = raw.values().clone();
        for (int i = 0; i < days.length; i++) {
            days[i] = Values.countedDay(unit, days[i]);
        }
        addMissing();
        notes.add(DayNumbers.unixNote(unit, ResolvedColumn.Range.of(days).min()));
        missing.sentence().ifPresent(notes::add);
        return date(days, unit);
    }

    /** All texts among numbers that are dates are no values. */
    private void addMissing() {
        int[] counts = raw.counts();
        for (int i = 0; i < counts.length; i++) {
            missing.add(raw.levels().get(i), counts[i]);
        }
    }

    /** Dates written with separators, day numbers of a spreadsheet maybe among them; null when they are none. */
    private @Nullable ResolvedColumn dates(RawColumn column) {
        List<String> levels = column.levels();
        boolean counted = NameRules.isDateOnly(name);
        List<String> values = new ArrayList<>();
        List<String> dayNumbers = new ArrayList<>();
        for (String level : levels) {
            if (counted && DayNumbers.is(level, name)) {
                dayNumbers.add(level);
            } else if (!missing.amongNumbers(level)) {
                values.add(level);
            }
        }
        Optional<String> unix = wanted == Role.DATE || NameRules.isTime(name) ? DayNumbers.unix(values)
                : Optional.empty();
        Optional<DateVote> vote = unix.isPresent() ? Optional.empty() : DateVote.of(values, NameRules.isDate(name));
        if (unix.isEmpty() && vote.isEmpty() && (dayNumbers.isEmpty() || !values.isEmpty())) {
            return null;
        }
        if (vote.isPresent() && vote.get().ambiguous()) {
            notes.add("day and month could be the other way round");
        }
        if (!dayNumbers.isEmpty()) {
            notes.add(DayNumbers.note(Double.parseDouble(dayNumbers.getFirst())));
        }
        int[] counts = column.counts();
        double[] meaning = new double[levels.size()];
        for (int i = 0; i < meaning.length; i++) {
            String level = levels.get(i);
            meaning[i] = counted && DayNumbers.is(level, name)
                    ? Values.dayNumber(Double.parseDouble(level))
                    : vote.isPresent() ? vote.get().style().parse(level)
                            : unix.isPresent() && !missing.amongNumbers(level)
                                    ? Values.countedDay(unix.get(), Double.parseDouble(level))
                                    : DateStyle.NONE;
            if (Double.isNaN(meaning[i])) {
                missing.add(level, counts[i]);
            }
        }
        unix.ifPresent(
                unit -> notes.add(DayNumbers.unixNote(unit, ResolvedColumn.Range.of(meaning).min())));
        for (double code : guessing ? Sentinels.amongDates(meaning, ResolvedColumn.Range.of(meaning)) : NO_CODES) {
            for (int i = 0; i < meaning.length; i++) {
                if (meaning[i] == code) {
                    meaning[i] = Double.NaN;
                    missing.add(levels.get(i), counts[i]);
                }
            }
        }
        return date(spread(column, meaning),
                vote.map(found -> found.style().pattern()).or(() -> unix).orElse(Values.DAY_NUMBER));
    }

    private ResolvedColumn date(double[] days, String pattern) {
        return measured(days, ResolvedColumn.Kind.DATE, Optional.of(format.orElse(pattern)), Optional.empty(),
                ResolvedColumn.NO_MARK);
    }

    private static int present(double[] values) {
        int count = 0;
        for (double value : values) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        return count;
    }
}
