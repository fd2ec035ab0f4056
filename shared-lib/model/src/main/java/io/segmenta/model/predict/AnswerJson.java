package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import io.segmenta.model.Segment;
import io.segmenta.model.predict.Prediction.Identity;
import io.segmenta.model.predict.Prediction.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the predictions of one request as JSON. Numbers are rounded to six decimals. What is the same in many answers
 * is escaped once. For one thread.
 */
final class AnswerJson implements AutoCloseable {

    private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private static final double DECIMALS = 1e6;
    private static final double ROUNDED_BELOW = 1e9;
    /** In millionths: what Java writes without an exponent. */
    private static final long PLAIN_FROM = 1_000;
    private static final long PLAIN_BELOW = 10_000_000_000_000L;
    private static final int MAX_DIGITS = 16;
    private static final int MAX_YEAR = 9999;

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
    /** The flags of a record that has none. */
    private static final SerializableString NO_FLAGS = new SerializedString(
            "{\"imputed\":[],\"clipped\":[],\"unseen\":[],\"missing\":[],\"renamed\":{}}");
    private static final SerializableString WHY = new SerializedString("why");
    private static final SerializableString COLUMN = new SerializedString("column");
    private static final SerializableString VALUE = new SerializedString("value");
    private static final SerializableString CONTRIBUTION = new SerializedString("contribution");

    /** Names an echoed identifier must not take. */
    private static final Set<String> OWN = Set.of("segment_id", "cluster", "cluster_name", "recommendation",
            "confidence", "distance", "outside", "model_version", "timestamp", "flags", "why", "error");

    /** What every answer of a model bears, escaped. Immutable. */
    record Texts(List<SegmentTexts> segments, SerializableString modelVersion) {

        Texts(List<Segment> segments, String modelVersion) {
            this(segments.stream().map(SegmentTexts::new).toList(), new SerializedString(modelVersion));
        }

        SegmentTexts of(Segment segment) {
            return segment == Segment.NONE ? SegmentTexts.NONE : segments.get(segment.cluster());
        }
    }

    private record SegmentTexts(SerializableString id, SerializableString name, SerializableString action) {
        static final SegmentTexts NONE = new SegmentTexts(Segment.NONE);

        SegmentTexts(Segment segment) {
            this(new SerializedString(segment.id()), new SerializedString(segment.name()),
                    new SerializedString(segment.action()));
        }
    }

    private final JsonGenerator json;
    private final Texts texts;
    private final SerializableString timestamp;
    private final char[] digits = new char[MAX_DIGITS];

    AnswerJson(OutputStream out, Predictor predictor, Instant at) throws IOException {
        this.json = FACTORY.createGenerator(out);
        this.texts = predictor.texts();
        this.timestamp = new SerializedString(timestamp(at));
    }

    /** For what stands around the answers. */
    JsonGenerator generator() {
        return json;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    static double rounded(double value) {
        return Math.abs(value) < ROUNDED_BELOW ? Math.rint(value * DECIMALS) / DECIMALS : value;
    }

    /** As {@link Instant#toString} writes whole milliseconds; a formatter takes longer than the rest of an answer. */
    static String timestamp(Instant at) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
            return at.truncatedTo(ChronoUnit.MILLIS).toString();
        }
        int millis = at.getNano() / 1_000_000;
        char[] text = (millis == 0 ? "0000-00-00T00:00:00Z" : "0000-00-00T00:00:00.000Z").toCharArray();
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, text.length - 1, millis);
        return new String(text);
    }

    /** Writes a number over the zeros that end before a place. */
    private static void digits(char[] text, int end, int number) {
        int place = end;
        for (int left = number; left > 0; left /= 10) {
            text[--place] = (char) ('0' + left % 10);
        }
    }

    void write(Prediction prediction) throws IOException {
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
        SegmentTexts segment = texts.of(prediction.segment());
        field(SEGMENT_ID, segment.id());
        json.writeFieldName(CLUSTER);
        json.writeNumber(prediction.segment().cluster());
        field(CLUSTER_NAME, segment.name());
        field(RECOMMENDATION, segment.action());
        json.writeFieldName(CONFIDENCE);
        number(prediction.confidence());
        json.writeFieldName(DISTANCE);
        number(prediction.distance());
        json.writeFieldName(OUTSIDE);
        json.writeBoolean(prediction.outside());
        field(MODEL_VERSION, texts.modelVersion());
        field(TIMESTAMP, timestamp);
        json.writeFieldName(FLAGS);
        flags(prediction);
        if (!prediction.why().isEmpty()) {
            json.writeFieldName(WHY);
            json.writeStartArray();
            for (Part part : prediction.why()) {
                write(part);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void flags(Prediction prediction) throws IOException {
        if (prediction.imputed().isEmpty() && prediction.clipped().isEmpty() && prediction.unseen().isEmpty()
                && prediction.missing().isEmpty() && prediction.recomputed().isEmpty()
                && prediction.renamed().isEmpty()) {
            json.writeRawValue(NO_FLAGS);
            return;
        }
        json.writeStartObject();
        field(IMPUTED, prediction.imputed());
        field(CLIPPED, prediction.clipped());
        field(UNSEEN, prediction.unseen());
        field(MISSING, prediction.missing());
        if (!prediction.recomputed().isEmpty()) {
            field(RECOMPUTED, prediction.recomputed());
        }
        json.writeFieldName(RENAMED);
        json.writeStartObject();
        for (Map.Entry<String, String> renamed : prediction.renamed().entrySet()) {
            json.writeStringField(renamed.getKey(), renamed.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void write(Part part) throws IOException {
        json.writeStartObject();
        field(COLUMN, part.column());
        json.writeFieldName(VALUE);
        if (part.text() != null) {
            json.writeString(part.text());
        } else if (Double.isNaN(part.number())) {
            json.writeNull();
        } else if (part.number() == (int) part.number()) {
            json.writeNumber((int) part.number());
        } else if (part.number() == rounded(part.number())) {
            number(part.number());
        } else {
            json.writeNumber(part.number());
        }
        json.writeFieldName(CONTRIBUTION);
        number(part.contribution());
        json.writeEndObject();
    }

    /**
     * Writes a rounded number as {@link Double#toString} would. The usual ones are their millionths with a point: no two
     * decimals of so few digits are the same double, so the shortest text of the double is that decimal.
     */
    void number(double value) throws IOException {
        double millionths = Math.rint(value * DECIMALS);
        long whole = (long) Math.abs(millionths);
        if (whole < PLAIN_FROM || whole >= PLAIN_BELOW) {
            json.writeNumber(rounded(value));
            return;
        }
        int place = MAX_DIGITS;
        boolean significant = false;
        for (int decimal = 6; decimal > 0; decimal--, whole /= 10) {
            int digit = (int) (whole % 10);
            significant |= digit != 0 || decimal == 1;
            if (significant) {
                digits[--place] = (char) ('0' + digit);
            }
        }
        digits[--place] = '.';
        do {
            digits[--place] = (char) ('0' + whole % 10);
            whole /= 10;
        } while (whole > 0);
        if (value < 0) {
            digits[--place] = '-';
        }
        json.writeNumber(digits, place, MAX_DIGITS - place);
    }

    private void field(SerializableString name, SerializableString value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    private void field(SerializableString name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    private void field(SerializableString name, List<String> values) throws IOException {
        json.writeFieldName(name);
        json.writeStartArray();
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
