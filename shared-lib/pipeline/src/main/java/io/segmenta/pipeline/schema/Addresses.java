package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.util.List;
import java.util.Set;

/** A postcode beside a street or a place on the map is a part of where somebody lives, however few there are. */
final class Addresses {
    private static final Set<String> PLACES = Set.of("personal data: address", "personal data: coordinates");

    private Addresses() {}

    /** The schemas, in which such a postcode is a code and no category. */
    static List<ColumnSchema> whole(List<ColumnSchema> schemas, Set<String> declared) {
        if (schemas.stream().noneMatch(column -> column.role() == Role.PERSONAL
                && PLACES.stream().anyMatch(column.reason()::startsWith))) {
            return schemas;
        }
        return schemas.stream().map(column -> column.role() == Role.CATEGORICAL && !declared.contains(column.name())
                && NameRules.isPostcode(NameTokens.of(column.name()))
                        ? column.withRole(Role.CODE, column.reason() + ", beside an address")
                        : column)
                .toList();
    }
}
