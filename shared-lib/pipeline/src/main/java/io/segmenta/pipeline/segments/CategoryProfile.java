package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import java.util.List;

/**
 * A column of levels within one segment.
 *
 * @param name the column
 * @param role its role
 * @param used whether it shaped the segments
 * @param known rows of the segment with a level
 * @param top the segment's most frequent level
 * @param telling the level that tells most: by {@link LevelShare#effect()} times the difference of the shares, a fifth
 * more for one that is more common here
 * @param levels the most frequent levels of the segment, at most eight
 */
public record CategoryProfile(String name, Role role, boolean used, long known, LevelShare top, LevelShare telling,
        List<LevelShare> levels) implements ColumnProfile {
    /** Copies the list. */
    public CategoryProfile {
        levels = List.copyOf(levels);
    }

    @Override
    public CategoryProfile named(String other) {
        return new CategoryProfile(other, role, used, known, top, telling, levels);
    }

    @Override
    public double effect() {
        return telling.effect();
    }

    /** The effect, bounded and reduced where few rows differ; three quarters of it, since an amount tells more. */
    @Override
    public double strength() {
        double reduced = Math.min(1, Math.abs(telling.share() - telling.population()) * 2);
        return 0.75 * Math.clamp(telling.effect(), -1.7, 1.7) * reduced;
    }

    /**
     * How common one level is.
     *
     * @param level the level
     * @param share share of the segment's known rows, in [0, 1]
     * @param population share of all known rows, in [0, 1]
     */
    public record LevelShare(String level, double share, double population) {
        /** How many times as common in the segment as among all rows; NaN when no row has the level. */
        public double lift() {
            return share / population;
        }

        /** (share - population) / sqrt(population * (1 - population)), 0 when all rows or none have the level. */
        public double effect() {
            double variance = population * (1 - population);
            return variance > 0 ? (share - population) / Math.sqrt(variance) : 0;
        }
    }
}
