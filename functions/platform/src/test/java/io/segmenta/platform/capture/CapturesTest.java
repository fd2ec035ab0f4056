package io.segmenta.platform.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.monitor.Counts.Source;
import io.segmenta.model.monitor.CountsJson;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.platform.observe.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CapturesTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final String FOLDER = "captures/shop/0123456789ab/2026/03/01/12/";

    private final Map<String, byte[]> bucket = new TreeMap<>();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Iterator<String> names = List.of("e1", "e2").iterator();
    private final Invocations model = new Invocations(new Predictor(CustomerModel.MODEL, "v1"));
    private boolean broken;
    private final Captures captures = new Captures((key, type, bytes) -> {
        if (broken) {
            throw new IOException("S3 answered 403 for somebody@example.org");
        }
        bucket.put(key, bytes);
    }, Source.LAMBDA, names::next, Log.of("test", InstantSource.fixed(AT),
            new PrintStream(logged, true, StandardCharsets.UTF_8)));

    private void ask(Instant at) {
        Capture capture = captures.of("shop", SHA, 300, model.predictor()::counting).orElseThrow();
        Asked asked = capture.request();
        model.answer(AnswerShape.PREDICT, "", "{\"age\":40}".getBytes(StandardCharsets.UTF_8), at, asked);
        capture.add(asked, at);
        captures.flush(at);
    }

    private long records(String key) {
        return CountsJson.read(bucket.get(key), key).records();
    }

    @Test
    void counts_areWrittenWhenTheirTimeIsOver_eachUnderAKeyOfItsOwn() {
        ask(AT);
        ask(AT.plusSeconds(100));
        assertThat(bucket).isEmpty();
        ask(AT.plusSeconds(300));
        ask(AT.plusSeconds(301));
        captures.flushAll(AT.plusSeconds(302));
        assertThat(bucket.keySet()).containsExactly(FOLDER + "e1-0.json.gz", FOLDER + "e1-1.json.gz");
        assertThat(records(FOLDER + "e1-0.json.gz")).isEqualTo(3);
        assertThat(records(FOLDER + "e1-1.json.gz")).isEqualTo(1);
    }

    @Test
    void counts_thatCannotBeWritten_areToldKeptAndWrittenOnceWithWhatCameSince() {
        broken = true;
        ask(AT);
        ask(AT.plusSeconds(300));
        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("counts not written", "\"CaptureFailed\":1",
                "IOException").doesNotContain("somebody");
        broken = false;
        ask(AT.plusSeconds(305));
        assertThat(bucket).as("a pause first").isEmpty();
        ask(AT.plusSeconds(320));
        captures.flushAll(AT.plusSeconds(330));
        assertThat(bucket.keySet()).containsExactly(FOLDER + "e1-0.json.gz");
        assertThat(records(FOLDER + "e1-0.json.gz")).isEqualTo(4);
    }

    @Test
    void forget_dropsTheCountsAndTheNameOfTheProcess() {
        ask(AT);
        captures.flushAll(AT);
        ask(AT);
        captures.forget();
        ask(AT);
        captures.flushAll(AT);
        assertThat(bucket.keySet()).containsExactly(FOLDER + "e1-0.json.gz", FOLDER + "e2-0.json.gz");
        assertThat(records(FOLDER + "e2-0.json.gz")).isEqualTo(1);
    }

    @Test
    void of_zeroSecondsOrAModelOfUnknownDigest_countsNothing() {
        assertThat(captures.of("shop", SHA, 0, model.predictor()::counting)).isEmpty();
        assertThat(captures.of("shop", "", 300, model.predictor()::counting)).isEmpty();
    }
}
