package io.segmenta.local.stack.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sends one HTTP/1.1 request to a port of this machine over a connection of its own and streams both bodies.
 * <p>
 * The request target and every header that a signature may cover, {@code Host} among them, pass unchanged; that is why
 * the JDK's client is not used, which refuses to set {@code Host}. A connection per request costs about 0.1 ms on
 * loopback and rules out the failure of a pooled connection that the other side has just closed.
 */
public final class WireClient {

    private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "transfer-encoding", "expect",
            "content-length", "proxy-connection", "te", "trailer", "upgrade");
    private static final int HEAD_LIMIT = 64 * 1024;

    private WireClient() {}

    /** A request: its body is read to the end unless the answer comes first. */
    public record Request(String method, String target, Map<String, List<String>> headers, InputStream body,
            long bodyLength) {

        /** The value of {@code bodyLength} when only the end of the stream tells. */
        public static final long UNKNOWN_LENGTH = -1;
    }

    /** An answer whose body is still to be read; closing it closes the connection. */
    public static final class Answer implements AutoCloseable {

        private final Socket socket;
        private final int status;
        private final List<Map.Entry<String, String>> headers;
        private final InputStream body;

        private Answer(Socket socket, int status, List<Map.Entry<String, String>> headers, InputStream body) {
            this.socket = socket;
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        public int status() {
            return status;
        }

        /** Headers of the answer without those that concern the connection; {@code Content-Length} stays. */
        public List<Map.Entry<String, String>> headers() {
            return headers;
        }

        /** The first value of a header, or null. */
        public String header(String name) {
            for (Map.Entry<String, String> header : headers) {
                if (header.getKey().equalsIgnoreCase(name)) {
                    return header.getValue();
                }
            }
            return null;
        }

        /** Tells whether the body ends before the connection does, which can then be used again. */
        boolean isDelimited() {
            return !(body instanceof BufferedInputStream);
        }

        /** The body, with chunks already joined. */
        public InputStream body() {
            return body;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /**
     * Sends the request and reads the head of the answer.
     *
     * @param readTimeout the longest silence of the other side, zero for none
     */
    public static Answer send(int port, Request request, Duration readTimeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 5_000);
            socket.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
            IOException sendFailure = null;
            try {
                write(socket, request);
            } catch (IOException e) {
                // The other side may refuse before it has read the body: its answer is worth more than the failure.
                sendFailure = e;
                socket.shutdownOutput();
            }
            try {
                return read(socket, request.method());
            } catch (IOException e) {
                if (sendFailure != null) {
                    e.addSuppressed(sendFailure);
                }
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void write(Socket socket, Request request) throws IOException {
        write(socket, request, "\r\nConnection: close\r\n\r\n");
    }

    static void write(Socket socket, Request request, String headEnd) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
        StringBuilder head = new StringBuilder(1024);
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        request.headers().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                for (String value : values) {
                    head.append(name).append(": ").append(value).append("\r\n");
                }
            }
        });
        boolean chunked = request.bodyLength() == Request.UNKNOWN_LENGTH;
        head.append(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + request.bodyLength());
        head.append(headEnd);
        // Header bytes are read and written as Latin-1 on both sides, so that any byte passes unchanged.
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked) {
            writeChunks(request.body(), out);
        } else {
            long sent = request.body().transferTo(out);
            if (sent < request.bodyLength()) {
                throw new EOFException("the body ended at " + sent + " of " + request.bodyLength() + " bytes");
            }
        }
        out.flush();
    }

    private static void writeChunks(InputStream body, OutputStream out) throws IOException {
        byte[] buffer = new byte[32 * 1024];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            if (n > 0) {
                out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(buffer, 0, n);
                out.write('\r');
                out.write('\n');
            }
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static Answer read(Socket socket, String method) throws IOException {
        return read(socket, new BufferedInputStream(socket.getInputStream(), 64 * 1024), method);
    }

    static Answer read(Socket socket, InputStream in, String method) throws IOException {
        int status;
        List<Map.Entry<String, String>> headers;
        boolean chunked;
        long length;
        do {
            status = status(line(in));
            headers = new ArrayList<>();
            chunked = false;
            length = -1;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                if (colon <= 0) {
                    throw new IOException("a header without a colon: " + line);
                }
                String name = line.substring(0, colon).trim();
                String value = line.substring(colon + 1).trim();
                if (name.equalsIgnoreCase("transfer-encoding")) {
                    chunked = value.toLowerCase(Locale.ROOT).contains("chunked");
                } else if (name.equalsIgnoreCase("content-length")) {
                    length = Long.parseLong(value);
                    headers.add(Map.entry(name, value));
                } else if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.add(Map.entry(name, value));
                }
            }
        } while (status >= 100 && status < 200);
        InputStream body;
        if (method.equals("HEAD") || status == 204 || status == 304) {
            body = InputStream.nullInputStream();
        } else if (chunked) {
            body = new ChunkedBody(in);
        } else if (length >= 0) {
            body = new FixedBody(in, length);
        } else {
            body = in;
        }
        return new Answer(socket, status, List.copyOf(headers), body);
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP answer: " + line);
        }
        return Integer.parseInt(parts[1]);
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended within the head of an answer");
            }
            if (line.length() > HEAD_LIMIT) {
                throw new IOException("a line longer than " + HEAD_LIMIT + " bytes");
            }
            line.append((char) c);
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        return line.toString();
    }
}
