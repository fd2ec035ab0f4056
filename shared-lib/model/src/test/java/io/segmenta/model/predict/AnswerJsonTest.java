package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.SampleModels;
import io.segmenta.model.Segment;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonBytes;
import io.segmenta.model.predict.Prediction.Identity;
import io.segmenta.model.predict.Prediction.Part;
import io.segmenta.model.predict.Prediction.Reasons;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerJsonTest {

    private static final Predictor PREDICTOR = new Predictor(SampleModels.mall(), "v\"3");

    private static String timestamp(Instant at) {
        return new String(AnswerJson.timestamp(at), StandardCharsets.US_ASCII);
    }

    /** Written the long way: documents of maps, by Jackson. */
    private static String expected(Prediction answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        answer.identity().stream().filter(identity -> !identity.column().equals("distance")).forEach(identity -> fields
                .put(identity.column(), identity.number() ? (Object) Long.valueOf(identity.text()) : identity.text()));
        fields.put("segment_id", answer.segment().id());
        fields.put("cluster", answer.segment().cluster());
        fields.put("cluster_name", answer.segment().name());
        fields.put("recommendation", answer.segment().action());
        fields.put("confidence", JsonBytes.round(answer.confidence()));
        fields.put("distance", JsonBytes.round(answer.distance()));
        fields.put("outside", answer.outside());
        fields.put("model_version", answer.modelVersion());
        fields.put("timestamp", answer.at().truncatedTo(ChronoUnit.MILLIS).toString());
        Map<String, Object> flags = new LinkedHashMap<>();
        flags.put("imputed", answer.imputed());
        flags.put("clipped", answer.clipped());
        flags.put("unseen", answer.unseen());
        flags.put("missing", answer.missing());
        if (!answer.recomputed().isEmpty()) {
            flags.put("recomputed", answer.recomputed());
        }
        flags.put("renamed", answer.renamed());
        fields.put("flags", flags);
        Reasons reasons = answer.reasons();
        if (reasons != null) {
            fields.put("runner_up", reasons.runnerUp().id());
            fields.put("runner_up_name", reasons.runnerUp().name());
            fields.put("why", parts(reasons.why()));
            fields.put("why_sum", JsonBytes.round(reasons.whySum()));
            if (!reasons.against().isEmpty()) {
                fields.put("against", parts(reasons.against()));
                fields.put("against_sum", JsonBytes.round(reasons.againstSum()));
            }
            if (reasons.other() != 0) {
                fields.put("other", JsonBytes.round(reasons.other()));
            }
        }
        return new String(Json.write(fields), StandardCharsets.UTF_8);
    }

    private static List<Object> parts(List<Part> parts) {
        return parts.stream().<Object>map(part -> {
            Map<String, Object> reason = new LinkedHashMap<>();
            reason.put("column", part.column());
            reason.put("value", part.text() != null ? part.text()
                    : Double.isNaN(part.number()) ? null
                            : part.number() == (int) part.number() ? (Object) (int) part.number() : part.number());
            reason.put("contribution", JsonBytes.round(part.contribution()));
            return reason;
        }).toList();
    }

    @Property(tries = 1000)
    void write_anyPrediction_isWhatJacksonWritesOfItsFields(@ForAll("predictions") Prediction prediction) {
        JsonBytes json = new JsonBytes(0);
        new AnswerJson(json, PREDICTOR, prediction.at()).write(prediction);
        assertThat(new String(json.toBytes(), StandardCharsets.UTF_8)).isEqualTo(expected(prediction));
    }

    @Provide
    Arbitrary<Prediction> predictions() {
        Arbitrary<String> texts = Arbitraries.strings().withChars("aZ \"\\/\n\u0001\u00e9\u20ac").ofMaxLength(8);
        Arbitrary<List<String>> columns = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(1, texts.list().ofMaxSize(3)));
        Arbitrary<Map<String, String>> renamed = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(Map.of())),
                Tuple.of(1, Arbitraries.maps(texts, texts).ofMaxSize(3)));
        Arbitrary<Double> numbers = Arbitraries.oneOf(Arbitraries.doubles(),
                Arbitraries.doubles().between(-1000, 1000), Arbitraries.integers().map(Integer::doubleValue));
        Arbitrary<Part> parts = Combinators.combine(Arbitraries.of(PREDICTOR.sources()),
                Arbitraries.oneOf(numbers, Arbitraries.just(Double.NaN)), texts.injectNull(0.7), numbers).as(Part::new);
        Arbitrary<Identity> identities = Arbitraries.oneOf(texts.map(text -> new Identity("id", text, false)),
                texts.map(text -> new Identity("distance", text, false)),
                Arbitraries.longs().map(number -> new Identity("n\u00b0", Long.toString(number), true)));
        Arbitrary<Segment> segments = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(PREDICTOR.model().segments())), Tuple.of(1, Arbitraries.just(Segment.NONE)));
        Arbitrary<Reasons> reasons = Combinators.combine(Arbitraries.of(PREDICTOR.model().segments()),
                parts.list().ofMaxSize(4), numbers, parts.list().ofMaxSize(2), numbers,
                Arbitraries.oneOf(numbers, Arbitraries.just(0.0))).as(Reasons::new);
        Arbitrary<List<List<String>>> flags = columns.list().ofSize(5);
        return Combinators.combine(identities.list().ofMaxSize(1), segments, Arbitraries.doubles().between(0, 1),
                numbers.map(Math::abs), flags, renamed, reasons.injectNull(0.2),
                Arbitraries.longs().between(0, 4_000_000_000_000L))
                .as((identity, segment, confidence, distance, flagged, names, why, millis) -> new Prediction(identity,
                        segment, confidence, distance, distance > 1, flagged.get(0), flagged.get(1), flagged.get(2),
                        flagged.get(3), flagged.get(4), names, why, PREDICTOR.modelVersion(),
                        Instant.ofEpochMilli(millis)));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21T10:00:00.123Z, 2026-11-21T10:00:00.123Z",
            "2026-11-21T10:00:00.9999999Z, 2026-11-21T10:00:00.999Z",
            "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z", "1969-12-31T23:59:59.001Z, 1969-12-31T23:59:59.001Z",
            "0007-01-01T00:00:00Z, 0007-01-01T00:00:00Z", "+12026-01-02T03:04:05.5Z, +12026-01-02T03:04:05.500Z",
            "-0001-01-02T03:04:05Z, -0001-01-02T03:04:05Z"})
    void timestamp_isThatOfWholeMilliseconds(Instant at, String text) {
        assertThat(timestamp(at)).isEqualTo(text);
    }

    @Property(tries = 2000)
    void timestamp_isTheTextOfTheInstant(
            @ForAll @LongRange(min = -70_000_000_000_000L, max = 300_000_000_000_000L) long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        assertThat(timestamp(at)).isEqualTo(at.toString());
    }
}
