package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What inference must know of the experiment of a data set: {@code live/<dataset>/experiment.json}, which lies there
 * while one runs. It holds for one champion: while another version is live, inference answers as if there were none.
 *
 * @param champion the version that was live when it began, as {@code v3}
 * @param challenger the version that is tried
 * @param modelKey of the challenger's model file
 * @param modelSha256 of it in hexadecimal
 * @param share of the customers, or while shadowing of the requests, that the challenger is asked for, in (0, 1)
 * @param ends when inference stops by itself
 */
public record LiveExperiment(UUID id, String dataset, ExperimentKind kind, String champion, String challenger,
        String modelKey, String modelSha256, double share, Instant ends) {

    /** For how long a reader may go by what it has read. */
    public static final Duration RECHECK = Duration.ofSeconds(30);

    private static final String SUFFIX = "/experiment.json";

    public LiveExperiment {
        Check.argument(share > 0 && share < 1, "share must be in (0, 1), got %s", share);
    }

    /** Where the experiment of a data set lies. */
    public static String key(String dataset) {
        return LivePointer.PREFIX + dataset + SUFFIX;
    }

    /** The data set of a key; empty for keys of anything else. */
    public static Optional<String> dataset(String key) {
        return Optional.of(key).filter(it -> it.startsWith(LivePointer.PREFIX) && it.endsWith(SUFFIX))
                .map(it -> it.substring(LivePointer.PREFIX.length(), it.length() - SUFFIX.length()))
                .filter(DatasetName::isValid);
    }

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id.toString());
        document.put("dataset", dataset);
        document.put("kind", kind.word());
        document.put("champion", champion);
        document.put("challenger", challenger);
        document.put("model_key", modelKey);
        document.put("model_sha256", modelSha256);
        document.put("share", share);
        document.put("ends", ends);
        return Json.write(document);
    }

    /**
     * Reads the experiment of a data set.
     *
     * @throws ContractException when the document is none
     */
    public static LiveExperiment parse(String dataset, byte[] document) {
        return ContractJson.read(document, key(dataset), LiveExperiment::of);
    }

    private static LiveExperiment of(JsonObject object) {
        double share = object.number("share");
        if (!(share > 0 && share < 1)) {
            throw object.bad("share", "a number between 0 and 1", share);
        }
        return new LiveExperiment(ContractJson.uuid(object, "id"), ContractJson.filled(object, "dataset"),
                object.constant("kind", ExperimentKind.class), ContractJson.filled(object, "champion"),
                ContractJson.filled(object, "challenger"), ContractJson.filled(object, "model_key"),
                ContractJson.filled(object, "model_sha256"), share, ContractJson.instant(object, "ends"));
    }
}
