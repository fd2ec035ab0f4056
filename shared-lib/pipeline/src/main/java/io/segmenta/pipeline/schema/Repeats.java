package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.util.Locale;
import java.util.Optional;

/** Tells that identifiers come again, since whoever stands twice counts twice. */
final class Repeats {
    private Repeats() {}

    static Optional<String> note(ColumnSchema schema, ResolvedColumn column) {
        boolean known = column.kind() == ResolvedColumn.Kind.TEXT || column.distinct() <= Distinct.ENOUGH;
        int again = column.present() - column.distinct();
        if (schema.role() != Role.IDENTIFIER || !known || again <= 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT,
                "\"%s\": %,d rows repeat one that stands further up, and count again; cleaning.drop_duplicates drops "
                        + "those that are equal in every cell",
                schema.name(), again));
    }
}
