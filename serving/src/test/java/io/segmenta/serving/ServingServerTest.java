package io.segmenta.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.json.Json;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingServerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    private static final String RECORD = "{\"customer_id\":\"C-1\",\"age\":34,\"total_spend\":1840.5}";

    private final Invocations model = new Invocations(new Predictor(CustomerModel.MODEL, "v3"));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ServingServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ServingServer(
                ServingSettings.of(Map.of("SEGMENTA_PORT", "0", "SEGMENTA_HOST", "127.0.0.1",
                        "SAGEMAKER_MAX_CONCURRENT_TRANSFORMS", "3")),
                () -> model, InstantSource.fixed(NOW));
        server.start();
        server.ready();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> invoke(String contentType, String body) throws IOException, InterruptedException {
        return send(at("/invocations").header("content-type", contentType).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void ping_modelLoaded_isAnEmpty200() throws Exception {
        HttpResponse<byte[]> answer = send(at("/ping"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void ping_beforeItIsReady_is503_andRequestsAreAnswered() throws Exception {
        try (ServingServer fresh = new ServingServer(
                ServingSettings.of(Map.of("SEGMENTA_PORT", "0", "SEGMENTA_HOST", "127.0.0.1")), () -> model,
                InstantSource.fixed(NOW))) {
            fresh.start();
            URI base = URI.create("http://127.0.0.1:" + fresh.address().getPort());

            assertThat(send(HttpRequest.newBuilder(base.resolve("/ping"))).statusCode()).isEqualTo(503);
            assertThat(send(HttpRequest.newBuilder(base.resolve("/invocations"))
                    .POST(BodyPublishers.ofString(RECORD))).statusCode()).isEqualTo(200);
            fresh.ready();
            assertThat(send(HttpRequest.newBuilder(base.resolve("/ping"))).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"application/json|{\"customer_id\":\"C-1\",\"age\":34,\"total_spend\":1840.5}",
            "application/json|[{\"age\":34,\"total_spend\":1},{\"age\":\"x\"}]", "application/json|{\"age\": 34, ",
            "application/json|{\"colour\":\"blue\"}", "application/xml|<a/>", "text/csv|age,total_spend",
            "application/jsonlines|{\"age\":34}", "application/json; charset=utf-8|{\"age\":null}"})
    void invocations_anyBody_givesTheModelsOwnBytes(String contentType, String body) throws Exception {
        Reply expected = model.answer(AnswerShape.PREDICT, contentType, body.getBytes(StandardCharsets.UTF_8), NOW);

        HttpResponse<byte[]> answer = invoke(contentType, body);

        assertThat(answer.statusCode()).isEqualTo(expected.status());
        assertThat(answer.headers().firstValue("content-type")).hasValue(expected.contentType());
        assertThat(answer.body()).asString().isEqualTo(new String(expected.body(), StandardCharsets.UTF_8));
    }

    @Test
    void invocations_record_isAnswered() throws Exception {
        HttpResponse<byte[]> answer = invoke("application/json", RECORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString().contains("young-spenders", "Early access", "\"v3\"",
                "2026-11-21T10:30:00Z");
    }

    @Test
    void invocations_customAttribute_choosesTheShape() throws Exception {
        HttpResponse<byte[]> answer = send(at("/invocations").header("content-type", "application/json")
                .header("X-Amzn-SageMaker-Custom-Attributes", "shape=api").POST(BodyPublishers.ofString(RECORD)));

        assertThat(answer.body()).isEqualTo(model
                .answer(AnswerShape.API, "application/json", RECORD.getBytes(StandardCharsets.UTF_8), NOW).body());
    }

    @Test
    void invocations_acceptingCsv_isATable() throws Exception {
        HttpResponse<byte[]> answer = send(at("/invocations").header("content-type", "application/json")
                .header("Accept", "text/csv").POST(BodyPublishers.ofString(RECORD)));

        assertThat(answer.headers().firstValue("content-type")).hasValue("text/csv");
        assertThat(answer.body()).isEqualTo(model
                .answer(AnswerShape.CSV, "application/json", RECORD.getBytes(StandardCharsets.UTF_8), NOW).body());
    }

    @Test
    void invocations_unknownHeaders_areIgnored() throws Exception {
        assertThat(send(at("/invocations").header("content-type", "application/json").header("x-whatever", "1")
                .POST(BodyPublishers.ofString(RECORD))).statusCode()).isEqualTo(200);
    }

    @Test
    void invocations_chunkedBody_isRead() throws Exception {
        HttpResponse<byte[]> answer = send(at("/invocations").header("content-type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                        RECORD.getBytes(StandardCharsets.UTF_8)))));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void invocations_sixMegabytes_areRead() throws Exception {
        String padded = RECORD + " ".repeat((6 << 20) - RECORD.length());

        assertThat(invoke("application/json", padded).statusCode()).isEqualTo(200);
    }

    @Test
    void invocations_chunkedBodyTooLarge_is413() throws Exception {
        byte[] large = new byte[(6 << 20) + 1];

        assertThat(send(at("/invocations").header("content-type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))).statusCode())
                .isEqualTo(413);
    }

    @Test
    void invocations_declaredTooLarge_is413BeforeTheBodyIsSent() throws Exception {
        String answer = raw("POST /invocations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 5368709120\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
    }

    @Test
    void invocations_garbledRequest_leavesTheServerServing() throws Exception {
        raw("POST /invocations HTTP/1.1\r\nContent-Length: many\r\n\r\n");
        raw("\u0000\u0001\u0002\r\n\r\n");

        assertThat(invoke("application/json", RECORD).statusCode()).isEqualTo(200);
    }

    @Test
    void executionParameters_batchTransform_areTold() throws Exception {
        HttpResponse<byte[]> answer = send(at("/execution-parameters"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString().isEqualTo(
                "{\"MaxConcurrentTransforms\":3,\"BatchStrategy\":\"MULTI_RECORD\",\"MaxPayloadInMB\":6}");
    }

    @ParameterizedTest
    @CsvSource({"GET,/invocations,405", "HEAD,/ping,405", "POST,/ping,405", "GET,/,404", "GET,/ping/more,404",
            "GET,/other,404"})
    void answer_otherRequests_areRefused(String method, String path, int status) throws Exception {
        HttpResponse<byte[]> answer = send(at(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        if (!method.equals("HEAD")) {
            assertThat(Json.parse(answer.body(), "problem").string("type")).startsWith("urn:segmenta:problem:");
        }
    }

    /** Once 32 senders who stopped held every thread. */
    @Test
    void invocations_manySendersWhoStop_holdUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
                slow.add(socket);
                socket.getOutputStream().write(("POST /invocations HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                        + (i % 2 == 0 ? "\r\n{" : "X-Un")).getBytes(StandardCharsets.ISO_8859_1));
            }

            assertThat(invoke("application/json", RECORD).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void answer_anotherMethod_namesTheOneThatIsTaken() throws Exception {
        HttpResponse<byte[]> answer = send(at("/invocations").GET());

        assertThat(answer.headers().firstValue("allow")).hasValue("POST");
        assertThat(answer.body()).asString().contains("/invocations takes POST only");
    }

    @Test
    void answer_faultOfTheProgram_isA500WithoutDetails_andTheServerGoesOn() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        InstantSource brokenOnce = () -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("the clock stands");
            }
            return NOW;
        };
        try (ServingServer fresh = new ServingServer(
                ServingSettings.of(Map.of("SEGMENTA_PORT", "0", "SEGMENTA_HOST", "127.0.0.1")), () -> model,
                brokenOnce)) {
            fresh.start();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                    + fresh.address().getPort() + "/invocations")).POST(BodyPublishers.ofString(RECORD));
            HttpResponse<byte[]> first = send(request);

            assertThat(first.statusCode()).isEqualTo(500);
            assertThat(first.body()).asString().contains("urn:segmenta:problem:internal").doesNotContain("clock");
            assertThat(send(request).statusCode()).isEqualTo(200);
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            int count = in.read(buffer);
            if (count > 0) {
                answer.write(buffer, 0, count);
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
