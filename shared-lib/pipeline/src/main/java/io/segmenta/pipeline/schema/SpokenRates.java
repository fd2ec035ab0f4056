package io.segmenta.pipeline.schema;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers that say how often something is done by the calendar, in some thirty languages: every day, 2-3 times a week,
 * seltener als einmal im Monat. Each is a number of times a year, made of a unit, a count, every, less and more; so is
 * how long ago something was or how soon it will be (within a week, vor 3 Monaten), the shorter the more often. How
 * long something lasts (two years, 6 months) is none. Stateless.
 */
final class SpokenRates {
    private static final int LEAST_LEVELS = 3;
    private static final int MOST_LEVELS = 12;
    private static final int LEAST_UNITS = 2;
    private static final int LONGEST = 60;
    private static final double NO_UNIT = 0.25;
    private static final double OR_MORE = 1.5;
    private static final int MOST_DIGITS = 4;
    private static final Map<String, Word> WORDS = new HashMap<>();
    private static final int LONGEST_TERM;

    static {
        int longest = 1;
        for (String line : Lexicon.lines("rate-words.txt")) {
            String[] fields = line.split(" *\\| *", 3);
            Word word = new Word(Kind.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                    Double.parseDouble(fields[1]));
            for (String term : fields[2].split(" *, *", 0)) {
                String key = Lexicon.folded(NameTokens.of(term).joined());
                WORDS.putIfAbsent(key, word);
                longest = Math.max(longest, key.length());
            }
        }
        LONGEST_TERM = longest;
    }

    /** What a word is of: the first that the lexicon says. */
    private enum Kind {
        UNIT, CARDINAL, COUNT, LESS, MORE, EVERY, RECENT, NEVER, RARELY, FILLER
    }

    private record Word(Kind kind, double value) {}

    /** What was found in one answer. */
    private static final class Found {
        double unit = Double.NaN;
        double count;
        double numbers;
        int many;
        double factor = 1;
        boolean every;
        boolean recent;
        boolean per;
        boolean rare;
        double without = Double.NaN;
        int units;
        /** Numbers and counts, those that follow each other as one. */
        int counts;
        boolean number;
        boolean behindNumber;

        void add(int digits) {
            numbers += digits;
            many++;
            counted(true);
        }

        void add(Word word) {
            switch (word.kind()) {
                case UNIT -> {
                    unit = Double.isNaN(unit) ? word.value() : Math.min(unit, word.value());
                    units++;
                    behindNumber |= number;
                }
                case CARDINAL, COUNT -> {
                    count = Math.max(count, word.value());
                    counted(word.kind() == Kind.CARDINAL);
                }
                case LESS, MORE -> factor = word.value();
                case EVERY -> every = true;
                case RECENT -> recent = true;
                case NEVER -> without = 0;
                case RARELY -> without = word.value();
                case FILLER -> {
                }
            }
            rare |= word.kind() == Kind.LESS;
            number &= word.kind() == Kind.CARDINAL;
        }

        private void counted(boolean isNumber) {
            counts += number ? 0 : 1;
            number = isNumber;
        }

        /** Whether this is how long something lasts: one unit, right behind the only number. */
        boolean isSpan() {
            return behindNumber && units == 1 && counts == 1 && !every && !per && !recent;
        }

        /** Times a year, NaN when the answer is none. */
        double rate() {
            if (isSpan()) {
                return Double.NaN;
            }
            if (Double.isNaN(unit)) {
                return !Double.isNaN(without) ? without : rare && many == 0 ? NO_UNIT : Double.NaN;
            }
            double times = many > 0 ? numbers / many : count > 0 ? count : 1;
            return recent ? unit / times / factor : every ? unit / times * factor : unit * times * factor;
        }
    }

    private SpokenRates() {}

    /** The levels from the rarest, when all of them are rates and some name a unit of time. */
    static Optional<List<String>> order(List<String> levels) {
        if (levels.size() < LEAST_LEVELS || levels.size() > MOST_LEVELS
                || levels.stream().anyMatch(level -> level.length() > LONGEST)) {
            return Optional.empty();
        }
        Map<String, Double> rates = new HashMap<>();
        int units = 0;
        for (String level : levels) {
            Found found = found(level);
            if (found == null || Double.isNaN(found.rate())) {
                return Optional.empty();
            }
            units += Double.isNaN(found.unit) ? 0 : 1;
            rates.put(level, found.rate());
        }
        if (units < LEAST_UNITS || new HashSet<>(rates.values()).size() < levels.size()) {
            return Optional.empty();
        }
        return Optional.of(levels.stream().sorted(Comparator.comparing(rates::get)).toList());
    }

    private static @Nullable Found found(String answer) {
        String text = Lexicon.folded(NameTokens.of(answer).joined());
        Found found = new Found();
        if (answer.indexOf('+') >= 0) {
            found.factor = OR_MORE;
        }
        found.per = answer.indexOf('/') >= 0;
        int at = 0;
        while (at < text.length()) {
            int end = digits(text, at);
            if (end > at) {
                found.add(Integer.parseInt(text.substring(at, end)));
            } else {
                end = longest(text, at);
                if (end < 0) {
                    return null;
                }
                found.add(Objects.requireNonNull(WORDS.get(text.substring(at, end))));
            }
            at = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        }
        return found;
    }

    /** Where up to four digits from a place end. */
    private static int digits(String text, int at) {
        int end = at;
        while (end < text.length() && end - at < MOST_DIGITS && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int longest(String text, int at) {
        for (int end = Math.min(text.length(), at + LONGEST_TERM); end > at; end--) {
            boolean apart = end == text.length() || text.charAt(end) == ' '
                    || Lexicon.isWithoutBlanks(text.charAt(end)) || Lexicon.isWithoutBlanks(text.charAt(end - 1));
            if (apart && WORDS.containsKey(text.substring(at, end))) {
                return end;
            }
        }
        return -1;
    }
}
