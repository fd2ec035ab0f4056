package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.util.List;
import java.util.Set;

/**
 * What columns are together: a postcode beside a street or a place on the map is a part of where somebody lives,
 * however few there are, and a name beside a family name is a given name.
 */
final class Addresses {
    private static final String PERSON = "personal data: " + PersonalData.NAME;
    private static final Set<String> PLACES = Set.of("personal data: address", "personal data: coordinates");

    private Addresses() {}

    /** The schemas, in which such a postcode is a code and such a name personal. */
    static List<ColumnSchema> whole(List<ColumnSchema> schemas, Set<String> declared) {
        return coded(named(schemas, declared), declared);
    }

    private static List<ColumnSchema> named(List<ColumnSchema> schemas, Set<String> declared) {
        if (schemas.stream().noneMatch(column -> column.role() == Role.PERSONAL
                && column.reason().startsWith(PERSON))) {
            return schemas;
        }
        return schemas.stream().map(column -> isText(column) && !declared.contains(column.name())
                && NameRules.isPlainName(NameTokens.of(column.name()))
                        ? column.withRole(Role.PERSONAL, PERSON + ", beside another name")
                        : column)
                .toList();
    }

    private static boolean isText(ColumnSchema column) {
        return column.role() == Role.CATEGORICAL || column.role() == Role.IDENTIFIER
                || column.role() == Role.FREE_TEXT;
    }

    private static List<ColumnSchema> coded(List<ColumnSchema> schemas, Set<String> declared) {
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
