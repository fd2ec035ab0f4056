package io.segmenta.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.schema.SchemaCheck;
import io.segmenta.platform.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is new in the columns of an upload since the one before it. Depends on when a file comes and not only on what it
 * holds, so it is kept apart from the files that are equal for equal data.
 *
 * @param since the run of the upload before
 * @param differences one sentence each; empty when the columns are the same
 */
record SchemaChanges(UUID since, List<String> differences) {
    static final String FILE = "changes.json";

    /**
     * Compares two schema documents.
     *
     * @return empty when the earlier one is of a newer version than this program reads
     */
    static Optional<SchemaChanges> between(UUID since, String before, String after) {
        Schema earlier;
        try {
            earlier = Schema.fromJson(before);
        } catch (DataException newer) {
            return Optional.empty();
        }
        return Optional.of(new SchemaChanges(since, SchemaCheck.differences(earlier, Schema.fromJson(after))));
    }

    byte[] toJson() {
        ObjectNode document = Json.object().put("since_run_id", since.toString());
        differences.forEach(document.putArray("differences")::add);
        return Json.bytes(document);
    }
}
