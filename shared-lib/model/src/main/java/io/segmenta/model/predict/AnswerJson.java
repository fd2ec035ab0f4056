package io.segmenta.model.predict;

import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.Check;
import io.segmenta.model.json.JsonBytes;
import io.segmenta.model.predict.Prediction.Identity;
import io.segmenta.model.predict.Prediction.Part;
import io.segmenta.model.predict.Prediction.Reasons;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the predictions of one request as JSON. Numbers are rounded to six decimals. For one thread. */
final class AnswerJson {

    private static final int MAX_YEAR = 9999;
    /** In bytes, of a reason without its column's name, and of what an answer has besides segment and reasons. */
    private static final int PART = 40;
    private static final int REST = 600;

    private static final byte[] WHOLE_SECONDS = JsonBytes.ascii("0000-00-00T00:00:00Z");
    private static final byte[] MILLISECONDS = JsonBytes.ascii("0000-00-00T00:00:00.000Z");
    private static final byte[] DISTANCE = JsonBytes.ascii(",\"distance\":");
    private static final byte[] FIT = JsonBytes.ascii(",\"fit\":");
    private static final byte[] BETWEEN_NONE = JsonBytes.ascii(",\"between\":null,\"posterior\":");
    private static final byte[] FLAGS = JsonBytes.ascii("\",\"flags\":{\"imputed\":");
    private static final byte[] CLIPPED = JsonBytes.ascii(",\"clipped\":");
    private static final byte[] UNSEEN = JsonBytes.ascii(",\"unseen\":");
    private static final byte[] MISSING = JsonBytes.ascii(",\"missing\":");
    private static final byte[] RECOMPUTED = JsonBytes.ascii(",\"recomputed\":");
    private static final byte[] UNKNOWN = JsonBytes.ascii(",\"unknown\":");
    private static final byte[] RENAMED = JsonBytes.ascii(",\"renamed\":{");
    /** The flags of a record that has none. */
    private static final byte[] NO_FLAGS = JsonBytes.ascii(
            "\",\"flags\":{\"imputed\":[],\"clipped\":[],\"unseen\":[],\"missing\":[],\"renamed\":{}}");
    private static final byte[] WHY = JsonBytes.ascii(",\"why\":[");
    private static final byte[] WHY_SUM = JsonBytes.ascii("],\"why_sum\":");
    private static final byte[] AGAINST = JsonBytes.ascii(",\"against\":[");
    private static final byte[] AGAINST_SUM = JsonBytes.ascii("],\"against_sum\":");
    private static final byte[] OTHER = JsonBytes.ascii(",\"other\":");
    private static final byte[] NOTE = JsonBytes.ascii(",\"note\":");
    private static final byte[] CONTRIBUTION = JsonBytes.ascii(",\"contribution\":");
    private static final byte[] NULL = JsonBytes.ascii("null");

    /** Names an echoed identifier must not take. */
    private static final Set<String> OWN = Set.of("segment_id", "cluster", "cluster_name", "recommendation",
            "confidence", "distance", "fit", "between", "posterior", "outside", "model_version", "timestamp", "flags",
            "runner_up", "runner_up_name", "why", "why_sum", "against", "against_sum", "other", "note", "error");

    /** What many answers of a model have in common, written once. Never written to again. */
    static final class Texts {
        private final byte[][] segments;
        private final byte[][] runnersUp;
        private final byte[][] between;
        private final byte[] none;
        private final byte[] outside;
        private final byte[] within;
        private final Map<String, byte[]> columns = new HashMap<>();
        private final int answerSize;

        /** @param sources the columns that reasons name */
        Texts(SegmentationModel model, String modelVersion, List<String> sources) {
            this.segments = model.segments().stream().map(Texts::segment).toArray(byte[][]::new);
            this.runnersUp = model.segments().stream().map(Texts::runnerUp).toArray(byte[][]::new);
            this.between = model.segments().stream().map(Texts::between).toArray(byte[][]::new);
            this.none = segment(Segment.NONE);
            this.outside = version(",\"outside\":true,", modelVersion);
            this.within = version(",\"outside\":false,", modelVersion);
            for (String source : sources) {
                columns.put(source, new JsonBytes(64).raw(JsonBytes.ascii("{\"column\":")).string(source)
                        .raw(JsonBytes.ascii(",\"value\":")).toBytes());
            }
            this.answerSize = REST + Arrays.stream(segments).mapToInt(segment -> segment.length).max().orElse(0)
                    + Arrays.stream(runnersUp).mapToInt(segment -> segment.length).max().orElse(0)
                    + columns.values().stream().mapToInt(column -> column.length + PART).sum();
        }

        private static byte[] segment(Segment segment) {
            return new JsonBytes(256).raw(JsonBytes.ascii("\"segment_id\":")).string(segment.id())
                    .raw(JsonBytes.ascii(",\"cluster\":")).integer(segment.cluster())
                    .raw(JsonBytes.ascii(",\"cluster_name\":")).string(segment.name())
                    .raw(JsonBytes.ascii(",\"recommendation\":")).string(segment.action())
                    .raw(JsonBytes.ascii(",\"confidence\":")).toBytes();
        }

        private static byte[] runnerUp(Segment segment) {
            return new JsonBytes(128).raw(JsonBytes.ascii(",\"runner_up\":")).string(segment.id())
                    .raw(JsonBytes.ascii(",\"runner_up_name\":")).string(segment.name()).raw(WHY).toBytes();
        }

        private static byte[] between(Segment segment) {
            return new JsonBytes(64).raw(JsonBytes.ascii(",\"between\":")).string(segment.id())
                    .raw(JsonBytes.ascii(",\"posterior\":")).toBytes();
        }

        private static byte[] version(String before, String modelVersion) {
            return new JsonBytes(64).raw(JsonBytes.ascii(before)).raw(JsonBytes.ascii("\"model_version\":"))
                    .string(modelVersion).raw(JsonBytes.ascii(",\"timestamp\":\"")).toBytes();
        }

        /** Returns how many bytes a usual answer does not exceed. */
        int answerSize() {
            return answerSize;
        }

        byte[] of(Segment segment) {
            return segment.cluster() < 0 ? none : segments[segment.cluster()];
        }
    }

    private final JsonBytes json;
    private final Texts texts;
    private final byte[] timestamp;

    /** @param json where the answers go */
    AnswerJson(JsonBytes json, Predictor predictor, Instant at) {
        this.json = json;
        this.texts = predictor.texts();
        this.timestamp = timestamp(at);
    }

    /**
     * Returns the ASCII of what {@link Instant#toString} writes of whole milliseconds; a formatter takes longer than
     * the rest of an answer.
     */
    static byte[] timestamp(Instant at) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
            return JsonBytes.ascii(at.truncatedTo(ChronoUnit.MILLIS).toString());
        }
        int millis = at.getNano() / 1_000_000;
        byte[] text = (millis == 0 ? WHOLE_SECONDS : MILLISECONDS).clone();
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, text.length - 1, millis);
        return text;
    }

    /** Writes a number over the zeros that end before a place. */
    private static void digits(byte[] text, int end, int number) {
        int place = end;
        for (int left = number; left > 0; left /= 10) {
            text[--place] = (byte) ('0' + left % 10);
        }
    }

    void write(Prediction prediction) {
        json.raw('{');
        for (Identity identity : prediction.identity()) {
            identity(identity);
        }
        json.raw(texts.of(prediction.segment())).rounded(prediction.confidence());
        json.raw(DISTANCE).rounded(prediction.distance());
        if (prediction.isCalibrated()) {
            json.raw(FIT).rounded(prediction.fit());
            json.raw(prediction.between() == null ? BETWEEN_NONE : texts.between[prediction.between().cluster()])
                    .rounded(prediction.posterior());
        }
        json.raw(prediction.outside() ? texts.outside : texts.within).raw(timestamp);
        flags(prediction);
        if (prediction.reasons() != null) {
            reasons(prediction.reasons());
        }
        json.raw('}');
    }

    private void reasons(Reasons reasons) {
        json.raw(texts.runnersUp[reasons.runnerUp().cluster()]);
        parts(reasons.why());
        json.raw(WHY_SUM).rounded(reasons.whySum());
        if (!reasons.against().isEmpty()) {
            json.raw(AGAINST);
            parts(reasons.against());
            json.raw(AGAINST_SUM).rounded(reasons.againstSum());
        }
        if (reasons.other() != 0) {
            json.raw(OTHER).rounded(reasons.other());
        }
        if (reasons.note() != null) {
            json.raw(NOTE).string(reasons.note());
        }
    }

    private void parts(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                json.raw(',');
            }
            part(parts.get(i));
        }
    }

    private void identity(Identity identity) {
        if (OWN.contains(identity.column())) {
            return;
        }
        json.string(identity.column()).raw(':');
        if (identity.number()) {
            json.raw(JsonBytes.ascii(identity.text()));
        } else {
            json.string(identity.text());
        }
        json.raw(',');
    }

    private void flags(Prediction prediction) {
        if (prediction.imputed().isEmpty() && prediction.clipped().isEmpty() && prediction.unseen().isEmpty()
                && prediction.missing().isEmpty() && prediction.recomputed().isEmpty()
                && prediction.renamed().isEmpty() && prediction.unknown().isEmpty()) {
            json.raw(NO_FLAGS);
            return;
        }
        list(FLAGS, prediction.imputed());
        list(CLIPPED, prediction.clipped());
        list(UNSEEN, prediction.unseen());
        list(MISSING, prediction.missing());
        if (!prediction.recomputed().isEmpty()) {
            list(RECOMPUTED, prediction.recomputed());
        }
        if (!prediction.unknown().isEmpty()) {
            list(UNKNOWN, prediction.unknown());
        }
        json.raw(RENAMED);
        boolean first = true;
        for (Map.Entry<String, String> field : prediction.renamed().entrySet()) {
            if (!first) {
                json.raw(',');
            }
            json.string(field.getKey()).raw(':').string(field.getValue());
            first = false;
        }
        json.raw('}').raw('}');
    }

    private void list(byte[] name, List<String> values) {
        json.raw(name).raw('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                json.raw(',');
            }
            json.string(values.get(i));
        }
        json.raw(']');
    }

    private void part(Part part) {
        double number = part.number();
        json.raw(Check.notNull(texts.columns.get(part.column()), part.column()));
        if (part.text() != null) {
            json.string(part.text());
        } else if (Double.isNaN(number)) {
            json.raw(NULL);
        } else if (number == (int) number) {
            json.integer((int) number);
        } else {
            json.number(number);
        }
        json.raw(CONTRIBUTION).rounded(part.contribution()).raw('}');
    }
}
