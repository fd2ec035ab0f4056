package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.text.Numbers;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;

/** Traits of segments in words with their numbers. */
final class TraitWords {
    private TraitWords() {}

    /** A trait in one line with its numbers, for people to check. */
    static String sentence(Trait trait) {
        return switch (trait.column()) {
            case NumericProfile numeric when trait.ranked() && trait.isShown() ->
                degree(trait.degree(), "somewhat ", "much ") + (trait.direction() < 0 ? "better" : "worse")
                        + " rank for " + numeric.name() + ": " + numbers(trait, numeric) + " over all (1 is best)";
            case NumericProfile numeric -> degree(trait.degree(), "rather ", "very ")
                    + trait.position().name().toLowerCase(Locale.ROOT) + " " + numeric.name() + ": "
                    + numbers(trait, numeric) + " over all";
            case CategoryProfile category -> sentence(category.name(), category.telling());
        };
    }

    private static String degree(Trait.Degree degree, String rather, String very) {
        return switch (degree) {
            case RATHER -> rather;
            case PLAIN -> "";
            case VERY -> very;
        };
    }

    private static String numbers(Trait trait, NumericProfile column) {
        if (!column.levels().isEmpty()) {
            LevelShare most = column.levels().stream().max(Comparator.comparingDouble(LevelShare::share)).orElseThrow();
            return String.format(Locale.ROOT, "most often \"%s\", %s of %d on average, %s", most.level(),
                    value(column, column.mean()), column.levels().size(), value(column, column.population()));
        }
        return trait.isShownByMeans(column)
                ? value(column, column.mean()) + " on average, " + value(column, column.population())
                : "median " + value(column, column.median()) + ", " + value(column, column.populationMedian());
    }

    private static String sentence(String column, LevelShare level) {
        String relation = level.share() > level.population()
                ? Numbers.figure(Math.round(level.lift() * 10) / 10.0) + " times as common"
                : level.share() == 0 ? "absent" : "rarer";
        return column + " \"" + level.level() + "\": " + Numbers.percent(level.share()) + " of the segment, "
                + Numbers.percent(level.population()) + " over all (" + relation + ")";
    }

    /** A number of a column; of a date the day, of a year the whole year. */
    static String value(NumericProfile column, double value) {
        if (column.role() == Role.DATE && Double.isFinite(value)) {
            return LocalDate.ofEpochDay(Math.round(value)).toString();
        }
        return Trait.isYear(column) && Double.isFinite(value) ? Long.toString(Math.round(value))
                : Numbers.figure(value);
    }
}
