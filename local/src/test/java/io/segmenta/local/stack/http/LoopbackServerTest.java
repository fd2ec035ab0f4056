package io.segmenta.local.stack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.http.LoopbackServer.Answering;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(100);

    private static LoopbackServer start(Duration idle, Duration silence, Answering answering) throws IOException {
        return LoopbackServer.start(0, new Limits(8192, idle, silence), answering);
    }

    private static void echo(Exchange exchange) {
        exchange.withBody(1000, body -> exchange.send(200, "text/plain",
                body.orElse("too long".getBytes(StandardCharsets.UTF_8))));
    }

    private static String post(String body) {
        return "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    @Test
    void body_pausesLongerThanAllowed_is408() throws IOException {
        try (LoopbackServer server = start(LONG, SHORT, LoopbackServerTest::echo);
                Wire wire = new Wire(server.port())) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n1234");
            assertThat(wire.rest()).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
        }
    }

    @Test
    void head_neverEnds_connectionIsClosed() throws IOException {
        try (LoopbackServer server = start(SHORT, SHORT, LoopbackServerTest::echo);
                Wire wire = new Wire(server.port())) {
            wire.send("POST / HTTP/1.1\r\nHos");
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void senders_moreSlowOnesThanThreads_holdUpNobody() throws IOException {
        List<Wire> slow = new ArrayList<>();
        try (LoopbackServer server = start(LONG, LONG, LoopbackServerTest::echo)) {
            for (int i = 0; i < 300; i++) {
                slow.add(new Wire(server.port()).send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n1"));
            }
            assertThat(Wire.ask(server.port(), post("quick"))).endsWith("\r\n\r\nquick");
            assertThat(slow.getFirst().send("2").until("12")).startsWith("HTTP/1.1 200 ");
        } finally {
            slow.forEach(Wire::close);
        }
    }

    @Test
    void answer_laterThanTheLimitOfSilence_arrives() throws Exception {
        BlockingQueue<Exchange> waiting = new LinkedBlockingQueue<>();
        try (LoopbackServer server = start(SHORT, SHORT, waiting::add); Wire wire = new Wire(server.port())) {
            wire.send(post(""));
            Exchange exchange = waiting.take();
            // Ten limits pass: another connection is closed after each.
            for (int i = 0; i < 10; i++) {
                try (Wire other = new Wire(server.port())) {
                    assertThat(other.send("GET").rest()).isEmpty();
                }
            }
            exchange.send(200, null, "late".getBytes(StandardCharsets.UTF_8));
            assertThat(wire.rest()).endsWith("\r\n\r\nlate");
        }
    }

    @Test
    void body_atTheLimitAndBeyond() throws IOException {
        try (LoopbackServer server = start(LONG, LONG, LoopbackServerTest::echo)) {
            assertThat(Wire.ask(server.port(), post("x".repeat(1000)))).endsWith("\r\n\r\n" + "x".repeat(1000));
            assertThat(Wire.ask(server.port(), post("x".repeat(1001)))).endsWith("too long");
            assertThat(Wire.ask(server.port(), post("x".repeat(100_000)))).endsWith("too long");
        }
    }

    @Test
    void body_inChunksAfterContinue_isJoined() throws IOException {
        try (LoopbackServer server = start(LONG, LONG, LoopbackServerTest::echo); Wire wire = new Wire(server.port())) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                    + "Expect: 100-continue\r\n\r\n");
            assertThat(wire.until("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            assertThat(wire.send("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").rest()).endsWith("\r\n\r\nabcde");
        }
    }

    @Test
    void body_endsEarly_isNotTakenForWhole() throws IOException {
        BlockingQueue<Optional<byte[]>> bodies = new LinkedBlockingQueue<>();
        try (LoopbackServer server = start(LONG, LONG, exchange -> exchange.withBody(10, bodies::add))) {
            try (Wire wire = new Wire(server.port())) {
                wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12");
            }
            assertThat(Wire.ask(server.port(), "GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(bodies).isEmpty();
        }
    }

    @Test
    void handler_throws_is500AndTheConnectionGoesOn() throws IOException {
        try (LoopbackServer server = start(LONG, LONG, exchange -> {
            if (exchange.query().equals("fail")) {
                throw new IllegalStateException("asked to fail");
            }
            exchange.send(200, "text/plain", "fine".getBytes(StandardCharsets.UTF_8));
        }); Wire wire = new Wire(server.port())) {
            wire.send("GET /?fail HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wire.until("}")).startsWith("HTTP/1.1 500 ").contains("application/problem+json")
                    .doesNotContain("asked to fail");
            assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").until("fine")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void head_hasNoBody() throws IOException {
        try (LoopbackServer server = start(LONG, LONG, exchange -> exchange.send(200, "text/plain", new byte[5]))) {
            assertThat(Wire.ask(server.port(), "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .contains("Content-Length: 5\r\n").endsWith("\r\n\r\n");
        }
    }

    @Test
    void start_portTaken_saysWhich() throws IOException {
        try (LoopbackServer server = start(LONG, LONG, LoopbackServerTest::echo)) {
            assertThatThrownBy(() -> LoopbackServer.start(server.port(), new Limits(8192, LONG, LONG),
                    LoopbackServerTest::echo)).isInstanceOf(IOException.class)
                    .hasMessageStartingWith("port " + server.port() + " on 127.0.0.1 cannot be used: ");
        }
    }
}
