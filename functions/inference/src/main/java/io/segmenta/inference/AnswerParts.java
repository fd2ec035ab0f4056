package io.segmenta.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.segmenta.model.experiment.Exposure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers to the records of one request as they lie in its reply: one object, a list of them in
 * {@code predictions}, or one a line. So an experiment goes by what was answered, whoever did.
 */
final class AnswerParts {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String PREDICTIONS = "predictions";

    private final byte[] body;
    private final List<Part> parts;

    /**
     * One answer.
     *
     * @param from its first byte
     * @param to after its last one
     * @param answered whether there is an answer, and no refusal in its place
     * @param customer the identifier of the record; empty where it has none
     * @param segment lasting id
     */
    record Part(int from, int to, boolean answered, Optional<String> customer, String segment, boolean outside) {}

    private AnswerParts(byte[] body, List<Part> parts) {
        this.body = body;
        this.parts = parts;
    }

    /**
     * Reads a reply.
     *
     * @param identifiers the columns that identify a customer, the first of them that is there counts
     * @throws IOException when it is none of these
     */
    static AnswerParts of(byte[] body, List<String> identifiers) throws IOException {
        List<Part> parts = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Optional<Part> one = part(parser, identifiers, parts);
                one.ifPresent(parts::add);
            }
        }
        return new AnswerParts(body, parts);
    }

    List<Part> parts() {
        return parts;
    }

    /** Reads an object; where it is the list of answers, into that list. */
    private static Optional<Part> part(JsonParser parser, List<String> identifiers, List<Part> list)
            throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        Optional<String> customer = Optional.empty();
        int rank = Integer.MAX_VALUE;
        String segment = "";
        boolean outside = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            int place = identifiers.indexOf(name);
            if (name.equals(PREDICTIONS) && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    part(parser, identifiers, list).ifPresent(list::add);
                }
                parser.nextToken();
                return Optional.empty();
            } else if (place >= 0 && place < rank && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                customer = Optional.of(parser.getText()).filter(text -> !text.isBlank());
                rank = place;
            } else if (name.equals("segment_id") && value == JsonToken.VALUE_STRING) {
                segment = parser.getText();
            } else if (name.equals("outside")) {
                outside = value == JsonToken.VALUE_TRUE;
            } else {
                parser.skipChildren();
            }
        }
        int to = (int) parser.currentLocation().getByteOffset();
        return Optional.of(new Part(from, to, !segment.isEmpty(), customer,
                segment.isEmpty() ? Exposure.NO_SEGMENT : segment, outside));
    }

    /**
     * The reply with some answers exchanged and something added to some.
     *
     * @param instead parts of another reply, by place
     * @param other that reply
     * @param added fields to be added to an answer, by place
     */
    byte[] with(Map<Integer, Part> instead, AnswerParts other, Map<Integer, String> added) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + body.length / 4);
        int at = 0;
        for (int place = 0; place < parts.size(); place++) {
            Part part = parts.get(place);
            out.write(body, at, part.from - at);
            Part taken = instead.getOrDefault(place, part);
            byte[] source = instead.containsKey(place) ? other.body : body;
            byte[] fields = added.getOrDefault(place, "").getBytes(StandardCharsets.UTF_8);
            out.write(source, taken.from, taken.to - 1 - taken.from);
            out.write(fields, 0, fields.length);
            out.write('}');
            at = part.to;
        }
        out.write(body, at, body.length - at);
        return out.toByteArray();
    }
}
