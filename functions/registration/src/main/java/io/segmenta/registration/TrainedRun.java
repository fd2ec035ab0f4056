package io.segmenta.registration;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A run that ended well, as training tells of it. */
record TrainedRun(UUID id, String dataset, String bucket) {
    /**
     * The good runs in the result of training, by itself or in the envelope of a Lambda destination.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static List<TrainedRun> parse(JsonNode event) {
        JsonNode runs = (event.has("responsePayload") ? event.path("responsePayload") : event).path("runs");
        if (!runs.isArray()) {
            throw new IllegalArgumentException("the event is no result of training: it has no list \"runs\"");
        }
        List<TrainedRun> trained = new ArrayList<>();
        for (JsonNode run : runs) {
            if (Json.required(run, "status").equals("SUCCEEDED")) {
                String dataset = Json.required(run, "dataset");
                if (!Names.isDataset(dataset)) {
                    throw new IllegalArgumentException("\"" + dataset + "\" is no name of a data set");
                }
                trained.add(new TrainedRun(UUID.fromString(Json.required(run, "run_id")), dataset,
                        Json.required(run, "bucket")));
            }
        }
        return trained;
    }
}
