package io.segmenta.local.stack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.http.KeptConnections.Reply;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private ServerSocket server;
    private volatile int answersPerConnection = Integer.MAX_VALUE;
    private volatile String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    accepted.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Answers some requests of a connection, then closes it without having said so. */
    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < answersPerConnection; i++) {
                int length = 0;
                for (String line = WireClient.line(in); !line.isEmpty(); line = WireClient.line(in)) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring("Content-Length: ".length()));
                    }
                }
                bodies.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                if (answer.isEmpty()) {
                    in.read();
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private Reply post(KeptConnections connections, String body, Duration silence) throws IOException {
        return connections.post("/invocations", Map.of("Host", List.of("localhost")),
                body.getBytes(StandardCharsets.UTF_8), silence);
    }

    @Test
    void post_again_usesTheSameConnection() throws IOException {
        try (KeptConnections connections = new KeptConnections(server.getLocalPort())) {
            for (String body : List.of("one", "two", "three")) {
                Reply reply = post(connections, body, LONG);
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.headers()).containsEntry("content-type", "text/plain");
                assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo("ok");
            }
        }
        assertThat(bodies).containsExactly("one", "two", "three");
        assertThat(accepted).hasValue(1);
    }

    @Test
    void post_connectionClosedMeanwhile_isSentOverAnother() throws IOException {
        answersPerConnection = 1;
        try (KeptConnections connections = new KeptConnections(server.getLocalPort())) {
            assertThat(post(connections, "one", LONG).status()).isEqualTo(200);
            assertThat(post(connections, "two", LONG).status()).isEqualTo(200);
        }
        assertThat(bodies).containsExactly("one", "two");
        assertThat(accepted).hasValue(2);
    }

    @Test
    void post_answerThatEndsWithItsConnection_isReadWhole() throws IOException {
        answersPerConnection = 1;
        answer = "HTTP/1.1 503 Busy\r\n\r\nlater";
        try (KeptConnections connections = new KeptConnections(server.getLocalPort())) {
            for (int i = 0; i < 2; i++) {
                Reply reply = post(connections, "one", LONG);
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo("later");
            }
        }
        assertThat(accepted).hasValue(2);
    }

    @Test
    void post_noAnswer_failsInTime_andIsNotSentAgain() throws IOException {
        try (KeptConnections connections = new KeptConnections(server.getLocalPort())) {
            assertThat(post(connections, "one", LONG).status()).isEqualTo(200);
            answer = "";
            assertThatThrownBy(() -> post(connections, "two", Duration.ofMillis(50)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(bodies).containsExactly("one", "two");
    }

    @Test
    void post_nobodyThere_fails() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = nobody.getLocalPort();
        }
        try (KeptConnections connections = new KeptConnections(port)) {
            assertThatThrownBy(() -> post(connections, "one", LONG)).isInstanceOf(ConnectException.class);
        }
    }
}
