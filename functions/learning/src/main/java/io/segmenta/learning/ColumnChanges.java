package io.segmenta.learning;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.SchemaChanges;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.schema.SchemaCheck;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What is new in the columns since the upload before. */
public final class ColumnChanges {
    private ColumnChanges() {}

    /**
     * Compares two schemas.
     *
     * @param since the run of the upload before
     * @param before its {@code schema.json}
     * @param now that of the run
     * @return empty when the schema before is of a newer version than this program reads
     */
    public static Optional<SchemaChanges> of(UUID since, byte[] before, byte[] now) {
        Schema earlier;
        try {
            earlier = schema(before);
        } catch (DataException newer) {
            return Optional.empty();
        }
        return Optional.of(new SchemaChanges(since, SchemaCheck.differences(earlier, schema(now))));
    }

    private static Schema schema(byte[] json) {
        return Schema.fromJson(new String(json, StandardCharsets.UTF_8));
    }
}
