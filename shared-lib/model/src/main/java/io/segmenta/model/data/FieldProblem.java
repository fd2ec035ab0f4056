package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One value that cannot be used.
 *
 * @param record the place of the record in the request, from 0
 * @param field the field as its sender named it
 * @param value the value as given, shortened when long; null when nothing was given
 * @param expected what would have been right ("a number")
 */
public record FieldProblem(int record, String field, @Nullable String value, String expected) {

    private static final int MAX_SHOWN = 100;

    public FieldProblem {
        Check.notNull(field, "field");
        Check.notNull(expected, "expected");
        if (value != null && value.length() > MAX_SHOWN) {
            value = Json.wellFormed(value.substring(0, MAX_SHOWN)) + "…";
        }
    }

    /** Returns the problem as a sentence fragment. */
    public String sentence() {
        String text = value == null ? "nothing" : "\"" + value + "\"";
        return field.isEmpty() ? "expected " + expected + ", got " + text
                : "field \"" + field + "\": expected " + expected + ", got " + text;
    }
}
