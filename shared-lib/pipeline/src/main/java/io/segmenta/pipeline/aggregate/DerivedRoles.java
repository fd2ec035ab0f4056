package io.segmenta.pipeline.aggregate;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.schema.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives columns that are none of the file, but were made of it, the role that {@code columns.roles} names. */
final class DerivedRoles {
    private DerivedRoles() {}

    /**
     * Applies the roles.
     *
     * @param file the columns of the file, whose roles have been applied
     * @throws ConfigException for a role that a computed number cannot have
     * @throws io.segmenta.model.base.DataException for a column that is neither of the file nor made
     */
    static Shaping.Shaped apply(Shaping.Shaped shaped, Table file, Map<String, Role> roles) {
        List<ColumnSchema> schemas = new ArrayList<>(shaped.schema().columns());
        List<String> problems = new ArrayList<>();
        roles.forEach((name, role) -> {
            if (file.column(name).isPresent()) {
                return;
            }
            int made = shaped.schema().indexOf(name);
            if (made < 0) {
                List<String> names = new ArrayList<>(file.columns().stream().map(Column::name).toList());
                shaped.table().columns().stream().map(Column::name).filter(other -> !names.contains(other))
                        .forEach(names::add);
                throw Inference.missing(file.source(), name, "columns.roles", names);
            }
            if (fits(role)) {
                schemas.set(made, schemas.get(made).withRole(role, "declared in columns.roles; "
                        + schemas.get(made).reason()));
            } else {
                problems.add(String.format(Locale.ROOT,
                        "columns.roles.%s: the column is computed, a number that no file holds; its role can be "
                                + "numeric, "
                                + "protected, personal or ignored, got %s; leave the line out to use it as a number",
                        name, role.name().toLowerCase(Locale.ROOT)));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Shaping.Shaped(shaped.table(), new Schema(schemas), shaped.notes());
    }

    private static boolean fits(Role role) {
        return switch (role) {
            case NUMERIC, PROTECTED, PERSONAL, IGNORED -> true;
            case CATEGORICAL, ORDINAL, BOOLEAN, DATE, IDENTIFIER, CODE, FREE_TEXT, CONSTANT -> false;
        };
    }
}
