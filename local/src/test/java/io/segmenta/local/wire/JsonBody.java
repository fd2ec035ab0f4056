package io.segmenta.local.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** A JSON document held against a structure, members of members and elements of lists with it. */
final class JsonBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsService service;
    private final Findings findings;

    JsonBody(AwsService service, Findings findings) {
        this.service = service;
        this.findings = findings;
    }

    /**
     * Adds whatever is wrong in the document.
     *
     * @param also names of members that the protocol adds to the structure
     */
    void check(String place, String body, Shape shape, Set<String> also) {
        JsonNode document = read(body);
        if (document.isObject()) {
            members(place, document, shape, also);
        } else {
            findings.add(place, "is no JSON object");
        }
    }

    /** The document in a body told byte by byte; missing when it is no JSON. */
    static JsonNode read(String body) {
        try {
            return body.isEmpty()
                    ? JSON.createObjectNode()
                    : JSON.readTree(new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private void members(String place, JsonNode object, Shape shape, Set<String> also) {
        Map<String, SdkField<?>> known = shape.at(MarshallLocation.PAYLOAD);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            SdkField<?> field = known.get(member.getKey());
            if (field != null) {
                value(place + '.' + member.getKey(), member.getValue(), shape, field);
            } else if (!also.contains(member.getKey())) {
                findings.add(place, shape.name() + " has no member " + member.getKey());
            }
        }
        for (String required : Requirements.of(service, shape)) {
            boolean inBody = known.values().stream().anyMatch(field -> field.memberName().equals(required));
            if (inBody && !object.has(required)) {
                findings.add(place, shape.name() + " needs its member " + required);
            }
        }
    }

    private void value(String place, JsonNode value, Shape shape, SdkField<?> field) {
        switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> {
                if (expect(value.isObject(), place, value, shape, field)) {
                    members(place, value, Shape.of(field), Set.of());
                }
            }
            case LIST -> {
                if (expect(value.isArray(), place, value, shape, field)) {
                    list(place, value, shape, field);
                }
            }
            case MAP -> {
                if (expect(value.isObject(), place, value, shape, field)) {
                    SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
                    value.properties().forEach(one -> value(place + '.' + one.getKey(), one.getValue(), shape, entry));
                }
            }
            case STRING, INTEGER, SHORT, BYTE, LONG, FLOAT, DOUBLE, BIG_DECIMAL, BOOLEAN, INSTANT, SDK_BYTES, DOCUMENT,
                    NULL ->
                expect(isScalar(value, shape, field), place, value, shape, field);
        }
    }

    /** Elements have no name; where they are words, the list's getter tells which. */
    private void list(String place, JsonNode list, Shape shape, SdkField<?> field) {
        SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
        for (int i = 0; i < list.size(); i++) {
            String at = place + '[' + i + ']';
            if (list.get(i).isTextual() && !Words.fit(list.get(i).asText(), shape.words(field))) {
                findings.add(at, Words.told(list.get(i).asText(), field, shape));
            } else {
                value(at, list.get(i), shape, element);
            }
        }
    }

    private boolean expect(boolean fits, String place, JsonNode value, Shape shape, SdkField<?> field) {
        if (!fits) {
            findings.add(place, Words.told(value.isTextual() ? value.asText() : value.toString(), field, shape));
        }
        return fits;
    }

    /** Times are numbers of seconds here; bytes are Base64. */
    private static boolean isScalar(JsonNode value, Shape shape, SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> value.isTextual() && Words.fit(value.asText(), shape.words(field));
            case INTEGER, SHORT, BYTE -> value.canConvertToInt() && value.isIntegralNumber();
            case LONG -> value.canConvertToLong() && value.isIntegralNumber();
            case FLOAT, DOUBLE, BIG_DECIMAL, INSTANT -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case SDK_BYTES -> value.isTextual() && isBase64(value.asText());
            case DOCUMENT -> true;
            case NULL, SDK_POJO, LIST, MAP -> false;
        };
    }

    private static boolean isBase64(String text) {
        try {
            var _ = Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
