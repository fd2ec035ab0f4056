package io.segmenta.pipeline.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The spelling of dates that reads most values of a column.
 *
 * @param style the spelling
 * @param ambiguous whether another order of day and month reads all values as well
 */
record DateVote(DateStyle style, boolean ambiguous) {
    /** Values that must be dates for the column to be one of dates. */
    private static final double SHARE = 0.95;
    private static final int SAMPLE = 500;
    /** Values without a single date among them after which the search ends. */
    private static final int PATIENCE = 20;

    /**
     * Finds the spelling.
     *
     * @param values the distinct values
     * @param named whether the name of the column speaks of a date; without that eight digits are a number
     */
    static Optional<DateVote> of(List<String> values, boolean named) {
        DateStyle best = null;
        int most = 0;
        int readable = 0;
        for (DateStyle style : styles(values)) {
            if (style.separator() == '\0' && !named) {
                continue;
            }
            int count = 0;
            for (String value : values) {
                count += Double.isNaN(style.parse(value)) ? 0 : 1;
            }
            readable += count == values.size() ? 1 : 0;
            if (count > most) {
                most = count;
                best = style;
            }
        }
        return best == null || most < SHARE * values.size()
                ? Optional.empty()
                : Optional.of(new DateVote(best, readable > 1));
    }

    private static Set<DateStyle> styles(List<String> values) {
        Set<DateStyle> found = new LinkedHashSet<>();
        int step = Math.max(1, values.size() / SAMPLE);
        int sampled = 0;
        for (int i = 0; i < values.size(); i += step) {
            found.addAll(DateStyle.candidates(values.get(i)));
            if (++sampled == PATIENCE && found.isEmpty()) {
                break;
            }
        }
        // Single-digit days make a style look different from day to day; the unpadded one reads both.
        Set<DateStyle> merged = new LinkedHashSet<>();
        for (DateStyle style : found) {
            DateStyle loose = new DateStyle(style.order(), style.separator(), style.named(), style.yearDigits(), false);
            merged.add(found.contains(loose) ? loose : style);
        }
        return merged;
    }
}
