package io.segmenta.platform.features;

import io.segmenta.model.data.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a customer.
 *
 * @param at from when on it is known
 * @param stale whether that is longer ago than the view's ttl, so that the values do not count
 * @param schema what the values are
 * @param values {@link Double}, {@link String} or null, in the order of the columns
 */
public record Looked(Instant at, boolean stale, Schema schema, List<@Nullable Object> values) {
    public Looked {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** The values in the order of other columns of the same names; null where there is none. */
    public List<@Nullable Object> in(Schema columns) {
        List<@Nullable Object> ordered = new ArrayList<>();
        columns.columns().forEach(column -> {
            int place = schema.indexOf(column.name());
            ordered.add(place < 0 ? null : values.get(place));
        });
        return ordered;
    }
}
