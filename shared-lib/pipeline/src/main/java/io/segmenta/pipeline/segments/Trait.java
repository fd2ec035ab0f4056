package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One way in which a segment differs from the population. {@link SegmentWords} puts it in words.
 *
 * @param column what is compared
 * @param concept what the column means to a business, if that is known
 * @param direction 1 above the population, -1 below, 0 about the same
 * @param strength signed, comparable between columns
 */
record Trait(ColumnProfile column, Optional<Concept> concept, int direction, double strength) {
    /** From this strength on a difference is worth a word in a name. */
    static final double TELLING = 0.5;
    /** From this strength on it is listed among the traits. */
    static final double NOTABLE = 0.3;

    private static final double STRONG = 1.2;
    private static final Pattern YEAR = Pattern.compile("(?i)(year(?!s)|yob|^time$|jahr)");

    /** How strong a difference is. */
    enum Degree {
        RATHER, PLAIN, VERY
    }

    static Trait of(ColumnProfile column) {
        Optional<Concept> concept = column instanceof NumericProfile ? Concept.of(column.name()) : Optional.empty();
        double strength = column.strength();
        return new Trait(column, concept, Math.abs(strength) < NOTABLE ? 0 : (int) Math.signum(strength), strength);
    }

    /** What a name says of it. */
    Claim claim() {
        return Claim.of(this);
    }

    /** Whether it is fit for a name: a level must be typical of the segment, not merely more common there. */
    boolean isNameable() {
        return switch (column) {
            case NumericProfile _ -> isShown();
            case CategoryProfile category -> direction > 0 && category.telling().share() >= 0.5;
        };
    }

    /** High or low; of a date or a year late or early. */
    Claim.Position position() {
        if (direction == 0) {
            return Claim.Position.AVERAGE;
        }
        boolean time = column instanceof NumericProfile numeric && (numeric.role() == Role.DATE || isYear(numeric));
        return direction > 0 ? time ? Claim.Position.LATE : Claim.Position.HIGH
                : time ? Claim.Position.EARLY : Claim.Position.LOW;
    }

    Degree degree() {
        double size = Math.abs(strength);
        return size >= STRONG ? Degree.VERY : size < TELLING ? Degree.RATHER : Degree.PLAIN;
    }

    /**
     * Whether its numbers bear it out. The strength goes by ranks, which a few extreme values do not move as they move
     * the mean; then the medians must show it.
     */
    boolean isShown() {
        return switch (column) {
            case NumericProfile numeric -> direction != 0
                    && (isShownByMeans(numeric) || moves(numeric.median(), numeric.populationMedian()));
            case CategoryProfile _ -> direction != 0;
        };
    }

    /** Whether the means differ in its direction, so that it is told by them and not by the medians. */
    boolean isShownByMeans(NumericProfile numeric) {
        return moves(numeric.mean(), numeric.population());
    }

    private boolean moves(double value, double population) {
        return direction * (value - population) > 0;
    }

    /** Whether a column of numbers holds years. */
    static boolean isYear(NumericProfile column) {
        return YEAR.matcher(column.name()).find() && Math.abs(column.population() - 2000) < 300;
    }
}
