package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of the privacy function when the rows of a whole data set are to go. It lies where the erasure of a
 * customer would: {@link ErasureKey#request()}.
 *
 * @param dataset whose rows
 * @param requested when, in RFC 3339
 */
public record DatasetErasure(String dataset, String requested) {
    private static final String DATASET = "dataset";
    private static final String REQUESTED = "requested";

    public DatasetErasure {
        Check.argument(DatasetName.isValid(dataset), "not the name of a data set: %s", dataset);
        Check.notBlank(requested, REQUESTED);
    }

    /** The document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(DATASET, dataset);
        document.put(REQUESTED, requested);
        return Json.write(document);
    }

    /** What a request asks for; empty when it is of one customer. */
    public static Optional<DatasetErasure> of(JsonObject request) {
        return request.has(DATASET)
                ? Optional.of(new DatasetErasure(request.string(DATASET), request.string(REQUESTED)))
                : Optional.empty();
    }
}
