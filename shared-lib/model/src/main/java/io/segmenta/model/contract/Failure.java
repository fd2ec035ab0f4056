package io.segmenta.model.contract;

import io.segmenta.model.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a run failed: {@code failure.json}.
 *
 * @param reason a code in kebab-case
 * @param detail for people, one sentence; of refused settings one a line
 * @param key of the upload
 * @param objectVersion of the upload, or its entity tag where the bucket keeps no versions
 */
public record Failure(String reason, String detail, String key, String objectVersion) {

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("reason", reason);
        document.put("detail", detail);
        document.put("key", key);
        document.put("object_version", objectVersion);
        return Json.write(document);
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it tells of no failure
     */
    public static Failure parse(byte[] document) {
        return ContractJson.read(document, RunFile.FAILURE.path(), object -> new Failure(object.string("reason"),
                object.string("detail"), object.string("key"), object.string("object_version")));
    }
}
