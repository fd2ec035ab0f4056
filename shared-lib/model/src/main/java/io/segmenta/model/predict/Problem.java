package io.segmenta.model.predict;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal as RFC 9457 tells it.
 *
 * @param code kebab-case, the end of {@code urn:segmenta:problem:<code>}
 * @param title the same for every problem of the code
 * @param status HTTP status
 * @param detail what is wrong here, one sentence
 * @param errors the values that are wrong; may be empty
 */
public record Problem(String code, String title, int status, String detail, List<FieldProblem> errors) {

    /** The content type of a problem. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** What the type of every problem begins with, before its code. */
    public static final String TYPE = "urn:segmenta:problem:";

    public Problem {
        Check.notBlank(code, "code");
        Check.notBlank(title, "title");
        Check.notNull(detail, "detail");
        Check.range("status", status, 400, 599);
        errors = List.copyOf(errors);
    }

    /** Makes a problem without single values. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(code, title, status, detail, List.of());
    }

    static Problem malformed(String detail) {
        return of(400, "malformed", "The request cannot be read", detail);
    }

    static Problem tooLarge(String detail) {
        return of(413, "too-large", "The request is too large", detail);
    }

    static Problem badRecord(List<FieldProblem> errors) {
        return new Problem("bad-record", "A record cannot be used", 422, errors.get(0).sentence(), errors);
    }

    /** Returns the problem as maps and lists. */
    public Map<String, Object> toDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPE + code);
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail);
        if (!errors.isEmpty()) {
            document.put("errors", documents(errors));
        }
        return document;
    }

    /** Returns values that are wrong as maps and lists. */
    public static List<Map<String, Object>> documents(List<FieldProblem> errors) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (FieldProblem error : errors) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("record", error.record());
            fields.put("field", error.field());
            fields.put("value", error.value());
            fields.put("expected", error.expected());
            list.add(fields);
        }
        return list;
    }

    /** Returns the problem as an HTTP answer. */
    public Reply toReply() {
        return new Reply(status, CONTENT_TYPE, Json.write(toDocument()));
    }
}
