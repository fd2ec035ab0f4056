package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Records of customers who have opted out, in every shape of request and answer. */
class LeftOutTest {
    private static final Predictor PREDICTOR = new Predictor(CustomerModel.MODEL, "v1");
    private static final Invocations ASKED = new Invocations(PREDICTOR).leavingOut("out"::equals);
    private static final String OUT = "{\"customer_id\":\"out\",\"age\":30,\"total_spend\":1}";
    private static final String IN = "{\"customer_id\":\"in\",\"age\":30,\"total_spend\":1}";

    private static String ask(AnswerShape shape, String type, String body) {
        Reply reply = ASKED.answer(shape, type, body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        assertThat(reply.status()).isEqualTo(200);
        return reply.text();
    }

    @Test
    void oneRecord_isToldThatItsCustomerHasOptedOut() {
        assertThat(ask(AnswerShape.PREDICT, "application/json", OUT)).isEqualTo("{\"opted_out\":true}");
        assertThat(ask(AnswerShape.API, "application/json", OUT)).contains("\"cluster\":[null]", "\"opted_out\":[0]");
        assertThat(ask(AnswerShape.CSV, "application/json", OUT)).contains("\nout,,,,,,,,,,opted out\n");
    }

    @Test
    void oneRecordThatCannotBeUsed_tellsNothingMore() {
        assertThat(ask(AnswerShape.PREDICT, "application/json", "{\"customer_id\":\"out\",\"age\":\"old\"}"))
                .isEqualTo("{\"opted_out\":true}");
    }

    @Test
    void amongOthers_itHasItsPlaceAndIsNoError() {
        String all = ask(AnswerShape.PREDICT, "application/json", "[" + IN + "," + OUT + "]");
        assertThat(all).startsWith("{\"count\":2,\"errors\":0,").endsWith(",{\"opted_out\":true}]}");
        assertThat(ask(AnswerShape.PREDICT, "application/jsonlines", OUT + "\n" + IN))
                .startsWith("{\"opted_out\":true}\n{\"customer_id\":\"in\"");
        assertThat(Json.parse(ask(AnswerShape.API, "application/json", "[" + IN + "," + OUT + "]")
                .getBytes(StandardCharsets.UTF_8), "answer").integers("opted_out")).containsExactly(1);
    }

    @Test
    void table_hasALineWithoutASegment() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableAnswers.Count count = new TableAnswers(PREDICTOR, null, "out"::equals).write(
                "customer_id,age,total_spend\nout,30,1\nin,30,1\n".getBytes(StandardCharsets.UTF_8),
                new TableAnswers.Limits(9, () -> false), out);
        assertThat(count.refused()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().get(1)).isEqualTo("out,,,,,,,,,,opted out");
    }
}
