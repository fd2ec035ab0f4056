package io.segmenta.model.contract;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a version when it is to be approved: {@code card.json}. It is written once, and its SHA-256 is part
 * of the model package, so what was looked at is what is approved.
 *
 * @param run that made the model
 * @param reference the run of the model that it was compared with
 * @param gates every gate of the policy, passed or not
 * @param comments why the version is not served before a person has said something to it
 * @param evidence what became of the segments and who moved, as the run's files have it
 */
public record EvidenceCard(UUID run, String dataset, Optional<UUID> reference, List<Gate> gates,
        List<String> comments, Map<String, Object> evidence) {
    private static final int FORMAT = 1;
    private static final String RUN = "run_id";
    private static final String DATASET = "dataset";
    private static final String REFERENCE = "reference_run";
    private static final String GATES = "gates";
    private static final String COMMENTS = "needs_comment";

    /**
     * One condition of approval by itself.
     *
     * @param name one word of the settings, or what it looks at
     * @param text what was found against what was asked
     */
    public record Gate(String name, boolean passed, String text) {
        private Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", name);
            fields.put("passed", passed);
            fields.put("text", text);
            return fields;
        }

        private static Gate of(JsonObject object) {
            return new Gate(object.string("name"), object.bool("passed"), object.string("text"));
        }
    }

    public EvidenceCard {
        gates = List.copyOf(gates);
        comments = List.copyOf(comments);
    }

    /**
     * Whether the segments were compared with another model than the one that is live, or with none.
     *
     * @param live the run whose model is live; empty where nothing is
     */
    public boolean isStale(Optional<UUID> live) {
        return live.isPresent() && !live.equals(reference) && !live.get().equals(run);
    }

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put(RUN, run.toString());
        document.put(DATASET, dataset);
        reference.ifPresent(before -> document.put(REFERENCE, before.toString()));
        document.put(GATES, gates.stream().map(Gate::fields).toList());
        document.put(COMMENTS, comments);
        document.putAll(evidence);
        return Json.pretty(document);
    }

    /**
     * Reads the document but for its evidence, which is for people.
     *
     * @throws ContractException when it is none
     */
    public static EvidenceCard parse(byte[] document) {
        return ContractJson.read(document, RunFile.CARD.path(), object -> new EvidenceCard(
                ContractJson.uuid(object, RUN), object.string(DATASET),
                object.has(REFERENCE) ? Optional.of(ContractJson.uuid(object, REFERENCE)) : Optional.empty(),
                object.objects(GATES).stream().map(Gate::of).toList(), object.strings(COMMENTS), Map.of()));
    }
}
