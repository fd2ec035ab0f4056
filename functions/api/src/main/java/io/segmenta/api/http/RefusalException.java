package io.segmenta.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.predict.Problem;
import io.segmenta.platform.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Ends a request with a refusal, which is told as RFC 9457 has it. */
public final class RefusalException extends RuntimeException {
    private final transient Refusal refusal;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private final transient ObjectNode further = Json.object();

    RefusalException(Refusal refusal, String detail, List<Fault> faults) {
        super(detail);
        this.refusal = refusal;
        this.faults = List.copyOf(faults);
    }

    /** The request has these mistakes, of which there is at least one. */
    public static RefusalException of(List<Fault> faults) {
        return new RefusalException(Refusal.INVALID_REQUEST,
                faults.stream().map(Fault::sentence).collect(Collectors.joining("; ")), faults);
    }

    /** Adds a header to the answer. */
    public RefusalException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Adds a member to the problem. */
    public RefusalException with(String member, JsonNode value) {
        further.set(member, value);
        return this;
    }

    /** What kind of refusal it is. */
    public Refusal refusal() {
        return refusal;
    }

    /** Returns what is wrong, never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /**
     * The refusal as an answer.
     *
     * @param instance names the request
     */
    public Answer answer(String instance) {
        ObjectNode problem = Json.object().put("type", Problem.TYPE + refusal.code()).put("title", title())
                .put("status", refusal.status()).put("detail", getMessage()).put("instance", instance);
        if (!faults.isEmpty()) {
            faults.forEach(fault -> problem.withArray("errors").addObject()
                    .put(fault.where().name().toLowerCase(Locale.ROOT), fault.name()).put("code", fault.code())
                    .put("detail", fault.detail()));
        }
        problem.setAll(further);
        Answer answer = Answer.of(refusal.status(), Problem.CONTENT_TYPE, Json.bytes(problem))
                .with("cache-control", "no-store");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    private String title() {
        return faults.size() > 1 ? "The request has " + faults.size() + " mistakes" : refusal.title();
    }
}
