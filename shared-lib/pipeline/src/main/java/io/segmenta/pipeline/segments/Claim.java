package io.segmenta.pipeline.segments;

import io.segmenta.pipeline.text.Labels;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a segment says of one of its traits. {@link SegmentWords} puts it in words. */
sealed interface Claim {
    /** Where the rows of a segment lie among all rows, in a column of numbers or dates; in the order of a name. */
    enum Position {
        HIGH, LOW, AVERAGE, LATE, EARLY
    }

    /** Who is meant by a column that counts children. */
    enum Children {
        CHILDREN("children"), YOUNG_CHILDREN("young children"), TEENAGERS("teenagers");

        final String word;

        Children(String word) {
            this.word = word;
        }
    }

    /** The numbers of a column lie there. */
    record Lies(Position position, String label) implements Claim {}

    /** Households have such children, or none. */
    record Counts(Children children, boolean some) implements Claim {}

    /** In a ranking whose first place is the best, the rows of a segment give something a better or worse place. */
    record Ranks(String label, boolean better) implements Claim {}

    /** One level of a column of preferences is typical. */
    record Prefers(String level) implements Claim {}

    /** A column of yes and no is mostly yes. */
    record Has(String label) implements Claim {}

    /** A column of yes and no is mostly no, or a level says that there is no such thing. */
    record Lacks(String what) implements Claim {}

    /** One level of another column is typical. */
    record Is(String level, String label) implements Claim {}

    Pattern PREFERENCE = Pattern.compile("(preferred|favou?rite|main|top) .*");
    Pattern CHILDREN = Pattern
            .compile("(?:number of )?(child(?:ren)?|kids?|teens?)( ?(?:home|at home|count|number))?");
    /** A mean above this is no count of children at home. */
    double MOST_CHILDREN = 3;
    /** Means of children from which on most have some, and up to which nearly nobody has. */
    double SOME_CHILDREN = 0.6;
    double NO_CHILDREN = 0.15;

    /** Decides what to say of a trait. */
    static Claim of(Trait trait) {
        return switch (trait.column()) {
            case NumericProfile numeric -> number(trait, numeric);
            case CategoryProfile category -> level(category);
        };
    }

    private static Claim number(Trait trait, NumericProfile column) {
        String label = Labels.label(column.name());
        if (trait.ranked() && trait.direction() != 0) {
            return new Ranks(label, trait.direction() < 0);
        }
        Matcher children = CHILDREN.matcher(label.toLowerCase(Locale.ROOT));
        if (trait.direction() != 0 && column.population() < MOST_CHILDREN && children.matches()) {
            Children who = children.group(1).startsWith("teen") ? Children.TEENAGERS
                    : children.group(1).startsWith("kid") ? Children.YOUNG_CHILDREN : Children.CHILDREN;
            boolean some = trait.direction() > 0;
            return some ? column.mean() >= SOME_CHILDREN ? new Counts(who, true) : new Lies(trait.position(), who.word)
                    : column.mean() <= NO_CHILDREN ? new Counts(who, false) : new Lies(trait.position(), who.word);
        }
        return new Lies(trait.position(), label);
    }

    private static Claim level(CategoryProfile column) {
        String label = Labels.label(column.name());
        String level = column.telling().level().strip();
        if (PREFERENCE.matcher(label.toLowerCase(Locale.ROOT)).matches()) {
            return new Prefers(level);
        }
        String lower = level.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "yes", "true", "y", "1" -> new Has(label);
            case "no", "false", "n", "0" -> new Lacks(label);
            default -> lower.startsWith("no ") ? new Lacks(level.substring(3)) : new Is(level, label);
        };
    }
}
