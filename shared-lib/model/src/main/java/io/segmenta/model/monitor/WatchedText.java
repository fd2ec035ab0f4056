package io.segmenta.model.monitor;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How often the levels of a column of text came in training.
 *
 * @param levels the most frequent ones, at most {@value #MOST_LEVELS}, each of at least {@value #FEWEST_ROWS} rows
 * @param rows of each level
 * @param other rows of all other levels
 * @param missing rows without a value
 */
public record WatchedText(String column, List<String> levels, List<Long> rows, long other, long missing) {

    /** The most levels that are named. */
    public static final int MOST_LEVELS = 20;

    /** A level of fewer rows is not named: it could tell of a person. */
    public static final int FEWEST_ROWS = 10;

    public WatchedText {
        Check.notNull(column, "column");
        levels = List.copyOf(levels);
        rows = List.copyOf(rows);
        Check.argument(levels.size() == rows.size(), "column \"%s\": %d levels and %d numbers of rows", column,
                levels.size(), rows.size());
        Check.argument(levels.size() <= MOST_LEVELS, "column \"%s\": %d levels, the limit is %d", column,
                levels.size(), MOST_LEVELS);
        Check.argument(new HashSet<>(levels).size() == levels.size(), "column \"%s\": a level stands twice", column);
        Cells.sum(rows);
        Check.range("other", other, 0, Cells.MOST);
        Check.range("missing", missing, 0, Cells.MOST);
    }

    /**
     * Returns the rows as {@link Counts#column} has them: one number per level, then other, unseen (none in training)
     * and missing.
     */
    public long[] counts() {
        long[] counts = Cells.of(rows, rows.size() + 3);
        counts[rows.size()] = other;
        counts[rows.size() + 2] = missing;
        return counts;
    }

    /**
     * Names the most frequent levels, equally frequent ones in the order of their text.
     *
     * @param counts rows of each level
     */
    public static WatchedText of(String column, Map<String, Long> counts, long missing) {
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        List<String> levels = new ArrayList<>();
        List<Long> rows = new ArrayList<>();
        long other = 0;
        for (Map.Entry<String, Long> level : sorted) {
            if (levels.size() < MOST_LEVELS && level.getValue() >= FEWEST_ROWS) {
                levels.add(level.getKey());
                rows.add(level.getValue());
            } else {
                other += level.getValue();
            }
        }
        return new WatchedText(column, levels, rows, other, missing);
    }
}
