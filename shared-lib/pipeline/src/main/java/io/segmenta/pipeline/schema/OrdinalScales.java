package io.segmenta.pipeline.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers that have an order: the usual scales of questionnaires, and bands of numbers such as 18-29 or 60+. */
final class OrdinalScales {
    /** Each scale from its low end; words of one rank are separated by a bar. */
    private static final List<List<String>> SCALES = List.of(
            List.of("never", "rarely|seldom|almost never|hardly ever", "sometimes|occasionally",
                    "often|frequently|usually|regularly",
                    "always|almost always|very often"),
            List.of("none|no", "very low|extra low", "low", "medium|moderate|mid|middle|average|normal", "high",
                    "very high|extra high"),
            List.of("strongly disagree|completely disagree|disagree strongly",
                    "disagree|somewhat disagree|tend to disagree",
                    "neutral|neither agree nor disagree|undecided|neither", "agree|somewhat agree|tend to agree",
                    "strongly agree|completely agree|agree strongly"),
            List.of("very dissatisfied|very unsatisfied", "dissatisfied|unsatisfied", "neutral|neither", "satisfied",
                    "very satisfied"),
            List.of("very unfavorably", "somewhat unfavorably", "neither favorably nor unfavorably (neutral)",
                    "somewhat favorably", "very favorably"),
            List.of("not at all important|unimportant|not important", "slightly important",
                    "moderately important|important",
                    "very important", "extremely important"),
            List.of("very unlikely", "unlikely", "neutral", "likely", "very likely"),
            List.of("very poor|very bad", "poor|bad", "fair|average|acceptable|ok", "good", "very good", "excellent"),
            List.of("xxs", "xs", "s|small", "m|medium", "l|large", "xl|extra large|x-large", "xxl"),
            List.of("tiny", "small", "medium", "large|big", "huge|very large"),
            List.of("beginner|novice", "intermediate", "advanced", "expert"),
            List.of("basic|bronze", "silver|standard", "gold", "platinum|premium", "diamond"),
            List.of("basic", "standard|plus", "premium|pro", "enterprise"),
            List.of("low income", "middle income|medium income", "high income"),
            List.of("annually|yearly", "quarterly|every 3 months", "monthly", "bi-weekly|fortnightly", "weekly",
                    "daily"));
    private static final List<Map<String, Integer>> RANKS = SCALES.stream().map(OrdinalScales::ranks).toList();
    private static final String AMOUNT = "[$€£]?\\s?(\\d[\\d.,]*)\\s?(k)?";
    private static final Pattern BELOW = band("(?:under|below|less than|up to|<=?|≤)\\s?" + AMOUNT);
    private static final Pattern RANGE = band(AMOUNT + "\\s?(?:-|–|—|to)\\s?" + AMOUNT);
    private static final Pattern ABOVE = band("(?:over|above|more than|>=?|≥)\\s?" + AMOUNT);
    private static final Pattern AND_ABOVE = band(AMOUNT + "\\s?(?:\\+|and (?:over|above|older|more))");
    private static final Pattern STARS = Pattern.compile("([★⭐*]{1,10})☆*");
    private static final Pattern POINTS = Pattern
            .compile("(\\d{1,2}) ?(?:/|of|out of|von|de|sur|su|z|из|av|af) ?(\\d{1,3})");
    private static final int LONGEST_BAND = 40;
    private static final int MAX_LEVELS = 30;

    private OrdinalScales() {}

    /** The levels in their order, when all of them belong to one scale. */
    static Optional<List<String>> order(List<String> levels) {
        if (levels.size() < 2 || levels.size() > MAX_LEVELS) {
            return Optional.empty();
        }
        for (Map<String, Integer> ranks : RANKS) {
            Optional<List<String>> found = onScale(levels, ranks);
            if (found.isPresent()) {
                return found;
            }
        }
        return bands(levels).or(() -> marks(levels)).or(() -> SpokenBands.order(levels))
                .or(() -> SpokenScales.order(levels)).or(() -> SpokenRates.order(levels));
    }

    /** Stars, ★★★☆☆, and points of as many: 4/5, 4 of 5. */
    private static Optional<List<String>> marks(List<String> levels) {
        Map<String, Integer> places = new HashMap<>();
        Set<String> most = new HashSet<>();
        for (String level : levels) {
            Matcher stars = STARS.matcher(level.strip());
            Matcher points = POINTS.matcher(level.strip());
            if (stars.matches()) {
                places.put(level, stars.group(1).length());
                most.add("stars");
            } else if (points.matches()) {
                places.put(level, Integer.parseInt(points.group(1)));
                most.add(points.group(2));
            }
        }
        boolean one = most.size() == 1 && places.size() == levels.size()
                && new HashSet<>(places.values()).size() == levels.size();
        return one ? Optional.of(levels.stream().sorted(Comparator.comparing(places::get)).toList()) : Optional.empty();
    }

    private static Map<String, Integer> ranks(List<String> scale) {
        Map<String, Integer> ranks = new HashMap<>();
        for (int rank = 0; rank < scale.size(); rank++) {
            for (String word : scale.get(rank).split("\\|", -1)) {
                ranks.put(word, rank);
            }
        }
        return ranks;
    }

    private static Pattern band(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    private static Optional<List<String>> onScale(List<String> levels, Map<String, Integer> ranks) {
        Map<String, Integer> found = new HashMap<>();
        Set<Integer> distinct = new HashSet<>();
        for (String level : levels) {
            Integer rank = ranks.get(level.toLowerCase(Locale.ROOT).replace('_', ' ').strip());
            if (rank == null) {
                return Optional.empty();
            }
            found.put(level, rank);
            distinct.add(rank);
        }
        if (distinct.size() < 2 || (distinct.size() < 3 && levels.size() < 3 && !isEnds(levels))) {
            return Optional.empty();
        }
        return Optional.of(sorted(levels, Comparator.comparing(found::get)));
    }

    private static boolean isEnds(List<String> levels) {
        Set<String> lower = new HashSet<>();
        levels.forEach(l -> lower.add(l.toLowerCase(Locale.ROOT)));
        return lower.equals(Set.of("low", "high")) || lower.equals(Set.of("small", "large"));
    }

    private static Optional<List<String>> bands(List<String> levels) {
        Map<String, Double> low = new HashMap<>();
        int ranges = 0;
        for (String level : levels) {
            double start = start(level);
            if (Double.isNaN(start)) {
                return Optional.empty();
            }
            ranges += RANGE.matcher(level).matches() ? 1 : 0;
            low.put(level, start);
        }
        return ranges < 2 ? Optional.empty() : Optional.of(sorted(levels, Comparator.comparing(low::get)));
    }

    /** Where a band begins, so that bands are in order; NaN when the text is none. */
    private static double start(String level) {
        if (level.length() > LONGEST_BAND) {
            return Double.NaN;
        }
        Matcher band = RANGE.matcher(level);
        if (band.matches()) {
            // 25-50k begins at 25,000 as 25k-50k does.
            return number(band.group(1), band.group(2) == null ? band.group(4) : band.group(2));
        }
        band = BELOW.matcher(level);
        if (band.matches()) {
            return number(band.group(1), band.group(2)) - 1e9;
        }
        band = ABOVE.matcher(level);
        if (band.matches()) {
            return number(band.group(1), band.group(2)) + 0.5;
        }
        band = AND_ABOVE.matcher(level);
        return band.matches() ? number(band.group(1), band.group(2)) : Double.NaN;
    }

    /** @param thousands whether the number counts thousands; null if not */
    private static double number(String digits, String thousands) {
        try {
            return Double.parseDouble(digits.replace(",", "")) * (thousands == null ? 1 : 1000);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static List<String> sorted(List<String> levels, Comparator<String> order) {
        List<String> list = new ArrayList<>(levels);
        list.sort(order.thenComparing(Comparator.naturalOrder()));
        return list;
    }
}
