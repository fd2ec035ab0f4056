package io.segmenta.model.contract;

import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a file that was put to be scored: {@code people/<dataset>/scores/<file>.json}, written after the
 * answer. It bears no time, so that the same file and model give the same bytes.
 *
 * @param model that was live; empty when none was
 * @param result the answer, or why there is none
 */
public record ScoreOutcome(Input input, Optional<Model> model, Result result) {
    private static final String WHAT = "score outcome";
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String FAILED = "FAILED";

    /**
     * The file.
     *
     * @param version of the object, or its entity tag where the bucket keeps no versions
     * @param etag without quotes
     * @param sha256 of its bytes in hexadecimal; empty when it was not read
     */
    public record Input(String key, String version, String etag, Optional<String> sha256) {}

    /**
     * A live model.
     *
     * @param version in the registry, as {@code v3}
     * @param sha256 of the model file in hexadecimal
     * @param run that made it; empty when its key does not tell
     */
    public record Model(String version, String packageArn, String sha256, Optional<UUID> run) {
        /** What a live pointer names. */
        public static Model of(LivePointer pointer) {
            return new Model(pointer.modelVersion(), pointer.modelPackageArn(), pointer.modelSha256(),
                    RunFolder.containing(pointer.modelKey()).map(RunFolder::run));
        }
    }

    /** What came of it. */
    public sealed interface Result {}

    /**
     * Records were answered.
     *
     * @param key of the answers
     * @param sha256 of the bytes there, in hexadecimal
     * @param records of the file
     * @param refused those among them with a reason in the place of an answer
     * @param errors why, of the first values that cannot be used
     */
    public record Answered(String key, String sha256, int records, int refused,
            List<FieldProblem> errors) implements Result {
        public Answered {
            errors = List.copyOf(errors);
        }
    }

    /** Nothing was answered, by a fault that trying again does not mend. */
    public record Failed(Problem problem) implements Result {}

    /** Whether it tells of this version of the file under what is live, so that there is nothing left to do. */
    public boolean isOf(Input other, Optional<Model> live) {
        return input.key.equals(other.key) && input.version.equals(other.version) && input.etag.equals(other.etag)
                && model.equals(live);
    }

    /** {@code SUCCEEDED} or {@code FAILED}. */
    public String status() {
        return result instanceof Answered ? SUCCEEDED : FAILED;
    }

    /** The bytes of the document. */
    public byte[] write() {
        return Json.write(document());
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", status());
        document.put("key", input.key);
        document.put("object_version", input.version);
        document.put("etag", input.etag);
        input.sha256.ifPresent(hash -> document.put("data_sha256", hash));
        model.ifPresent(live -> {
            document.put("model_version", live.version);
            document.put("model_package_arn", live.packageArn);
            document.put("model_sha256", live.sha256);
            live.run.ifPresent(run -> document.put("run_id", run));
        });
        if (result instanceof Answered answered) {
            document.put("answer_key", answered.key);
            document.put("answer_sha256", answered.sha256);
            document.put("records", answered.records);
            document.put("answered", answered.records - answered.refused);
            document.put("refused", answered.refused);
            document.put("errors", Problem.documents(answered.errors));
        } else if (result instanceof Failed failed) {
            document.put("problem", failed.problem.toDocument());
        }
        return document;
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it is none
     */
    public static ScoreOutcome parse(byte[] document) {
        return ContractJson.read(document, WHAT, ScoreOutcome::of);
    }

    private static ScoreOutcome of(JsonObject object) {
        Input input = new Input(ContractJson.filled(object, "key"), object.string("object_version"),
                object.string("etag"), object.optionalString("data_sha256"));
        Optional<Model> model = object.has("model_version")
                ? Optional.of(new Model(object.string("model_version"), object.string("model_package_arn"),
                        object.string("model_sha256"),
                        object.has("run_id") ? Optional.of(ContractJson.uuid(object, "run_id")) : Optional.empty()))
                : Optional.empty();
        return new ScoreOutcome(input, model, result(object));
    }

    private static Result result(JsonObject object) {
        String status = object.string("status");
        if (status.equals(SUCCEEDED)) {
            return new Answered(ContractJson.filled(object, "answer_key"),
                    ContractJson.filled(object, "answer_sha256"), object.integer("records", 1, Integer.MAX_VALUE),
                    object.integer("refused", 0, Integer.MAX_VALUE), errors(object));
        } else if (status.equals(FAILED)) {
            return new Failed(problem(object.object("problem")));
        }
        throw object.bad("status", '"' + SUCCEEDED + "\" or \"" + FAILED + '"', status);
    }

    private static Problem problem(JsonObject object) {
        String type = object.string("type");
        if (!type.startsWith(Problem.TYPE) || type.length() == Problem.TYPE.length()) {
            throw object.bad("type", Problem.TYPE + "...", type);
        }
        return new Problem(type.substring(Problem.TYPE.length()), ContractJson.filled(object, "title"),
                object.integer("status", 400, 599), object.string("detail"),
                object.has("errors") ? errors(object) : List.of());
    }

    private static List<FieldProblem> errors(JsonObject object) {
        return object.objects("errors").stream()
                .map(error -> new FieldProblem(error.integer("record", 0, Integer.MAX_VALUE), error.string("field"),
                        error.optionalString("value").orElse(null), error.string("expected")))
                .toList();
    }
}
