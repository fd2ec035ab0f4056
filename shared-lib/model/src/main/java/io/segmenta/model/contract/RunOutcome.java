package io.segmenta.model.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one upload, as training answers a call and Lambda hands it to registration.
 *
 * @param run empty when the upload was ignored
 * @param dataset of the upload; empty when its key names none
 * @param bucket of the upload
 * @param reason a code, of what failed, was cancelled or was ignored
 * @param detail a sentence, of what failed or was cancelled
 */
public record RunOutcome(Optional<UUID> run, Optional<String> dataset, Status status, String bucket,
        Optional<String> reason, Optional<String> detail) {
    /** The field of training's answer that lists what became of each upload. */
    public static final String RUNS = "runs";

    /** How an upload ended. */
    public enum Status {
        SUCCEEDED, FAILED, CANCELLED, DUPLICATE, IGNORED
    }

    /** As registration and users read it, in this order. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        run.ifPresent(id -> fields.put("run_id", id.toString()));
        dataset.ifPresent(name -> fields.put("dataset", name));
        fields.put("status", status.name());
        fields.put("bucket", bucket);
        folder().ifPresent(folder -> fields.put("prefix", folder.prefix()));
        reason.ifPresent(code -> fields.put("reason", code));
        detail.ifPresent(sentence -> fields.put("detail", sentence));
        return fields;
    }

    /** Where its files lie, of an upload that has a run. */
    public Optional<RunFolder> folder() {
        return run.flatMap(id -> dataset.map(name -> new RunFolder(name, id)));
    }

    /**
     * The outcomes in an answer of training.
     *
     * @param answer the fields that the JSON of the answer holds
     * @throws ContractException when it lists none, or one cannot be read
     */
    public static List<RunOutcome> read(Map<?, ?> answer) {
        if (answer.get(RUNS) instanceof List<?> runs) {
            return runs.stream().map(RunOutcome::of).toList();
        }
        throw new ContractException(
                "the training function's answer must have a list \"" + RUNS + "\", got " + answer.get(RUNS));
    }

    private static RunOutcome of(Object run) {
        if (!(run instanceof Map<?, ?> fields)) {
            throw new ContractException("a run in the training function's answer must be an object, got " + run);
        }
        Status status = status(required(fields, "status"));
        boolean succeeded = status == Status.SUCCEEDED;
        Optional<String> dataset = succeeded ? Optional.of(DatasetName.check(required(fields, "dataset")))
                : text(fields, "dataset");
        Optional<UUID> id = (succeeded ? Optional.of(required(fields, "run_id")) : text(fields, "run_id"))
                .map(RunOutcome::uuid);
        return new RunOutcome(id, dataset, status, required(fields, "bucket"), text(fields, "reason"),
                text(fields, "detail"));
    }

    private static Status status(String name) {
        for (Status status : Status.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw new ContractException(
                "field \"status\" must be one of " + List.of(Status.values()) + ", got \"" + name + '"');
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new ContractException("field \"run_id\" must be a UUID, got \"" + text + '"', malformed);
        }
    }

    private static String required(Map<?, ?> run, String field) {
        return text(run, field).orElseThrow(
                () -> new ContractException("field \"" + field + "\" must be a string, got " + run.get(field)));
    }

    private static Optional<String> text(Map<?, ?> run, String field) {
        return run.get(field) instanceof String value && !value.isEmpty() ? Optional.of(value) : Optional.empty();
    }
}
