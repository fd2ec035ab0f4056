package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One way in which a segment differs from the population. {@link SegmentWords} puts it in words.
 *
 * @param column what is compared, under the name it is spoken of
 * @param concept what the column means to a business, if that is known
 * @param direction 1 above the population, -1 below, 0 about the same
 * @param strength signed, comparable between columns
 * @param ranked whether the numbers are places of a ranking, 1 being the best
 */
record Trait(ColumnProfile column, Optional<Concept> concept, int direction, double strength, boolean ranked) {
    /** From this strength on a difference is worth a word in a name. */
    static final double TELLING = 0.5;
    /** From this strength on it is listed among the traits. */
    static final double NOTABLE = 0.3;

    private static final double STRONG = 1.2;
    /** Share of a segment that has a level its name speaks of. */
    private static final double TYPICAL = 0.6;
    /** In standard deviations, and as a part of the mean: of differences less than both nobody would act on. */
    private static final double LEAST_EFFECT = 0.2;
    private static final double LEAST_PART = 0.1;
    /** Of medians, as a part of the distance between the quartiles. */
    private static final double LEAST_OF_QUARTILES = 0.25;
    private static final Pattern YEAR = Pattern.compile("(?i)(year(?!s)|yob|^time$|jahr)");
    private static final Pattern RANKING = Pattern
            .compile("(?i).*\\brank.*\\b1\\b.*(best|favou?rite|most|first|highest|top|preferred).*");

    /** How strong a difference is. */
    enum Degree {
        RATHER, PLAIN, VERY
    }

    static Trait of(ColumnProfile column) {
        return of(column, column.name());
    }

    /**
     * Judges a column.
     *
     * @param name under which the column is spoken of
     */
    static Trait of(ColumnProfile column, String name) {
        ColumnProfile named = column.named(name);
        Optional<Concept> concept = column instanceof NumericProfile ? Concept.of(name) : Optional.empty();
        double strength = column.strength();
        int direction = Math.abs(strength) < NOTABLE ? 0 : (int) Math.signum(strength);
        boolean shown = !(column instanceof NumericProfile numeric) || byMeans(numeric, direction)
                || byMedians(numeric, direction);
        return new Trait(named, concept, shown ? direction : 0, strength, RANKING.matcher(column.name()).matches());
    }

    /** What a name says of it. */
    Claim claim() {
        return Claim.of(this);
    }

    /** Whether it is fit for a name: a level must be typical of the segment, not merely more common there. */
    boolean isNameable() {
        return switch (column) {
            case NumericProfile _ -> isShown();
            case CategoryProfile category -> direction > 0 && category.telling().share() >= TYPICAL;
        };
    }

    /** Whether another segment may be said to have this trait as well. */
    boolean holdsOf(Trait other) {
        return switch (column) {
            case NumericProfile _ -> direction == other.direction;
            case CategoryProfile category -> other.isNameable() && other.column instanceof CategoryProfile same
                    && same.telling().level().equals(category.telling().level());
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
     * Whether there is a difference that its numbers bear out. The strength goes by ranks, which a few extreme values
     * do not move as they move the mean; then the medians must show it.
     */
    boolean isShown() {
        return direction != 0;
    }

    /** Whether it is told by the means and not by the medians. */
    boolean isShownByMeans(NumericProfile numeric) {
        return byMeans(numeric, direction);
    }

    private static boolean byMeans(NumericProfile column, int direction) {
        return moves(column, column.mean(), column.population(), direction)
                && (Math.abs(column.effect()) >= LEAST_EFFECT || isLargePart(column, column.mean(),
                        column.population()));
    }

    private static boolean byMedians(NumericProfile column, int direction) {
        double difference = Math.abs(column.median() - column.populationMedian());
        double quartiles = column.upperQuartile() - column.lowerQuartile();
        return moves(column, column.median(), column.populationMedian(), direction)
                && ((quartiles > 0 && difference >= LEAST_OF_QUARTILES * quartiles)
                        || isLargePart(column, column.median(), column.populationMedian()));
    }

    private static boolean isLargePart(NumericProfile column, double value, double population) {
        boolean amount = column.role() != Role.DATE && !isYear(column);
        return amount && Math.abs(value - population) >= LEAST_PART * Math.abs(population);
    }

    /** Whether a reader of the rounded numbers sees a difference in the direction. */
    private static boolean moves(NumericProfile column, double value, double population, int direction) {
        return direction * (value - population) > 0
                && !TraitWords.value(column, value).equals(TraitWords.value(column, population));
    }

    /** Whether a column of numbers holds years. */
    static boolean isYear(NumericProfile column) {
        return YEAR.matcher(column.name()).find() && Math.abs(column.population() - 2000) < 300;
    }
}
