package io.segmenta.pipeline.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers on a scale in many languages, told by the words that they are made of: what is measured (to agree, to be
 * satisfied, how often), its opposite, words of degree and negations. "Eher unzufrieden" is a rather (1) times
 * dissatisfied (-2), so -1; every answer becomes a value, and the values are the order. Stateless.
 */
final class SpokenScales {
    private static final String DEGREE = "degree";
    private static final String NOT = "not";
    private static final String NEUTRAL = "neutral";
    private static final String FILLER = "filler";
    private static final String YES = "yes";
    /** The value that a word of degree changes. */
    private static final double PLAIN = 2;
    private static final int LEAST_LEVELS = 3;
    private static final int MOST_LEVELS = 11;
    private static final int LONGEST = 80;
    /** A number before the words, as in 1 - Strongly disagree, or behind them in brackets. */
    private static final Pattern NUMBERED = Pattern.compile("\\s*\\(?(\\d{1,2})\\s*(?:[-–—.:=)]+\\s*|\\s+)(\\D.*)");
    private static final Pattern NUMBER_BEHIND = Pattern.compile("(\\D+?)\\s*[(\\[](\\d{1,2})[)\\]]\\s*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
    private static final Map<String, List<Word>> WORDS = new HashMap<>();
    private static final int LONGEST_RUN;

    static {
        int longest = 1;
        for (String line : Lexicon.lines("scale-words.txt")) {
            String[] fields = line.split(" *\\| *", 3);
            for (String term : fields[2].split(" *, *", 0)) {
                String key = Lexicon.folded(NameTokens.of(term).joined());
                if (!key.isEmpty()) {
                    WORDS.computeIfAbsent(key, _ -> new ArrayList<>())
                            .add(new Word(fields[0], Double.parseDouble(fields[1])));
                    longest = Math.max(longest, key.length());
                }
            }
        }
        LONGEST_RUN = longest;
    }

    /** What is measured, in the order in which answers are held against it. */
    private static final List<String> CONCEPTS = List.of("agree", "satisfied", "likely", "important", "good", "often",
            "high", "better", "easy", "known", "above", "severe", "much", YES);
    /** An unknown word that all answers share. */
    private static final String REST = "rest";

    /** What a word is of, and its value. */
    private record Word(String concept, double value) {}

    /** An answer without its number, which is negative where there is none. */
    private record Answer(String words, int number) {
        static Answer of(String level) {
            Matcher before = NUMBERED.matcher(level);
            if (before.matches()) {
                return new Answer(before.group(2), Integer.parseInt(before.group(1)));
            }
            Matcher behind = NUMBER_BEHIND.matcher(level);
            if (behind.matches()) {
                return new Answer(behind.group(1), Integer.parseInt(behind.group(2)));
            }
            return NUMBER.matcher(level.strip()).matches() ? new Answer("", Integer.parseInt(level.strip()))
                    : new Answer(level, -1);
        }
    }

    private SpokenScales() {}

    /** The levels in their order, when all of them are answers on one scale. */
    static Optional<List<String>> order(List<String> levels) {
        if (levels.size() < LEAST_LEVELS || levels.size() > MOST_LEVELS
                || levels.stream().anyMatch(level -> level.length() > LONGEST)) {
            return Optional.empty();
        }
        List<Answer> answers = levels.stream().map(Answer::of).toList();
        Optional<Map<String, Double>> numbered = numbered(levels, answers);
        if (numbered.isPresent()) {
            return Optional.of(sorted(levels, numbered.get()));
        }
        for (String concept : CONCEPTS) {
            Optional<List<String>> found = ordered(levels, answers, concept, new HashSet<>());
            if (found.isPresent()) {
                return found;
            }
        }
        // Very X, rather X and not X, whatever X is.
        Set<String> rests = new HashSet<>();
        return ordered(levels, answers, REST, rests).filter(_ -> rests.size() == 1);
    }

    private static Optional<List<String>> ordered(List<String> levels, List<Answer> answers, String concept,
            Set<String> rests) {
        Map<String, Double> values = new HashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            double value = value(answers.get(i).words(), concept, rests);
            if (Double.isNaN(value)) {
                return Optional.empty();
            }
            values.put(levels.get(i), value);
        }
        boolean both = values.values().stream().anyMatch(value -> value > 0)
                && values.values().stream().anyMatch(value -> value <= 0);
        boolean apart = new HashSet<>(values.values()).size() == levels.size();
        return apart && (both || !concept.equals(YES)) ? Optional.of(sorted(levels, values)) : Optional.empty();
    }

    /** Numbers with words at the ends of the scale alone: 1 (not at all), 2, 3, 4, 5 (very). */
    private static Optional<Map<String, Double>> numbered(List<String> levels, List<Answer> answers) {
        Map<String, Double> values = new HashMap<>();
        Set<Integer> numbers = new HashSet<>();
        int bare = 0;
        for (int i = 0; i < answers.size(); i++) {
            bare += answers.get(i).words().isEmpty() ? 1 : 0;
            if (answers.get(i).number() < 0 || !numbers.add(answers.get(i).number())) {
                return Optional.empty();
            }
            values.put(levels.get(i), (double) answers.get(i).number());
        }
        int least = numbers.stream().min(Integer::compare).orElse(0);
        int greatest = numbers.stream().max(Integer::compare).orElse(0);
        boolean consecutive = least <= 1 && greatest - least < MOST_LEVELS && greatest - least >= numbers.size() - 1;
        return bare > 0 && bare < answers.size() && bare >= answers.size() - 3 && consecutive ? Optional.of(values)
                : Optional.empty();
    }

    private static List<String> sorted(List<String> levels, Map<String, Double> values) {
        List<String> list = new ArrayList<>(levels);
        list.sort(Comparator.comparing(values::get));
        return list;
    }

    /**
     * Where an answer lies on the scale of a concept; NaN when it says something else.
     *
     * @param rests of {@link #REST}, gets the words that are unknown
     */
    private static double value(String answer, String concept, Set<String> rests) {
        String text = Lexicon.folded(NameTokens.of(answer).joined());
        List<Word> whole = WORDS.getOrDefault(text, List.of());
        for (Word word : whole) {
            if (word.concept().equals(concept)) {
                return word.value();
            }
        }
        if (whole.stream().anyMatch(word -> word.concept().equals(NEUTRAL))) {
            return 0;
        }
        double core = Double.NaN;
        double degree = Double.NaN;
        double not = 0;
        boolean wholly = false;
        StringBuilder rest = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = longest(text, at, concept);
            if (end < 0 && concept.equals(REST)) {
                end = restEnd(text, at);
                rest.append(text, at, end).append(' ');
                core = PLAIN;
            } else if (end < 0) {
                return Double.NaN;
            } else {
                Word word = word(text.substring(at, end), concept);
                switch (word.concept()) {
                    case NEUTRAL -> {
                        return 0;
                    }
                    case DEGREE -> degree = Double.isNaN(degree) ? word.value() : Math.min(degree, word.value());
                    case NOT -> {
                        not = Math.min(not, word.value());
                        wholly |= Double.isNaN(core) && !Double.isNaN(degree);
                    }
                    case FILLER -> {
                    }
                    default -> {
                        // Both satisfied and dissatisfied, or neither.
                        if (!Double.isNaN(core) && core * word.value() < 0) {
                            return 0;
                        }
                        core = Double.isNaN(core) ? word.value() : core;
                    }
                }
            }
            at = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        }
        if (Double.isNaN(core)) {
            return concept.equals(YES) ? certainty(degree, not) : Double.NaN;
        }
        if (!rest.isEmpty()) {
            rests.add(rest.toString());
        }
        return combined(core, degree, not, wholly);
    }

    /** Certainly, certainly not, probably and probably not, beside yes and no. */
    private static double certainty(double degree, double not) {
        return not < -1 ? not
                : not < 0 ? -(Double.isNaN(degree) ? PLAIN : degree) * -not
                        : degree;
    }

    /** Where an unknown word ends, or an unknown sign of a script without blanks. */
    private static int restEnd(String text, int at) {
        if (Lexicon.isWithoutBlanks(text.charAt(at))) {
            return at + 1;
        }
        int blank = text.indexOf(' ', at);
        return blank < 0 ? text.length() : blank;
    }

    /** @param wholly whether the degree is that of the negation, as in Zdecydowanie się nie zgadzam */
    private static double combined(double core, double degree, double not, boolean wholly) {
        double scaled = Double.isNaN(degree) || Math.abs(core) != PLAIN ? core : Math.signum(core) * degree;
        if (not < -1) {
            return not;
        }
        if (not < 0 && not > -1 && scaled < 0) {
            // Not very unimportant, as is said in Japanese, is rather so.
            return not * -scaled;
        }
        // Not very satisfied is less than dissatisfied.
        return not == 0 ? scaled : not > -1 ? not * scaled : !wholly && degree > PLAIN && core > 0 ? -1 : -scaled;
    }

    private static Word word(String term, String concept) {
        List<Word> words = WORDS.getOrDefault(term, List.of());
        for (String wanted : List.of(concept, NEUTRAL, NOT, DEGREE, FILLER)) {
            for (Word word : words) {
                if (word.concept().equals(wanted)) {
                    return word;
                }
            }
        }
        throw new IllegalStateException("no word of a scale: " + term);
    }

    /** Where the longest known term from a place ends, -1 when there is none. */
    private static int longest(String text, int at, String concept) {
        for (int end = Math.min(text.length(), at + LONGEST_RUN); end > at; end--) {
            boolean apart = end == text.length() || text.charAt(end) == ' '
                    || Lexicon.isWithoutBlanks(text.charAt(end));
            if (apart && WORDS.getOrDefault(text.substring(at, end), List.of()).stream()
                    .anyMatch(word -> word.concept().equals(concept) || isOfAnyScale(word))) {
                return end;
            }
        }
        return -1;
    }

    private static boolean isOfAnyScale(Word word) {
        return switch (word.concept()) {
            case NEUTRAL, NOT, DEGREE, FILLER -> true;
            default -> false;
        };
    }
}
