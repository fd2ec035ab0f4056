package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.json.Json;
import java.io.IOException;
import java.util.List;

/**
 * Reads records from a JSON token stream into a session, looking up each name once and allocating nothing for numbers.
 */
final class JsonRecords {

    static final int MAX_NESTING = 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES).disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build()).build();

    private JsonRecords() {}

    /** Reads UTF-8, with a byte order mark or without. */
    static JsonParser parser(byte[] body, int from, int length) throws IOException {
        boolean marked = length >= 3 && body[from] == (byte) 0xEF && body[from + 1] == (byte) 0xBB
                && body[from + 2] == (byte) 0xBF;
        return FACTORY.createParser(body, marked ? from + 3 : from, marked ? length - 3 : length);
    }

    /** Returns the text of a value that is neither an object nor a list. */
    static String text(JsonParser parser) throws IOException {
        return Json.wellFormed(parser.getText());
    }

    /** Tells whether a field of a request holds its records. */
    static boolean isList(String field) {
        return field.equals("instances") || field.equals("records");
    }

    /**
     * Reads the fields of an object whose start was read.
     *
     * @param wrapper whether a list of records may turn up in it
     * @return true at the object's end; false at the start of a list of records
     */
    static boolean readObject(JsonParser parser, Session session, int place, boolean wrapper) throws IOException {
        FieldNames names = session.predictor().names();
        session.clear();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            FieldNames.Binding binding = names.find(field);
            if (wrapper && token == JsonToken.START_ARRAY && isList(field) && !binding.exact()) {
                return false;
            }
            if (binding.found() && session.claim(binding, field)) {
                value(parser, token, session, binding.column(), place);
            } else {
                if (binding.unknown()) {
                    session.ignore(field);
                }
                parser.skipChildren();
            }
        }
        return true;
    }

    /** Reads a list of values in the order of the feature columns, whose start was read. */
    static void readPositions(JsonParser parser, Session session, int place) throws IOException {
        List<Integer> features = session.predictor().names().features();
        session.clear();
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count < features.size()) {
                value(parser, token, session, features.get(count), place);
            } else {
                parser.skipChildren();
            }
            count++;
        }
        if (count != features.size()) {
            session.refuse(wrongCount(session, place, count));
        }
    }

    static FieldProblem wrongCount(Session session, int place, int count) {
        return new FieldProblem(place, "", count + " values", session.predictor().names().features().size()
                + " values, for the columns " + session.predictor().featureList());
    }

    private static void value(JsonParser parser, JsonToken token, Session session, int column, int place)
            throws IOException {
        InputRecord record = session.record();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            double number = parser.getDoubleValue();
            if (Double.isInfinite(number) || session.predictor().names().isDate(column)) {
                // A date may be written as a number, such as 20240131; its column knows.
                record.setText(column, parser.getText());
            } else if (session.predictor().names().isIdentifier(column)) {
                record.setNumber(column, number, parser.getText());
            } else {
                record.setNumber(column, number);
            }
        } else if (token == JsonToken.VALUE_STRING) {
            record.setText(column, Json.wellFormed(parser.getText()));
        } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            truth(session, column, place, token == JsonToken.VALUE_TRUE);
        } else if (token == JsonToken.VALUE_NULL) {
            record.setMissing(column);
        } else {
            String found = token == JsonToken.START_ARRAY ? "a list" : "an object";
            parser.skipChildren();
            session.refuse(new FieldProblem(place, record.givenName(column), found, "a single value"));
        }
    }

    /** True is neither 1 nor a day. */
    private static void truth(Session session, int column, int place, boolean truth) {
        FieldNames names = session.predictor().names();
        InputRecord record = session.record();
        if (names.isMeasured(column)) {
            record.setMissing(column);
            session.refuse(new FieldProblem(place, record.givenName(column), Boolean.toString(truth),
                    names.isDate(column) ? "a date such as 2024-05-31" : "a number"));
        } else {
            record.setTruth(column, truth);
        }
    }
}
