package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compared with what the answer is as a string of a JSON document. */
class AnswerLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    private static final Pattern MOST = Pattern.compile("send at most ([0-9]+) of these records at once");

    private final Invocations model = new Invocations(new Predictor(CustomerModel.MODEL, "v3"));

    private Reply ask(AnswerShape shape, String type, String body) {
        return model.answer(shape, type, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static int carried(Reply reply) {
        return Json.write(Map.of("b", reply.text())).length - "{'b':''}".length();
    }

    /** Records with identifiers that are given back, and take twice their length and more. */
    private static String body(String type, int count) {
        String id = "\\\"".repeat(150);
        return switch (type) {
            case "application/json" -> "[" + ("{\"customer_id\":\"" + id + "\",\"age\":1},").repeat(count - 1)
                    + "{\"age\":\"x\"}]";
            case "application/jsonlines" -> ("{\"customer_id\":\"" + id + "\",\"age\":1}\n").repeat(count);
            default -> "age,total_spend\n" + ("\"" + "\"\"".repeat(120) + "\",1\n").repeat(count);
        };
    }

    @ParameterizedTest
    @CsvSource({"PREDICT,application/json", "PREDICT,application/jsonlines"})
    void batch_longAnswer_isRefusedWithHowManyRecordsFit(AnswerShape shape, String type) {
        Reply refused = ask(shape, type, body(type, 9_999));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        Matcher most = MOST.matcher(refused.text());
        assertThat(most.find()).as(refused.text()).isTrue();
        int fitting = Integer.parseInt(most.group(1));
        Reply answer = ask(shape, type, body(type, fitting));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(carried(answer)).isBetween(Invocations.MAX_ANSWER - 5_000, Invocations.MAX_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({"PREDICT,text/csv", "API,application/json", "API,text/csv", "API,application/jsonlines"})
    void batch_ofTheMostRecords_neverLeavesMoreThanIsCarried(AnswerShape shape, String type) {
        Reply reply = ask(shape, type, body(type, 10_000));

        assertThat(reply.isCarried()).isEqualTo(carried(reply) <= Invocations.MAX_ANSWER).isTrue();
    }

    @Test
    void record_longAnswer_isRefused() {
        Reply refused = ask(AnswerShape.PREDICT, "application/json",
                "{\"customer_id\":\"" + "\\\"".repeat(2_500_000) + "\",\"age\":1}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).contains("send shorter values");
    }

    @Test
    void carried_anyText_isItsLengthWithinJson() {
        String text = "a\"\\\n\u0001\u00e4";

        assertThat(AnswerLimit.carried(text.getBytes(StandardCharsets.UTF_8), 0, 7))
                .isGreaterThanOrEqualTo(Json.write(Map.of("b", text)).length - "{'b':''}".length());
    }

    @Test
    void carried_countsWhatJsonEscapes() {
        byte[] bytes = {'a', '"', '\\', '\n', 1, (byte) 0xC3, (byte) 0xA4, ' '};
        // one, two, two, two, six, two of a letter beyond ASCII, one
        assertThat(AnswerLimit.carried(bytes, 0, 8)).isEqualTo(1 + 2 + 2 + 2 + 6 + 2 + 1);
        assertThat(AnswerLimit.carried(bytes, 1, 3)).isEqualTo(4);
        assertThat(AnswerLimit.carried(bytes, 2, 2)).isZero();
    }
}
