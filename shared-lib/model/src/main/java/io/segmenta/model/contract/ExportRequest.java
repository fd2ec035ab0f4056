package io.segmenta.model.contract;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which rows of a run somebody wants as one file. It holds no row.
 *
 * @param version of the model that the run made
 * @param segments lasting ids; every row where there are none
 * @param minConfidence the least confidence, in [0, 1]
 * @param columns in this order, at least one
 * @param names what segments are called, by their ids, where not as the run called them
 */
public record ExportRequest(UUID run, int version, List<String> segments, double minConfidence, List<String> columns,
        Map<String, String> names) {
    private static final String RUN = "run_id";
    private static final String VERSION = "version";
    private static final String SEGMENTS = "segments";
    private static final String MIN_CONFIDENCE = "min_confidence";
    private static final String COLUMNS = "columns";
    private static final String NAMES = "names";

    public ExportRequest {
        segments = List.copyOf(segments);
        columns = List.copyOf(columns);
        names = Map.copyOf(names);
    }

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(RUN, run.toString());
        document.put(VERSION, version);
        document.put(SEGMENTS, segments);
        document.put(MIN_CONFIDENCE, minConfidence);
        document.put(COLUMNS, columns);
        Map<String, Object> called = new LinkedHashMap<>();
        names.keySet().stream().sorted().forEach(id -> called.put(id, names.get(id)));
        document.put(NAMES, called);
        return Json.write(document);
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it is none
     */
    public static ExportRequest parse(byte[] document) {
        return ContractJson.read(document, "the request of a list", object -> new ExportRequest(
                ContractJson.uuid(object, RUN), object.integer(VERSION, 1, Integer.MAX_VALUE),
                object.strings(SEGMENTS), object.number(MIN_CONFIDENCE), object.strings(COLUMNS),
                names(object.object(NAMES))));
    }

    private static Map<String, String> names(JsonObject object) {
        return object.names().stream().collect(Collectors.toMap(id -> id, object::string));
    }
}
