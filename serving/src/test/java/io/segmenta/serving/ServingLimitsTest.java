package io.segmenta.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much the server does at once, where it listens, and how it ends. */
@Timeout(60)
class ServingLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final String RECORD = "{\"customer_id\":\"C-1\",\"age\":34,\"total_spend\":1840.5}";

    private final Invocations model = new Invocations(new Predictor(CustomerModel.MODEL, "v3"));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ServingServer server;

    private void start(String host, InstantSource clock, int parts) throws IOException {
        server = new ServingServer(ServingSettings.of(Map.of("SEGMENTA_PORT", "0", "SEGMENTA_HOST", host)), () -> model,
                Optional.empty(), clock, parts);
        server.start();
        server.ready();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private HttpRequest invocation(String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address().getPort() + "/invocations"))
                .header("content-type", "application/json").POST(BodyPublishers.ofString(body)).build();
    }

    @Test
    void invocations_bodiesThatTakeAllMemory_areToldWhenToComeAgain() throws Exception {
        start("127.0.0.1", CLOCK, 1);
        HttpResponse<String> answer = client.send(invocation(RECORD + " ".repeat(16 << 10)), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        assertThat(answer.body()).contains("urn:segmenta:problem:busy");
        assertThat(client.send(invocation(RECORD), BodyHandlers.ofString()).statusCode()).as("one that fits")
                .isEqualTo(200);
    }

    @Test
    void invocations_moreThan32AtOnce_waitTheirTurn() throws Exception {
        CountDownLatch full = new CountDownLatch(32);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        start("127.0.0.1", () -> {
            begun.incrementAndGet();
            full.countDown();
            await(goOn);
            return NOW;
        }, 1000);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(client.sendAsync(invocation(RECORD), BodyHandlers.ofString()));
        }
        full.await();
        URI ping = URI.create("http://127.0.0.1:" + server.address().getPort() + "/ping");
        assertThat(client.send(HttpRequest.newBuilder(ping).build(), BodyHandlers.ofString()).statusCode())
                .as("health is told all the same").isEqualTo(200);
        assertThat(begun).hasValue(32);
        goOn.countDown();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void address_isWhereThisMachineReachesIt() throws Exception {
        start("127.0.0.1", CLOCK, 9);
        assertThat(server.address().getHostString()).isEqualTo("127.0.0.1");
        server.close();
        start("", CLOCK, 9);
        assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(client.send(invocation(RECORD), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void close_requestUnderWay_isAnsweredBeforeItEnds() throws Exception {
        start("127.0.0.1", CLOCK, 9);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            beginRequest(socket);
            Thread closing = Thread.ofPlatform().start(server::close);
            assertThat(closing.join(Duration.ofMillis(300))).as("it waits").isFalse();
            socket.getOutputStream().write(RECORD.getBytes(StandardCharsets.US_ASCII));

            assertThat(read(socket)).startsWith("HTTP/1.1 200");
            assertThat(closing.join(Duration.ofSeconds(20))).as("it ends").isTrue();
        }
    }

    @Test
    void close_idleServer_doesNotWait() throws IOException {
        start("127.0.0.1", CLOCK, 9);
        long before = System.nanoTime();

        server.close();

        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }

    @Test
    void close_interrupted_waitsNoLongerAndKeepsTheInterrupt() throws Exception {
        start("127.0.0.1", CLOCK, 9);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            beginRequest(socket);
            Thread.currentThread().interrupt();
            server.close();

            assertThat(Thread.interrupted()).isTrue();
            socket.getOutputStream().write(RECORD.getBytes(StandardCharsets.US_ASCII));
            assertThat(read(socket)).as("who is under way is answered all the same").startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void close_takesNoFurtherConnection() throws Exception {
        start("127.0.0.1", CLOCK, 9);
        int port = server.address().getPort();
        server.close();
        boolean refused = false;
        while (!refused) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).as("until the port is closed").isTrue();
            } catch (ConnectException closed) {
                refused = true;
            } catch (SocketException reset) {
                assertThat(reset).as("of whoever came while it closed").hasMessageContaining("reset");
            }
        }
        assertThat(refused).isTrue();
    }

    /** Sends all but the body. */
    private static void beginRequest(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(("POST /invocations HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json"
                + "\r\nContent-Length: " + RECORD.length() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(read(socket)).startsWith("HTTP/1.1 100");
    }

    private static String read(Socket socket) throws IOException {
        byte[] buffer = new byte[4096];
        int count = socket.getInputStream().read(buffer);
        return new String(buffer, 0, count, StandardCharsets.US_ASCII);
    }
}
