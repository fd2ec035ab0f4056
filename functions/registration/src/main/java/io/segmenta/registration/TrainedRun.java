package io.segmenta.registration;

import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import io.segmenta.platform.Names;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A run that ended well, as training tells of it. */
record TrainedRun(UUID id, String dataset, String bucket) {
    /**
     * The good runs in the result of training, which Lambda hands over as the {@code responsePayload} of a call.
     *
     * @throws IllegalArgumentException when the event carries no result of training
     */
    static List<TrainedRun> of(LambdaDestinationEvent event) {
        if (event != null && event.getResponsePayload() instanceof Map<?, ?> result
                && result.get("runs") instanceof List<?> runs) {
            return runs.stream().map(TrainedRun::fields).filter(run -> required(run, "status").equals("SUCCEEDED"))
                    .map(TrainedRun::of).toList();
        }
        throw new IllegalArgumentException(
                "the event holds no result of training: \"responsePayload\" has no list \"runs\"");
    }

    private static Map<?, ?> fields(Object run) {
        if (run instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new IllegalArgumentException("a run in the result of training must be an object");
    }

    private static TrainedRun of(Map<?, ?> run) {
        String dataset = required(run, "dataset");
        if (!Names.isDataset(dataset)) {
            throw new IllegalArgumentException("\"" + dataset + "\" is no name of a data set");
        }
        return new TrainedRun(UUID.fromString(required(run, "run_id")), dataset, required(run, "bucket"));
    }

    private static String required(Map<?, ?> run, String field) {
        if (run.get(field) instanceof String value && !value.isEmpty()) {
            return value;
        }
        throw new IllegalArgumentException("field \"" + field + "\" must be a text, got " + run.get(field));
    }
}
