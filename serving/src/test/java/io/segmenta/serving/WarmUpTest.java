package io.segmenta.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.segmenta.model.CustomerModel;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program asks itself before it calls itself healthy. */
@Timeout(60)
class WarmUpTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    private static final byte[] RECORD = "{\"age\":34,\"total_spend\":1840.5}".getBytes(StandardCharsets.UTF_8);

    /** Answers every request with the status, and returns what was asked. */
    private static List<String> asked(int status) throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + ' '
                        + exchange.getRequestHeaders().getFirst("Content-Type") + ' '
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(status, 2);
                exchange.getResponseBody().write(new byte[] {'{', '}'});
            }
        });
        server.start();
        try {
            WarmUp.run(server.getAddress(), RECORD);
        } finally {
            server.stop(0);
        }
        return asked;
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 399, 400, 422, 500})
    void run_whateverIsAnswered_goesOnAskingTheRecord(int status) throws IOException {
        assertThat(asked(status)).hasSizeBetween(2, 2000).containsOnly(
                "POST /invocations application/json {\"age\":34,\"total_spend\":1840.5}");
    }

    @Test
    void run_serverThatIsSilent_isGivenUp() throws IOException {
        long before = System.nanoTime();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            WarmUp.run((InetSocketAddress) silent.getLocalSocketAddress(), RECORD);
        }
        assertThat(System.nanoTime() - before).isGreaterThan(900_000_000L);
    }

    @Test
    void run_asksTheModel_andNeverFails() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        InstantSource counting = () -> {
            asked.incrementAndGet();
            return NOW;
        };
        ServingServer fresh = new ServingServer(ServingSettings.of(Map.of("SEGMENTA_PORT", "0")),
                () -> new Invocations(new Predictor(CustomerModel.MODEL, "v3")), counting);
        fresh.start();
        WarmUp.run(fresh.address(), RECORD);
        WarmUp.run(fresh.address(), "no record".getBytes(StandardCharsets.UTF_8));
        assertThat(asked.get()).isPositive();
        fresh.close();
        WarmUp.run(fresh.address(), RECORD);
    }
}
