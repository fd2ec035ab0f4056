package io.segmenta.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.segmenta.platform.StubService;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignedHttpTest {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** What is answered before everything is fine: a status, a space, a body. */
    private final Deque<String> trouble = new ArrayDeque<>();
    private final List<String> bodies = new ArrayList<>();
    private final StubService service = new StubService(this::answer);
    private final SignedHttp http = new SignedHttp(service.aws(), "sagemaker", SILENCE);
    private final URI uri = URI.create(service.address() + "/a");

    @AfterEach
    void stop() {
        service.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String answer = trouble.isEmpty() ? "200 fine" : trouble.remove();
        StubService.reply(exchange, Integer.parseInt(answer.substring(0, 3)),
                answer.substring(4).getBytes(StandardCharsets.UTF_8));
    }

    private HttpReply post(String text) throws IOException {
        return http.send("POST", uri, Map.of(), HttpBody.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void send_busyService_isAskedAgainWithTheWholeRequest() throws IOException {
        trouble.add("503 <Code>SlowDown</Code>");
        trouble.add("429 ");
        assertThat(post("hello").text()).isEqualTo("fine");
        assertThat(bodies).containsExactly("hello", "hello", "hello");
    }

    @Test
    void send_throttlingWithoutAStatusOfItsOwn_isAskedAgain() throws IOException {
        trouble.add("400 {\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        assertThat(post("hello").status()).isEqualTo(200);
        assertThat(bodies).hasSize(2);
    }

    @Test
    void send_refusal_isGivenBackAtOnce() throws IOException {
        trouble.add("400 {\"__type\":\"ValidationException\"}");
        assertThat(post("hello").status()).isEqualTo(400);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void send_faultThatStays_isGivenBackAfterThreeAttempts() throws IOException {
        for (int i = 0; i < 4; i++) {
            trouble.add("500 broken " + i);
        }
        assertThat(post("hello").text()).isEqualTo("broken 2");
    }

    @Test
    void open_busyService_isAskedAgain() throws IOException {
        trouble.add("503 slow down");
        try (HttpDownload download = http.open(uri, Map.of())) {
            assertThat(download.status()).isEqualTo(200);
            assertThat(download.body()).hasContent("fine");
        }
    }

    @Test
    void open_answerThatBreaksOffHalfWay_isNotTakenForItsEnd() throws IOException {
        try (ServerSocket server = new ServerSocket(0); HttpDownload download = halfAnAnswer(server)) {
            assertThat(download.body().readNBytes(4)).asString().isEqualTo("half");
            assertThatThrownBy(() -> download.body().read()).isInstanceOf(IOException.class);
        }
    }

    private HttpDownload halfAnAnswer(ServerSocket server) throws IOException {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf"
                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException unseen) {
                throw new IllegalStateException(unseen);
            }
        });
        return http.open(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), Map.of());
    }

    @Test
    void send_nobodyThere_fails() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> http.send("GET", URI.create("http://127.0.0.1:" + port + "/"), Map.of(),
                HttpBody.NONE)).isInstanceOf(IOException.class);
    }
}
