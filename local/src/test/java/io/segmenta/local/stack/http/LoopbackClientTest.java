package io.segmenta.local.stack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.http.LoopbackClient.Reply;
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

class LoopbackClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private ServerSocket server;
    private volatile boolean readsOneMore;
    private volatile int answersPerConnection = Integer.MAX_VALUE;
    private volatile String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
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
                bodies.add(body(in));
                if (answer.isEmpty()) {
                    in.read();
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
            if (readsOneMore) {
                bodies.add(body(in));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static String body(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("no more requests");
            }
            line.append((char) c);
        }
        return line.toString().trim();
    }

    private Reply post(LoopbackClient client, String body, Duration silence) throws IOException {
        return client.post("/invocations", Map.of("Host", "localhost"), body.getBytes(StandardCharsets.UTF_8),
                silence).join();
    }

    @Test
    void post_again_usesTheSameConnection() throws IOException {
        LoopbackClient client = new LoopbackClient(server.getLocalPort());
        for (String body : List.of("one", "two", "three")) {
            Reply reply = post(client, body, LONG);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers().get("Content-Type")).isEqualTo("text/plain");
            assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo("ok");
        }
        assertThat(bodies).containsExactly("one", "two", "three");
        assertThat(accepted).hasValue(1);
    }

    @Test
    void post_connectionClosedMeanwhile_isSentOverAnother() throws IOException {
        answersPerConnection = 1;
        LoopbackClient client = new LoopbackClient(server.getLocalPort());
        assertThat(post(client, "one", LONG).status()).isEqualTo(200);
        assertThat(post(client, "two", LONG).status()).isEqualTo(200);
        assertThat(bodies).containsExactly("one", "two");
        assertThat(accepted).hasValue(2);
    }

    @Test
    void post_connectionEndsInsteadOfASecondAnswer_isSentOverAnother() throws IOException {
        answersPerConnection = 1;
        readsOneMore = true;
        LoopbackClient client = new LoopbackClient(server.getLocalPort());
        assertThat(post(client, "one", LONG).status()).isEqualTo(200);
        assertThat(post(client, "two", LONG).status()).isEqualTo(200);
        assertThat(bodies).containsExactly("one", "two", "two");
        assertThat(accepted).hasValue(2);
    }

    @Test
    void post_freshConnectionEndsWithoutAnAnswer_fails() {
        answersPerConnection = 0;
        readsOneMore = true;
        LoopbackClient client = new LoopbackClient(server.getLocalPort());
        assertThatThrownBy(() -> post(client, "one", LONG)).hasCauseInstanceOf(IOException.class);
        assertThat(bodies).containsExactly("one");
    }

    @Test
    void post_answerThatEndsWithItsConnection_isReadWhole() throws IOException {
        answersPerConnection = 1;
        answer = "HTTP/1.1 503 Busy\r\n\r\nlater";
        LoopbackClient client = new LoopbackClient(server.getLocalPort());
        for (int i = 0; i < 2; i++) {
            Reply reply = post(client, "one", LONG);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo("later");
        }
        assertThat(accepted).hasValue(2);
    }

    @Test
    void post_noAnswer_failsInTime_andIsNotSentAgain() throws IOException {
        LoopbackClient client = new LoopbackClient(server.getLocalPort());
        assertThat(post(client, "one", LONG).status()).isEqualTo(200);
        answer = "";
        assertThatThrownBy(() -> post(client, "two", Duration.ofMillis(50)))
                .hasCauseInstanceOf(SocketTimeoutException.class);
        assertThat(bodies).containsExactly("one", "two");
    }

    @Test
    void post_nobodyThere_fails() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = nobody.getLocalPort();
        }
        LoopbackClient client = new LoopbackClient(port);
        assertThatThrownBy(() -> post(client, "one", LONG)).hasCauseInstanceOf(ConnectException.class);
    }
}
