package io.segmenta.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.hostile.Hostile;
import io.segmenta.model.hostile.HostileSocket;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes on the port of the container, most of which are no HTTP. */
class HostileRequestsTest {

    private static final String INVOKE = "POST /invocations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 10\r\n\r\n{\"age\":34}";

    @Test
    void sockets() throws Exception {
        try (ServingServer server = new ServingServer(
                ServingSettings.of(Map.of("SEGMENTA_PORT", "0", "SEGMENTA_HOST", "127.0.0.1")),
                () -> new Invocations(new Predictor(CustomerModel.MODEL, "v3")),
                InstantSource.fixed(Instant.parse("2026-11-21T10:30:00Z")))) {
            server.start();
            server.ready();
            HostileSocket socket = new HostileSocket(server.address().getPort());
            new Hostile("sockets, serving", Hostile.texts(INVOKE, "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n",
                    "POST /invocations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "a\r\n{\"age\":34}\r\n0\r\n\r\n"),
                    List.of("\r\n", "\r\n\r\n", "\n", " ", ":", "HTTP/9.9", "Content-Length: -1\r\n",
                            "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: gzip\r\n", "%zz", "%00",
                            "\u0000", "X: y\r\n", "Expect: 100-continue\r\n", "/", "..", "?", "[", "|", "fffffffff\r\n",
                            "0\r\n", "mailto:a", "Content-Type: ;\r\n"),
                    socket).run(4_000);

            assertThat(socket.read(INVOKE.getBytes(StandardCharsets.US_ASCII))).isTrue();
        }
    }
}
