package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns of a data set, in their order, with unique names. */
public record Schema(List<ColumnSchema> columns) {

    /** The version of the schema document that {@link #toJson} writes and {@link #fromJson} reads. */
    public static final int VERSION = 1;

    public Schema {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (ColumnSchema column : columns) {
            Check.argument(names.add(column.name()), "two columns are named \"%s\"", column.name());
        }
    }

    /** Returns the column of this name; empty when there is none. */
    public Optional<ColumnSchema> column(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(columns.get(index));
    }

    /** Returns the first column that names rows and is no personal data; empty when the table has none. */
    public Optional<Column> identifier(Table table) {
        return columns.stream().filter(column -> column.role() == Role.IDENTIFIER)
                .flatMap(column -> table.column(column.name()).stream()).findFirst();
    }

    /** Returns the place of the column of that name, -1 when there is none. */
    public int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the schema as a JSON document for people to read and edit. */
    public String toJson() {
        return new String(Json.pretty(toDocument()), StandardCharsets.UTF_8);
    }

    /** Returns the schema as maps and lists. */
    public Map<String, Object> toDocument() {
        List<Object> list = new ArrayList<>();
        for (ColumnSchema column : columns) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", column.name());
            fields.put("role", column.role().name().toLowerCase(Locale.ROOT));
            fields.put("required", column.required());
            if (column.min().isPresent()) {
                fields.put("min", column.min().getAsDouble());
            }
            if (column.max().isPresent()) {
                fields.put("max", column.max().getAsDouble());
            }
            if (!column.categories().isEmpty()) {
                fields.put("categories", column.categories());
            }
            if (column.dateFormat().isPresent()) {
                fields.put("date_format", column.dateFormat().get());
            }
            column.numberFormat().ifPresent(format -> fields.put("number_format", format.toDocument()));
            if (!column.missing().isEmpty()) {
                fields.put("missing", column.missing());
            }
            column.description().ifPresent(text -> fields.put("description", text));
            column.view().ifPresent(from -> fields.put("view", from));
            fields.put("reason", column.reason());
            list.add(fields);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("columns", list);
        return document;
    }

    /**
     * Reads a schema document.
     *
     * @throws DataException when it is not JSON, not a schema, or of a newer version
     */
    public static Schema fromJson(String json) {
        return fromDocument(Json.parse(json.getBytes(StandardCharsets.UTF_8), "schema"));
    }

    /** Reads a parsed schema document. */
    public static Schema fromDocument(JsonObject document) {
        long version = document.integer("version");
        if (version > VERSION) {
            throw DataException.of(Reason.SCHEMA_MISMATCH, "schema version %d is newer than this reader (%d)", version,
                    VERSION);
        }
        List<ColumnSchema> columns = new ArrayList<>();
        for (JsonObject column : document.objects("columns")) {
            try {
                columns.add(new ColumnSchema(column.string("name"), column.constant("role", Role.class),
                        column.has("required") && column.bool("required"), column.optionalNumber("min"),
                        column.optionalNumber("max"),
                        column.has("categories") ? column.strings("categories") : List.of(),
                        column.optionalString("date_format"),
                        column.has("number_format")
                                ? Optional.of(NumberFormat.fromDocument(column.object("number_format")))
                                : Optional.empty(),
                        column.has("missing") ? column.strings("missing") : List.of(),
                        column.optionalString("description"), column.optionalString("view"),
                        column.optionalString("reason").orElse("declared")));
            } catch (IllegalArgumentException contradiction) {
                throw new DataException(Reason.SCHEMA_MISMATCH, "schema: " + contradiction.getMessage(), contradiction);
            }
        }
        try {
            return new Schema(columns);
        } catch (IllegalArgumentException contradiction) {
            throw new DataException(Reason.SCHEMA_MISMATCH, "schema: " + contradiction.getMessage(), contradiction);
        }
    }
}
