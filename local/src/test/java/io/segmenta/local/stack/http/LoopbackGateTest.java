package io.segmenta.local.stack.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.http.LoopbackServer.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who passes and who does not. */
class LoopbackGateTest {

    private static LoopbackServer server;

    @BeforeAll
    static void start() throws IOException {
        server = LoopbackServer.start(0, new Limits(8192, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                new LoopbackGate(List.of("https://shop.example"),
                        exchange -> exchange.send(200, "text/plain", new byte[0])));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String ask(String headers) {
        return Wire.ask(server.port(), "GET / HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:8080", "localhost", "localhost:1", "[::1]:80"})
    void host_ofThisMachine_passes(String host) {
        assertThat(ask("Host: " + host + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.example", "rebound.example:8080", "127.0.0.1.rebound.example", "localhost.example",
            "10.0.0.1", "127.0.0.1:80:80", "127.0.0.1@rebound.example"})
    void host_ofAnotherName_refused(String host) {
        assertThat(ask("Host: " + host + "\r\n")).doesNotContain("HTTP/1.1 200 ").startsWith("HTTP/1.1 4");
    }

    @Test
    void host_missingOrTwice_refused() {
        assertThat(Wire.ask(server.port(), "GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421 ");
        assertThat(ask("Host: localhost\r\nHost: rebound.example\r\n")).startsWith("HTTP/1.1 4");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080, 200", "https://shop.example, 200", "https://page.example, 403",
            "http://localhost:8081, 403", "https://localhost:8080, 403", "'null', 403",
            "https://shop.example.page.example, 403"})
    void origin_ofTheServerOrAllowed_passesAndNoOther(String origin, int status) {
        assertThat(ask("Host: localhost:8080\r\nOrigin: " + origin + "\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }
}
