package io.segmenta.model.contract;

import io.segmenta.model.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is new in the columns of an upload since the one before it: {@code changes.json}. Depends on when a file comes
 * and not only on what it holds, so it is kept apart from the files that are equal for equal data.
 *
 * @param since the run of the upload before
 * @param differences one sentence each; empty when the columns are the same
 */
public record SchemaChanges(UUID since, List<String> differences) {
    public SchemaChanges {
        differences = List.copyOf(differences);
    }

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("since_run_id", since);
        document.put("differences", differences);
        return Json.write(document);
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it tells of no changes
     */
    public static SchemaChanges parse(byte[] document) {
        return ContractJson.read(document, RunFile.CHANGES.path(), object -> new SchemaChanges(
                ContractJson.uuid(object, "since_run_id"), object.strings("differences")));
    }
}
