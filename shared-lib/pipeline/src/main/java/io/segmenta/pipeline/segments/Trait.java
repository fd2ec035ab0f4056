package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.text.Labels;
import io.segmenta.pipeline.text.Numbers;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which a segment differs from the population, ready to be put in words.
 */
record Trait(ColumnProfile column, Optional<Concept> concept, int direction, double strength) {
    /** From this strength on a difference is worth a word in a name. */
    static final double TELLING = 0.5;
    /** From this strength on it is listed among the traits. */
    static final double NOTABLE = 0.3;

    private static final Pattern PREFERENCE = Pattern.compile("(preferred|favou?rite|main|top) .*");
    private static final Pattern YEAR = Pattern.compile("(?i)(year(?!s)|yob|^time$|jahr)");
    private static final Pattern CHILDREN = Pattern
            .compile("(?:number of )?(child(?:ren)?|kids?|teens?)( ?(?:home|at home|count|number))?");

    static Trait of(ColumnProfile column) {
        Optional<Concept> concept = column instanceof NumericProfile ? Concept.of(column.name()) : Optional.empty();
        double strength = column.strength();
        return new Trait(column, concept, Math.abs(strength) < NOTABLE ? 0 : (int) Math.signum(strength), strength);
    }

    /** The words before the noun, if the column has such: "high-income". */
    Optional<String> adjective() {
        return concept.map(c -> c.adjective(direction));
    }

    /** The words after "with": "high web purchases", "two year contract"; or "without ...". */
    String phrase() {
        return switch (column) {
            case NumericProfile numeric -> numericPhrase(numeric);
            case CategoryProfile category -> levelPhrase(category);
        };
    }

    /** Whether the words are fit for a name: a level must be typical of the segment, not merely more common there. */
    boolean isNameable() {
        return switch (column) {
            case NumericProfile _ -> isShown();
            case CategoryProfile category -> direction > 0 && category.telling().share() >= 0.5;
        };
    }

    private String numericPhrase(NumericProfile numeric) {
        String label = Labels.label(numeric.name());
        Matcher children = CHILDREN.matcher(label.toLowerCase(Locale.ROOT));
        if (direction != 0 && numeric.population() < 3 && children.matches()) {
            String who = children.group(1).startsWith("teen") ? "teenagers"
                    : children.group(1).startsWith("kid") ? "young children" : "children";
            return direction > 0 ? "with " + who : "without " + who;
        }
        return (direction == 0 ? "average" : side()) + " " + label;
    }

    /** High or low; of a date or a year late or early. */
    private String side() {
        boolean time = column instanceof NumericProfile numeric && (numeric.role() == Role.DATE || isYear(numeric));
        return direction > 0 ? time ? "late" : "high" : time ? "early" : "low";
    }

    private static boolean isYear(NumericProfile column) {
        return YEAR.matcher(column.name()).find() && Math.abs(column.population() - 2000) < 300;
    }

    private static String levelPhrase(CategoryProfile category) {
        String label = Labels.label(category.name());
        String level = category.telling().level().strip();
        String lower = level.toLowerCase(Locale.ROOT);
        if (PREFERENCE.matcher(label).matches()) {
            return "preferring " + level;
        }
        return switch (lower) {
            case "yes", "true", "y", "1" -> "with " + label;
            case "no", "false", "n", "0" -> "without " + label;
            default -> lower.startsWith("no ") ? "without " + lower.substring(3)
                    : "with " + levelOf(level, label);
        };
    }

    private static String levelOf(String level, String label) {
        String shown = level.length() > 24 ? level.substring(0, 23) + "…" : level;
        return level.chars().anyMatch(Character::isLetter) ? shown + " " + label : label + " " + shown;
    }

    /**
     * Whether its numbers bear it out. The strength goes by ranks, which a few extreme values do not move as they move
     * the mean; then the medians must show it.
     */
    boolean isShown() {
        return switch (column) {
            case NumericProfile numeric -> direction != 0 && (moves(numeric.mean(), numeric.population())
                    || moves(numeric.median(), numeric.populationMedian()));
            case CategoryProfile _ -> direction != 0;
        };
    }

    private boolean moves(double value, double population) {
        return direction * (value - population) > 0;
    }

    /** The trait in one line with its numbers, for people to check. */
    String sentence() {
        return switch (column) {
            case NumericProfile numeric -> degree() + " " + numeric.name() + ": " + numbers(numeric) + " over all";
            case CategoryProfile category -> levelSentence(category.name(), category.telling());
        };
    }

    private String numbers(NumericProfile column) {
        return moves(column.mean(), column.population())
                ? value(column, column.mean()) + " on average, " + value(column, column.population())
                : "median " + value(column, column.median()) + ", " + value(column, column.populationMedian());
    }

    private String degree() {
        double size = Math.abs(strength);
        String degree = size >= 1.2 ? "very " : size < TELLING ? "rather " : "";
        return degree + side();
    }

    private static String levelSentence(String column, LevelShare level) {
        String relation = level.share() > level.population()
                ? Numbers.figure(Math.round(level.lift() * 10) / 10.0) + " times as common"
                : level.share() == 0 ? "absent" : "rarer";
        return column + " \"" + level.level() + "\": " + Numbers.percent(level.share()) + " of the segment, "
                + Numbers.percent(level.population()) + " over all (" + relation + ")";
    }

    static String value(NumericProfile column, double value) {
        if (column.role() == Role.DATE && Double.isFinite(value)) {
            return LocalDate.ofEpochDay(Math.round(value)).toString();
        }
        return isYear(column) && Double.isFinite(value) ? Long.toString(Math.round(value)) : Numbers.figure(value);
    }
}
