package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.SampleModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerJsonTest {

    private static final Predictor PREDICTOR = new Predictor(SampleModels.mall(), "v3");

    private static String written(double number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AnswerJson json = new AnswerJson(out, PREDICTOR, Instant.EPOCH)) {
            json.number(number);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "-0.0, -0.0", "1, 1.0", "-1.5, -1.5", "0.3333333333, 0.333333", "0.0009991, 9.99E-4",
            "0.0009999996, 0.001", "0.000001, 1.0E-6", "-0.0000001, -0.0", "100.10, 100.1",
            "9999999.9999994, 9999999.999999",
            "9999999.9999996, 1.0E7", "123456789.123, 1.23456789123E8", "1e9, 1.0E9", "3.5e300, 3.5E300"})
    void number_isRoundedToSixDecimalsAndWrittenAsJavaDoes(double number, String text) throws IOException {
        assertThat(written(number)).isEqualTo(text);
    }

    @Property(tries = 2000)
    void number_isTheTextOfTheRoundedDouble(@ForAll @DoubleRange(min = -2e7, max = 2e7) double large,
            @ForAll @DoubleRange(min = -2, max = 2) double small) throws IOException {
        assertThat(written(large)).isEqualTo(Double.toString(AnswerJson.rounded(large)));
        assertThat(written(small)).isEqualTo(Double.toString(AnswerJson.rounded(small)));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21T10:00:00.123Z, 2026-11-21T10:00:00.123Z",
            "2026-11-21T10:00:00.9999999Z, 2026-11-21T10:00:00.999Z",
            "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z", "1969-12-31T23:59:59.001Z, 1969-12-31T23:59:59.001Z",
            "0007-01-01T00:00:00Z, 0007-01-01T00:00:00Z", "+12026-01-02T03:04:05.5Z, +12026-01-02T03:04:05.500Z",
            "-0001-01-02T03:04:05Z, -0001-01-02T03:04:05Z"})
    void timestamp_isThatOfWholeMilliseconds(Instant at, String text) {
        assertThat(AnswerJson.timestamp(at)).isEqualTo(text);
    }

    @Property(tries = 2000)
    void timestamp_isTheTextOfTheInstant(
            @ForAll @LongRange(min = -70_000_000_000_000L, max = 300_000_000_000_000L) long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        assertThat(AnswerJson.timestamp(at)).isEqualTo(at.toString());
    }
}
