package io.segmenta.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * HTTP at a fixed rate that does not wait for slow answers: request number i is due at i / rate, and its latency runs
 * from then, whether or not its connection was free. So an answer that holds up others is counted with all it held up,
 * which a client that sends the next request after the last answer leaves out.
 */
final class OpenLoop {
    private static final int CONNECTIONS = 32;

    /** Latencies in seconds, in ascending order, and how many answers were no success. */
    record Result(double[] latencies, int errors) {
        double quantile(double share) {
            return latencies[(int) Math.min(latencies.length - 1L, Math.round(share * latencies.length))];
        }
    }

    private final int port;
    private final byte[] request;

    OpenLoop(int port, String path, byte[] body) {
        this.port = port;
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        this.request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
    }

    /** Sends {@code perSecond} requests a second, evenly, for some seconds. */
    Result run(int perSecond, int seconds) throws IOException, InterruptedException {
        int count = perSecond * seconds;
        double[] latencies = new double[count];
        long begin = System.nanoTime() + 100_000_000L;
        int errors = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Integer>> connections = new ArrayList<>();
            for (int c = 0; c < CONNECTIONS; c++) {
                int first = c;
                connections.add(threads.submit(() -> every(first, count, 1e9 / perSecond, begin, latencies)));
            }
            for (Future<Integer> connection : connections) {
                errors += connection.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a connection broke", e.getCause());
        }
        Arrays.sort(latencies);
        return new Result(latencies, errors);
    }

    /** Sends one request after the other over one connection, and returns how many were answered each second. */
    double saturate(int seconds) throws IOException {
        try (Socket socket = connect()) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            long begin = System.nanoTime();
            long end = begin + seconds * 1_000_000_000L;
            int answers = 0;
            long now = begin;
            while (now < end) {
                if (exchange(socket.getOutputStream(), in) != 200) {
                    throw new IOException("a request was refused");
                }
                answers++;
                now = System.nanoTime();
            }
            return answers / ((now - begin) / 1e9);
        }
    }

    private int every(int first, int count, double interval, long begin, double[] latencies) throws IOException {
        int errors = 0;
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = first; i < count; i += CONNECTIONS) {
                long due = begin + (long) (i * interval);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                if (exchange(out, in) != 200) {
                    errors++;
                }
                latencies[i] = (System.nanoTime() - due) / 1e9;
            }
        }
        return errors;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** The status of the answer, which is read whole. */
    private int exchange(OutputStream out, InputStream in) throws IOException {
        out.write(request);
        String line = line(in);
        int status = Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        long length = 0;
        for (line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(line.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
