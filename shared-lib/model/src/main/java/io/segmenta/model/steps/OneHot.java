package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Turns a category into one column of 0 and 1 per level, named {@code column=level}, and, where rare levels were
 * pooled, one more named {@code column=(other)} for any other level. Without the bucket an unseen level is 0 in every
 * column. A missing value that no {@link ImputeCategory} filled counts as an unseen level.
 *
 * @param levels the levels with a column of their own
 * @param otherBucket whether there is a column for all other levels
 */
public record OneHot(String column, List<String> levels, boolean otherBucket) implements FeatureStep {

    public OneHot {
        Check.notNull(column, "column");
        levels = List.copyOf(levels);
        Check.argument(new HashSet<>(levels).size() == levels.size(), "column \"%s\": a level is listed twice", column);
        Check.argument(!levels.isEmpty() || otherBucket, "column \"%s\": one-hot encoding needs at least one level",
                column);
    }

    /** Returns the name of the column of a level. */
    public static String outputName(String column, String level) {
        return column + "=" + level;
    }

    @Override
    public List<String> inputs() {
        return List.of(column);
    }

    @Override
    public List<String> outputs() {
        List<String> names = new ArrayList<>(levels.size() + 1);
        for (String level : levels) {
            names.add(outputName(column, level));
        }
        if (otherBucket) {
            names.add(outputName(column, "(other)"));
        }
        return List.copyOf(names);
    }

    @Override
    public String describe() {
        return column + ": one column for each of " + String.join(", ", levels)
                + (otherBucket ? " and one for all other levels" : "");
    }
}
