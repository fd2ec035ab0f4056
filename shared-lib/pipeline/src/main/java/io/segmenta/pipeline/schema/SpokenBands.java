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
import java.util.stream.Collectors;

/**
 * Bands of numbers in many languages, such as "moins de 25 ans", "25 à 34 ans" and "35 ans et plus", and decades such
 * as 20代. Each has one or two numbers; what is left beside them and the words of a band is the same in all. Stateless.
 */
final class SpokenBands {
    /** лет and года are one unit. */
    private static final Lexicon UNITS = Lexicon.read("unit-words.txt");
    private static final int MOST_LEVELS = 30;
    private static final int LONGEST = 40;
    private static final int LEAST_RANGES = 2;
    private static final int LEAST_DECADES = 3;
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,'’\\u00A0\\u202F\\u2009 ]\\d+)*");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:([.,'’\\u00A0\\u202F\\u2009 ])\\d{3})+");
    private static final Pattern DECADE = Pattern.compile("代|대|s|er|an");
    private static final Pattern SIGNS = Pattern.compile("[\\s\\p{Sc}\\p{Pd}.,:;/+<>=≤≥~～〜()\\[\\]'’]+");
    private static final Pattern BELOW = words("below");
    private static final Pattern ABOVE = words("above");
    private static final Pattern TO = words("to");
    private static final Pattern FROM = words("from");

    /**
     * One band.
     *
     * @param low where it begins, so that bands are in order
     * @param high where it ends, NaN where it is open
     * @param rest what is left beside numbers and words
     */
    private record Band(double low, double high, boolean range, boolean open, String rest) {}

    private SpokenBands() {}

    /** The terms of a concept, the longest first; letters of scripts with blanks stand apart. */
    private static Pattern words(String concept) {
        List<String> terms = new ArrayList<>();
        for (String line : Lexicon.lines("band-words.txt")) {
            String[] fields = line.split(" *\\| *", 3);
            if (fields[0].equals(concept)) {
                for (String term : fields[2].split(" *, *", 0)) {
                    String key = Lexicon.folded(term);
                    String quoted = Pattern.quote(key);
                    boolean apart = Character.isLetter(key.charAt(0)) && !Lexicon.isWithoutBlanks(key.charAt(0));
                    terms.add(apart ? "(?<!\\p{L})" + quoted + "(?!\\p{L})" : quoted);
                }
            }
        }
        terms.sort(Comparator.comparingInt(String::length).reversed());
        return Pattern.compile(String.join("|", terms));
    }

    /** The levels in their order, when all of them are bands. */
    static Optional<List<String>> order(List<String> levels) {
        if (levels.size() < LEAST_RANGES || levels.size() > MOST_LEVELS) {
            return Optional.empty();
        }
        Map<String, Double> low = new HashMap<>();
        Set<String> rests = new HashSet<>();
        Set<String> units = new HashSet<>();
        Set<Double> places = new HashSet<>();
        int ranges = 0;
        int points = 0;
        for (String level : levels) {
            Optional<Band> band = band(level);
            if (band.isEmpty()) {
                return Optional.empty();
            }
            ranges += band.get().range() ? 1 : 0;
            points += band.get().range() || band.get().open() ? 0 : 1;
            if (!band.get().rest().isEmpty()) {
                rests.add(band.get().rest());
                units.add(UNITS.concept(band.get().rest()).orElse(band.get().rest()));
            }
            low.put(level, band.get().low());
            places.add(band.get().low());
        }
        boolean bands = ranges >= LEAST_RANGES && points == 0 && units.size() <= 1;
        boolean decades = ranges == 0 && points >= LEAST_DECADES && rests.size() == 1
                && DECADE.matcher(rests.iterator().next()).matches();
        if (!(bands || decades) || places.size() < levels.size()) {
            return Optional.empty();
        }
        List<String> list = new ArrayList<>(levels);
        list.sort(Comparator.comparing(low::get));
        return Optional.of(list);
    }

    private static Optional<Band> band(String level) {
        if (level.length() > LONGEST) {
            return Optional.empty();
        }
        String text = Lexicon.folded(level.strip());
        List<Double> numbers = new ArrayList<>();
        Matcher found = NUMBER.matcher(text);
        while (found.find()) {
            numbers.add(number(found.group()));
        }
        String words = NUMBER.matcher(text).replaceAll(" ");
        if (numbers.size() == 2 && numbers.get(0) < numbers.get(1)) {
            String rest = without(without(words, FROM), TO);
            // From 18 to under 25.
            return Optional.of(new Band(numbers.get(0), numbers.get(1), true, false, plain(without(rest, BELOW))));
        }
        if (numbers.size() != 1) {
            return Optional.empty();
        }
        double number = numbers.getFirst();
        for (Pattern pattern : List.of(ABOVE, BELOW, FROM, TO)) {
            if (pattern.matcher(words).find()) {
                boolean up = pattern == ABOVE || pattern == FROM;
                return Optional.of(new Band(up ? number + 0.5 : number - 1e12, Double.NaN, false, true,
                        plain(without(without(words, pattern), up ? FROM : TO))));
            }
        }
        return Optional.of(new Band(number, Double.NaN, false, false, plain(words)));
    }

    private static String without(String words, Pattern pattern) {
        return pattern.matcher(words).replaceAll(" ");
    }

    /** What is left without signs, each word once: a unit may stand behind both ends. */
    private static String plain(String rest) {
        return SIGNS.splitAsStream(rest).filter(word -> !word.isEmpty()).distinct().collect(Collectors.joining());
    }

    private static double number(String digits) {
        String plain = THOUSANDS.matcher(digits).matches() ? digits.replaceAll("\\D", "")
                : digits.replaceAll("['’\\u00A0\\u202F\\u2009 ]", "").replace(',', '.');
        try {
            return Double.parseDouble(plain);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
