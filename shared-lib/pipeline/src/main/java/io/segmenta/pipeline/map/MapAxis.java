package io.segmenta.pipeline.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one direction of a map means.
 *
 * @param title for people
 * @param variance the share of all variance that lies along it, in [0, 1]; of components only
 * @param columns what it is made of, by falling share; empty of layouts and of row numbers
 */
public record MapAxis(String title, Kind kind, OptionalDouble variance, List<Weight> columns) {
    /** Columns that are told, and what each has to weigh. */
    private static final int MOST_COLUMNS = 5;
    private static final double LEAST_SHARE = 0.01;

    /** What a direction is. */
    public enum Kind {
        /** A principal component of the features. */
        COMPONENT,
        /** A column of the file, in its own unit. */
        COLUMN,
        /** A feature, scaled. */
        FEATURE,
        /** The row's number in the file. */
        ROW,
        /** A coordinate of a layout, without a unit. */
        LAYOUT
    }

    /**
     * How much of a direction is due to a column.
     *
     * @param share of the squared weights of all features, in [0, 1]
     * @param more whether the column grows along the direction; empty where it is no number
     */
    public record Weight(String column, double share, Optional<Boolean> more) {}

    public MapAxis {
        columns = List.copyOf(columns);
    }

    Map<String, Object> document() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", title);
        fields.put("kind", kind.name().toLowerCase(Locale.ROOT));
        variance.ifPresent(share -> fields.put("variance", share));
        List<Object> weights = new ArrayList<>();
        for (Weight weight : columns.stream().filter(one -> one.share() >= LEAST_SHARE).limit(MOST_COLUMNS).toList()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("column", weight.column());
            one.put("share", weight.share());
            weight.more().ifPresent(more -> one.put("towards", more ? "more" : "less"));
            weights.add(one);
        }
        fields.put("columns", weights);
        return fields;
    }
}
