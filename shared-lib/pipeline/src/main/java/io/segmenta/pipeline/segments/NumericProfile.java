package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import java.util.List;

/**
 * A column of numbers within one segment, in original units (dates: days since 1970-01-01; ordered levels: their places
 * from 1).
 *
 * @param name the column
 * @param role its role
 * @param used whether it shaped the segments
 * @param known rows of the segment with a value
 * @param mean mean of those rows; NaN when there are none
 * @param lowerQuartile a quarter of them is at most this
 * @param median half of them is at most this
 * @param upperQuartile three quarters of them are at most this
 * @param population mean of all rows with a value
 * @param populationMedian median of all rows with a value
 * @param effect (mean - population) / standard deviation of all rows (n, not n - 1); 0 when that is 0
 * @param strength the same difference of mid-ranks: (mean rank share - 1/2) * sqrt(12), in [-1.74, 1.74]
 * @param levels of ordered levels how common each is, in their order; empty for numbers
 */
public record NumericProfile(String name, Role role, boolean used, long known, double mean, double lowerQuartile,
        double median, double upperQuartile, double population, double populationMedian, double effect, double strength,
        List<LevelShare> levels)
        implements
            ColumnProfile {
    /** Copies the list. */
    public NumericProfile {
        levels = List.copyOf(levels);
    }

    /** A column of numbers. */
    public NumericProfile(String name, Role role, boolean used, long known, double mean, double lowerQuartile,
            double median, double upperQuartile, double population, double populationMedian, double effect,
            double strength) {
        this(name, role, used, known, mean, lowerQuartile, median, upperQuartile, population, populationMedian, effect,
                strength, List.of());
    }

    /** The same with how common each of its ordered levels is. */
    NumericProfile with(List<LevelShare> shares) {
        return new NumericProfile(name, role, used, known, mean, lowerQuartile, median, upperQuartile, population,
                populationMedian, effect, strength, shares);
    }

    @Override
    public NumericProfile named(String other) {
        return new NumericProfile(other, role, used, known, mean, lowerQuartile, median, upperQuartile, population,
                populationMedian, effect, strength, levels);
    }

    /** The mean of the segment in words: a date as a date. */
    public String meanText() {
        return TraitWords.value(this, mean);
    }

    /** The mean of all rows in words. */
    public String populationText() {
        return TraitWords.value(this, population);
    }
}
