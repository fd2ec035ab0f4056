package io.segmenta.local.stack.http;

import io.segmenta.local.stack.http.WireClient.Answer;
import io.segmenta.local.stack.http.WireClient.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Connections to one port of this machine, used again and again for requests that change nothing: one that fails over a
 * connection used before, which the other side may have closed meanwhile, is sent again over another. As many are kept as
 * there were requests at once.
 */
public final class KeptConnections implements AutoCloseable {

    /** Less than the 30 s after which the JDK's server closes an idle connection. */
    private static final long IDLE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int CONNECT_MILLIS = 5_000;

    private final int port;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    public KeptConnections(int port) {
        this.port = port;
    }

    /**
     * A whole answer.
     *
     * @param headers names in lower case; of several values the first
     */
    public record Reply(int status, Map<String, String> headers, byte[] body) {}

    private record Connection(Socket socket, InputStream in, long since) {}

    /**
     * Posts a body and reads the whole answer.
     *
     * @param silence how long to wait for the answer, and for each further part of it
     */
    public Reply post(String target, Map<String, List<String>> headers, byte[] body, Duration silence)
            throws IOException {
        for (Connection used = take(); used != null; used = take()) {
            try {
                return exchange(used, target, headers, body, silence);
            } catch (SocketTimeoutException late) {
                throw late;
            } catch (IOException closedMeanwhile) {
                // Another connection tells whether the other side is gone.
                continue;
            }
        }
        return exchange(open(), target, headers, body, silence);
    }

    private Connection open() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), CONNECT_MILLIS);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream(), 1 << 14), 0);
        } catch (IOException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private Reply exchange(Connection connection, String target, Map<String, List<String>> headers, byte[] body,
            Duration silence) throws IOException {
        Socket socket = connection.socket();
        boolean reusable = false;
        try {
            socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
            try {
                WireClient.write(socket,
                        new Request("POST", target, headers, new ByteArrayInputStream(body), body.length),
                        "\r\n\r\n");
            } catch (IOException refusedBeforeItsEnd) {
                // Its answer, if there is one, is worth more than the failure.
                socket.shutdownOutput();
            }
            Answer answer = WireClient.read(socket, connection.in(), "POST");
            Map<String, String> named = new HashMap<>();
            answer.headers().forEach(one -> named.putIfAbsent(one.getKey().toLowerCase(Locale.ROOT), one.getValue()));
            Reply reply = new Reply(answer.status(), named, answer.body().readAllBytes());
            reusable = answer.isDelimited() && !socket.isOutputShutdown();
            return reply;
        } finally {
            if (reusable) {
                keep(new Connection(socket, connection.in(), System.nanoTime()));
            } else {
                closeQuietly(socket);
            }
        }
    }

    private synchronized Connection take() {
        Connection last = idle.pollLast();
        if (last != null && System.nanoTime() - last.since() > IDLE_NANOS) {
            idle.addLast(last);
            closeIdle();
            return null;
        }
        return last;
    }

    private synchronized void keep(Connection connection) {
        idle.addLast(connection);
        if (closed) {
            closeIdle();
        }
    }

    private void closeIdle() {
        idle.forEach(connection -> closeQuietly(connection.socket()));
        idle.clear();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody uses it any more.
            return;
        }
    }

    /** Closes what is idle; requests under way end first. */
    @Override
    public synchronized void close() {
        closed = true;
        closeIdle();
    }
}
