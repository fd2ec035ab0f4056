package io.segmenta.model.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.SampleModels;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.CallAttributes;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.data.NumberText;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Values;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import io.segmenta.model.steps.Expression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What the model's library reads that others wrote. */
class HostileModelTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<String> JSON_PIECES = List.of("{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e999",
            "-0", "1E-400", "99999999999999999999", "\\u0000", "\\ud800", "\"\\", "{\"age\":", "[[", "\u0000", "\uFEFF",
            "\u00e4", "NaN", "'", "//", "\"instances\":[", "\r\n", "\u2028", "0x1", "1_000", "{\"a\":{\"a\":{");
    private static final List<String> CELL_PIECES = List.of(",", "\"", "\"\"", "\n", "\r", ";", "\t", "1,5", "-", "%",
            "\u20ac", "1e309", "NaN", "inf", "=1+1", "\u0000", "\uFEFF", "age", "total_spend", "2024-02-30", "(8)",
            "\u00a0", "1.234.567,8", "''", "\ud83d\ude00");

    private final Invocations customers = new Invocations(new Predictor(CustomerModel.MODEL, "v3"));
    private final Invocations mixed = new Invocations(new Predictor(SampleModels.mixed(false, false), "v1"));

    private Hostile.Reader asking(String type) {
        return body -> {
            boolean answered = true;
            for (Invocations model : List.of(customers, mixed)) {
                for (AnswerShape shape : AnswerShape.values()) {
                    Reply reply = model.answer(shape, type, body, AT);
                    assertThat(reply.status()).isIn(200, 400, 413, 415, 422);
                    if (reply.status() >= 400) {
                        assertThat(reply.contentType()).isEqualTo("application/problem+json");
                        assertThat(Json.parse(reply.body(), "problem").string("type"))
                                .startsWith("urn:segmenta:problem:");
                    } else if (reply.contentType().equals("application/json")) {
                        Json.parse(reply.body(), "answer");
                    }
                    assertThat(reply.text()).doesNotContain("Exception", "io.segmenta");
                    answered &= reply.status() == 200;
                }
            }
            return answered;
        };
    }

    @Test
    void bodies_ofJson() throws Exception {
        new Hostile("HTTP bodies, JSON", Hostile.texts("{\"customer_id\":\"C-1\",\"age\":34,\"total_spend\":1840.5}",
                "[{\"age\":\"34\",\"total_spend\":1},[\"C\",1,2],{\"age\":null}]",
                "{\"instances\":[{\"age\":1},{\"total_spend\":\"1,5\"}],\"more\":{\"a\":[1,{}]}}",
                "{\"income\":16,\"spending_score\":\"6\",\"city\":\"Rome\",\"joined\":\"2024-01-31\"}"), JSON_PIECES,
                asking("application/json")).run(20_000);
    }

    @Test
    void bodies_ofJsonLinesAndCsv() throws Exception {
        new Hostile("HTTP bodies, JSON lines", Hostile.texts("{\"age\":34}\n{\"age\":\"x\"}\n\n[\"C-1\",1,2]\n",
                "{\"city\":\"Rome\"}\r\n{\"a\":1}"), JSON_PIECES, asking("application/jsonlines")).run(15_000);
        new Hostile("HTTP bodies, CSV", Hostile.texts("age,total_spend\n34,1840.5\n\"1,5\",\n",
                "34,1\n35,2\n", "customer_id,age\n\"a \"\"b\"\"\nc\",7\n"), CELL_PIECES, asking("text/csv"))
                .run(20_000);
    }

    @Test
    void contentTypes_andAttributes() throws Exception {
        byte[] body = "{\"age\":34}".getBytes(StandardCharsets.UTF_8);
        new Hostile("content types", Hostile.texts("application/json; charset=utf-8", "text/csv;header=present",
                "application/jsonlines", "shape=api"),
                List.of(";", "=", "\"", "/", "charset=", "utf-16", ",", " ", "*"),
                text -> {
                    String type = new String(text, StandardCharsets.ISO_8859_1);
                    CallAttributes.shape(type);
                    return customers.answer(AnswerShape.PREDICT, type, body, AT).status() == 200;
                }).run(30_000);
    }

    /** Both as a file and with its content changed and packed again, so that its checks are passed. */
    @Test
    void modelFiles() throws Exception {
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(CustomerModel.FILE)).readAllBytes();
        byte[] mixedTar = new GZIPInputStream(
                new ByteArrayInputStream(ModelFile.write(SampleModels.mixed(false, false)))).readAllBytes();
        List<String> pieces = List.of("\u0000", "model.json", "../../x", "\"", "{", "[", "1e999", "-1", "null",
                "2147483648", "\"kind\":\"", "ustar", "77777777777", ",", "}");
        new Hostile("model files", List.of(CustomerModel.FILE), pieces, HostileModelTest::isModel).run(4_000);
        new Hostile("tar archives of models", List.of(tar, mixedTar), pieces, bytes -> isModel(packed(bytes)))
                .run(6_000);
    }

    private static byte[] packed(byte[] tar) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(tar);
        }
        return file.toByteArray();
    }

    private static boolean isModel(byte[] file) throws IOException {
        try {
            new Predictor(ModelFile.read(new ByteArrayInputStream(file)), "v1").probe();
            return true;
        } catch (DataException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
    }

    @Test
    void expressions() throws Exception {
        new Hostile("expressions", Hostile.texts("total_spend / max(visits, 1)", "log1p(\"a b\") ^ -2 + (3 - -x) * 1e3",
                "coalesce(a, b, days(c, d))", "((((((a))))))"),
                List.of("(", ")", "+", "-", "*", "/", "^", ",", "\"", "max(", "log(", "1e999", ".", "a", " ", "\n",
                        "\u00e4", "\u0000", "-(", "sqrt(-"),
                text -> {
                    try {
                        Expression expression = Expression.parse(new String(text, StandardCharsets.UTF_8));
                        assertThat(expression).isNotNull();
                        return true;
                    } catch (IllegalArgumentException refused) {
                        assertThat(refused.getMessage()).isNotBlank();
                        return false;
                    }
                }).run(30_000);
    }

    @Test
    void numbersAndTexts() throws Exception {
        new Hostile("numbers", Hostile.texts("1,234.50", "-1.234.567,8", "$ (8.5)%", "1e-3", "1 234", "44000", "yes",
                "12345678901234567890"), CELL_PIECES, bytes -> {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    NumberText.of(text);
                    double number = Values.number(text);
                    Values.text(number);
                    Values.brief(number);
                    Values.truth(text);
                    return !Double.isNaN(number) && !Double.isInfinite(number);
                }).run(34_000);
    }

    @Test
    void documentsOfPrograms() throws Exception {
        String pointer = new String(new LivePointer("customers", new LivePointer.Endpoint("e"), "runs/a/model.tar.gz",
                ModelFile.id(CustomerModel.FILE), "v3", "arn:v3", AT).write(), StandardCharsets.UTF_8);
        new Hostile("live pointers and schemas", Hostile.texts(pointer,
                "{\"schema_version\":1,\"columns\":[{\"name\":\"a\",\"role\":\"numeric\",\"reason\":\"r\"}]}"),
                JSON_PIECES,
                bytes -> {
                    boolean read = false;
                    try {
                        LivePointer.parse("customers", bytes);
                        read = true;
                    } catch (ContractException refused) {
                        assertThat(refused.getMessage()).isNotBlank();
                    }
                    try {
                        Schema.fromJson(new String(bytes, StandardCharsets.UTF_8));
                        read = true;
                    } catch (DataException refused) {
                        assertThat(refused.getMessage()).isNotBlank();
                    }
                    return read;
                }).run(10_000);
    }

    /** That the harness finds, shortens and tells; a check that cannot fail would prove nothing. */
    @Test
    void harness_readerThatFails_isToldWithTheShortestInput() {
        Hostile broken = new Hostile("broken reader", Hostile.texts("a long text with x in it"), List.of("x"),
                input -> {
                    for (byte b : input) {
                        if (b == 'x') {
                            throw new IllegalStateException("met an x");
                        }
                    }
                    return true;
                });

        assertThatThrownBy(() -> broken.run(10)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 bytes: x\n").hasRootCauseMessage("met an x");
    }
}
