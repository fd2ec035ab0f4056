package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.json.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer as bytes, and a refusal as one. */
class ReplyTest {

    private static Reply reply(int status, String type, String body) {
        return new Reply(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void body_isWhatWasWrittenAndNoMore() throws IOException {
        JsonBytes json = new JsonBytes(100).raw('[').raw(']');
        Reply reply = new Reply(200, "application/json", json);
        assertThat(reply.length()).isEqualTo(2);
        assertThat(reply.body()).asString().isEqualTo("[]");
        assertThat(reply.text()).isEqualTo("[]");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reply.writeTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[]");
        assertThat(reply).hasToString("200 application/json []");
    }

    @Test
    void equal_whenStatusTypeAndBodyAre() {
        Reply reply = reply(200, "text/csv", "a");
        assertThat(reply).isEqualTo(reply(200, "text/csv", "a")).hasSameHashCodeAs(reply(200, "text/csv", "a"))
                .isEqualTo(new Reply(200, "text/csv", new JsonBytes(9).raw('a')))
                .isNotEqualTo(reply(201, "text/csv", "a")).isNotEqualTo(reply(200, "text/plain", "a"))
                .isNotEqualTo(reply(200, "text/csv", "b")).isNotEqualTo("200 text/csv a")
                .doesNotHaveSameHashCodeAs(reply(201, "text/csv", "a"))
                .doesNotHaveSameHashCodeAs(reply(200, "text/csv", "b"));
    }

    /** A quote takes two bytes within a string of JSON. */
    @Test
    void isCarried_asLongAsItFitsIntoTheStringOfADocument() {
        byte[] plain = new byte[Invocations.MAX_ANSWER];
        Arrays.fill(plain, (byte) 'x');
        assertThat(new Reply(200, "text/csv", plain).isCarried()).isTrue();
        plain[0] = '"';
        assertThat(new Reply(200, "text/csv", plain).isCarried()).isFalse();
        byte[] quotes = new byte[Invocations.MAX_ANSWER / 2 + 1];
        Arrays.fill(quotes, (byte) '"');
        assertThat(new Reply(200, "text/csv", quotes).isCarried()).isFalse();
        assertThat(new Reply(200, "text/csv", Arrays.copyOf(quotes, Invocations.MAX_ANSWER / 2)).isCarried()).isTrue();
    }

    @Test
    void problem_isADocumentOfItsParts() {
        Problem problem = new Problem("bad-record", "A record cannot be used", 422, "no",
                List.of(new FieldProblem(1, "age", "x", "a number"), new FieldProblem(2, "b", null, "text")));
        assertThat(problem.toReply()).isEqualTo(reply(422, "application/problem+json",
                "{\"type\":\"urn:segmenta:problem:bad-record\",\"title\":\"A record cannot be used\",\"status\":422,"
                        + "\"detail\":\"no\",\"errors\":[{\"record\":1,\"field\":\"age\",\"value\":\"x\","
                        + "\"expected\":\"a number\"},{\"record\":2,\"field\":\"b\",\"value\":null,"
                        + "\"expected\":\"text\"}]}"));
        assertThat(Problem.of(404, "gone", "Gone", "it is gone").toReply().text()).isEqualTo(
                "{\"type\":\"urn:segmenta:problem:gone\",\"title\":\"Gone\",\"status\":404,"
                        + "\"detail\":\"it is gone\"}");
    }

    @Test
    void fieldProblem_isToldInASentenceWithAShortValue() {
        assertThat(new FieldProblem(0, "age", "x", "a number").sentence())
                .isEqualTo("field \"age\": expected a number, got \"x\"");
        assertThat(new FieldProblem(0, "", null, "an object").sentence()).isEqualTo("expected an object, got nothing");
        assertThat(new FieldProblem(0, "age", "x".repeat(100), "a number").value()).isEqualTo("x".repeat(100));
        assertThat(new FieldProblem(0, "age", "x".repeat(101), "a number").value()).isEqualTo("x".repeat(100) + "…");
    }
}
