package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;

import io.segmenta.model.predict.Prediction.Identity;
import io.segmenta.model.predict.Prediction.Part;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes predictions as JSON. Numbers are rounded to six decimals. */
final class AnswerJson {

    private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private static final double DECIMALS = 1e6;
    private static final double ROUNDED_BELOW = 1e9;

    private static final SerializableString SEGMENT_ID = new SerializedString("segment_id");
    private static final SerializableString CLUSTER = new SerializedString("cluster");
    private static final SerializableString CLUSTER_NAME = new SerializedString("cluster_name");
    private static final SerializableString RECOMMENDATION = new SerializedString("recommendation");
    private static final SerializableString CONFIDENCE = new SerializedString("confidence");
    private static final SerializableString DISTANCE = new SerializedString("distance");
    private static final SerializableString OUTSIDE = new SerializedString("outside");
    private static final SerializableString MODEL_VERSION = new SerializedString("model_version");
    private static final SerializableString TIMESTAMP = new SerializedString("timestamp");
    private static final SerializableString FLAGS = new SerializedString("flags");
    private static final SerializableString IMPUTED = new SerializedString("imputed");
    private static final SerializableString CLIPPED = new SerializedString("clipped");
    private static final SerializableString UNSEEN = new SerializedString("unseen");
    private static final SerializableString MISSING = new SerializedString("missing");
    private static final SerializableString RECOMPUTED = new SerializedString("recomputed");
    private static final SerializableString RENAMED = new SerializedString("renamed");
    private static final SerializableString WHY = new SerializedString("why");
    private static final SerializableString COLUMN = new SerializedString("column");
    private static final SerializableString VALUE = new SerializedString("value");
    private static final SerializableString CONTRIBUTION = new SerializedString("contribution");

    /** Names an echoed identifier must not take. */
    private static final Set<String> OWN = Set.of("segment_id", "cluster", "cluster_name", "recommendation",
            "confidence", "distance", "outside", "model_version", "timestamp", "flags", "why", "error");

    private AnswerJson() {}

    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    static double rounded(double value) {
        return Math.abs(value) < ROUNDED_BELOW ? Math.rint(value * DECIMALS) / DECIMALS : value;
    }

    static String timestamp(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** @param timestamp of the prediction, formatted once per request */
    static void write(JsonGenerator json, Prediction prediction, String timestamp) throws IOException {
        json.writeStartObject();
        for (Identity identity : prediction.identity()) {
            if (!OWN.contains(identity.column())) {
                json.writeFieldName(identity.column());
                if (identity.number()) {
                    json.writeNumber(identity.text());
                } else {
                    json.writeString(identity.text());
                }
            }
        }
        field(json, SEGMENT_ID, prediction.segment().id());
        json.writeFieldName(CLUSTER);
        json.writeNumber(prediction.segment().cluster());
        field(json, CLUSTER_NAME, prediction.segment().name());
        field(json, RECOMMENDATION, prediction.segment().action());
        json.writeFieldName(CONFIDENCE);
        json.writeNumber(rounded(prediction.confidence()));
        json.writeFieldName(DISTANCE);
        json.writeNumber(rounded(prediction.distance()));
        json.writeFieldName(OUTSIDE);
        json.writeBoolean(prediction.outside());
        field(json, MODEL_VERSION, prediction.modelVersion());
        field(json, TIMESTAMP, timestamp);
        json.writeFieldName(FLAGS);
        json.writeStartObject();
        field(json, IMPUTED, prediction.imputed());
        field(json, CLIPPED, prediction.clipped());
        field(json, UNSEEN, prediction.unseen());
        field(json, MISSING, prediction.missing());
        if (!prediction.recomputed().isEmpty()) {
            field(json, RECOMPUTED, prediction.recomputed());
        }
        json.writeFieldName(RENAMED);
        json.writeStartObject();
        for (Map.Entry<String, String> renamed : prediction.renamed().entrySet()) {
            json.writeStringField(renamed.getKey(), renamed.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        if (!prediction.why().isEmpty()) {
            json.writeFieldName(WHY);
            json.writeStartArray();
            for (Part part : prediction.why()) {
                write(json, part);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Part part) throws IOException {
        json.writeStartObject();
        field(json, COLUMN, part.column());
        json.writeFieldName(VALUE);
        if (part.text() != null) {
            json.writeString(part.text());
        } else if (Double.isNaN(part.number())) {
            json.writeNull();
        } else if (part.number() == (int) part.number()) {
            json.writeNumber((int) part.number());
        } else {
            json.writeNumber(part.number());
        }
        json.writeFieldName(CONTRIBUTION);
        json.writeNumber(rounded(part.contribution()));
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, SerializableString name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    private static void field(JsonGenerator json, SerializableString name, List<String> values) throws IOException {
        json.writeFieldName(name);
        json.writeStartArray();
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
