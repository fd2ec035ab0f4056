package io.segmenta.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.base.Nearest;
import io.segmenta.platform.Json;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the fields of a JSON body and collects what is wrong with them; {@link #check} tells all of it at once. A field
 * that is {@code null} is one that is not there.
 */
public final class Body {
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final JsonNode fields;
    private final List<Fault> faults = new ArrayList<>();

    private Body(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * The body of a request, of which these fields are known.
     *
     * @throws RefusalException when it is no JSON object
     */
    public static Body of(Request request, String... known) {
        return of(request, JSON, known);
    }

    /**
     * The changes of a merge patch (RFC 7396), in which {@code null} is a change too: {@link #names} tells it.
     *
     * @throws RefusalException when it is no JSON object
     */
    public static Body patch(Request request, String... known) {
        return of(request, MERGE_PATCH, known);
    }

    private static Body of(Request request, String expected, String... known) {
        String type = request.header("content-type").orElse(expected);
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(expected)) {
            throw Refusal.UNSUPPORTED_TYPE.because("send " + expected + ", got \"" + type + '"');
        }
        Body body = new Body(parsed(request.http().body()));
        List<String> names = List.of(known);
        body.fields.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                body.fault(name, "unknown", "is unknown" + Nearest.to(name, names)
                        .map(near -> "; did you mean " + near + '?').orElse("; known are " + String.join(", ", names)));
            }
        });
        return body;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode tree = Json.parse(new ByteArrayInputStream(body));
            if (tree.isObject()) {
                return tree;
            }
        } catch (IllegalArgumentException noJson) {
            throw RefusalException.of(List.of(new Fault(Fault.Where.POINTER, "", "malformed",
                    "the body is " + noJson.getMessage())));
        }
        throw RefusalException.of(List.of(new Fault(Fault.Where.POINTER, "", "malformed",
                "the body must be a JSON object")));
    }

    /** A text that must be there, one of these. */
    public String word(String name, List<String> known) {
        String given = text(name, Integer.MAX_VALUE).orElse("");
        if (!fields.hasNonNull(name)) {
            fault(name, "missing", "is missing; it must be one of " + String.join(", ", known));
        } else if (fields.path(name).isTextual() && !known.contains(given)) {
            fault(name, "unknown", "must be one of " + String.join(", ", known) + ", got \"" + given + '"'
                    + Nearest.to(given, known).map(near -> "; did you mean " + near + '?').orElse(""));
        }
        return given;
    }

    /** A text of one line and at most so many characters; empty when there is none. */
    public Optional<String> text(String name, int most) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        } else if (!value.isTextual()) {
            fault(name, "malformed", "must be a text, got " + value.getNodeType().name().toLowerCase(Locale.ROOT));
            return Optional.empty();
        } else if (value.textValue().length() > most) {
            fault(name, "out-of-range",
                    "must have at most " + most + " characters, got " + value.textValue().length());
        } else if (value.textValue().chars().anyMatch(Character::isISOControl)) {
            fault(name, "malformed", "must be one line, without control characters");
        }
        return Optional.of(value.textValue());
    }

    /** A text that must be there, or a number, which is taken as it is written. */
    public String textOrNumber(String name) {
        JsonNode value = fields.path(name);
        return value.isNumber() ? value.asText() : required(name);
    }

    /** A boolean; false when it is not there. */
    public boolean flag(String name) {
        JsonNode value = fields.path(name);
        if (fields.hasNonNull(name) && !value.isBoolean()) {
            fault(name, "malformed", "must be true or false, got " + value);
        }
        return value.asBoolean();
    }

    /** Whether the field is there and not {@code null}. */
    public boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /** A text that must be there. */
    public String required(String name) {
        if (!fields.hasNonNull(name)) {
            fault(name, "missing", "is missing");
        }
        return text(name, Integer.MAX_VALUE).orElse("");
    }

    /** A whole number that must be there, within bounds. */
    public long whole(String name, long least, long most) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            fault(name, "missing", "is missing; it must be a whole number in [" + least + ", " + most + "]");
        } else if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            fault(name, "malformed", "must be a whole number in [" + least + ", " + most + "], got " + value);
        } else if (value.longValue() < least || value.longValue() > most) {
            fault(name, "out-of-range", "must be in [" + least + ", " + most + "], got " + value);
        } else {
            return value.longValue();
        }
        return least;
    }

    /** A list of texts, each one of these; empty when there is none. */
    public List<String> words(String name, List<String> known) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        } else if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isTextual)) {
            fault(name, "malformed", "must be a list of texts");
            return List.of();
        }
        List<String> given = value.valueStream().map(JsonNode::textValue).toList();
        given.stream().filter(word -> !known.contains(word)).findFirst()
                .ifPresent(word -> fault(name, "unknown", "must hold some of " + String.join(", ", known) + ", got \""
                        + word + '"' + Nearest.to(word, known).map(near -> "; did you mean " + near + '?').orElse("")));
        if (given.stream().distinct().count() < given.size()) {
            fault(name, "malformed", "must hold each but once");
        }
        return given;
    }

    /** A number within bounds; the initial one when it is not there. */
    public double number(String name, double least, double most, double initial) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return initial;
        } else if (!value.isNumber()) {
            fault(name, "malformed", "must be a number in [" + least + ", " + most + "], got " + value);
        } else if (!(value.doubleValue() >= least && value.doubleValue() <= most)) {
            fault(name, "out-of-range", "must be in [" + least + ", " + most + "], got " + value);
        } else {
            return value.doubleValue();
        }
        return initial;
    }

    /**
     * An object of settings as they are written for one upload: texts, numbers, booleans, and lists of these, by keys
     * such as {@code columns.roles.age} or as objects within one another; empty when there is none.
     */
    public Map<String, String> settings(String name) {
        JsonNode value = fields.path(name);
        Map<String, String> settings = new LinkedHashMap<>();
        if (value.isMissingNode() || value.isNull()) {
            return settings;
        } else if (!value.isObject()) {
            fault(name, "malformed", "must be an object of settings by their keys, such as {\"clustering.k\": 4}");
            return settings;
        }
        value.properties().forEach(setting -> setting(name, setting.getKey(), setting.getValue(), settings));
        return settings;
    }

    private void setting(String name, String key, JsonNode given, Map<String, String> into) {
        if (given.isObject()) {
            given.properties().forEach(inner -> setting(name, key + '.' + inner.getKey(), inner.getValue(), into));
        } else if (given.isArray() && given.valueStream().allMatch(JsonNode::isValueNode)) {
            boolean plain = given.valueStream().noneMatch(item -> item.asText().contains(","));
            into.put(key, plain ? given.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
                    : given.toString());
        } else if (given.isArray() || given.isNull()) {
            fault(name, "malformed", key + " must be a text, a number, a boolean, a list or an object of these");
        } else {
            into.put(key, given.asText());
        }
    }

    /** Whether the field is there, be it {@code null}. */
    public boolean names(String name) {
        return fields.has(name);
    }

    /** Notes a mistake that the reader of a field has found. */
    public void fault(String name, String code, String detail) {
        faults.add(new Fault(Fault.Where.POINTER, '/' + name.replace("~", "~0").replace("/", "~1"), code, detail));
    }

    /**
     * Ends the reading.
     *
     * @throws RefusalException when something was wrong
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw refusal();
        }
    }

    /** The refusal of what was wrong, when something was. */
    public RefusalException refusal() {
        return RefusalException.of(faults);
    }
}
