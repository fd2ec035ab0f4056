package io.segmenta.privacy;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The names of the columns that hold identifiers, as the runs of each data set read them. For one thread. */
final class IdentifierNames {
    private final ObjectStore store;
    private final Map<String, Set<String>> known = new HashMap<>();

    IdentifierNames(ObjectStore store) {
        this.store = store;
    }

    /** Of a data set; none where it has no run. */
    Set<String> of(String dataset) {
        return known.computeIfAbsent(dataset, this::read);
    }

    private Set<String> read(String dataset) {
        Set<String> names = new LinkedHashSet<>();
        store.list(RunFolder.prefix(dataset)).stream().filter(RunFile.SCHEMA::isAt)
                .forEach(key -> store.readAll(key).ifPresent(bytes -> names.addAll(identifiers(bytes))));
        return names;
    }

    /** A schema of another release tells nothing. */
    private static Set<String> identifiers(byte[] schema) {
        Set<String> names = new LinkedHashSet<>();
        try {
            for (ColumnSchema column : Schema.fromJson(new String(schema, StandardCharsets.UTF_8)).columns()) {
                if (column.role() == Role.IDENTIFIER) {
                    names.add(column.name());
                }
            }
        } catch (DataException unreadable) {
            return Set.of();
        }
        return names;
    }
}
