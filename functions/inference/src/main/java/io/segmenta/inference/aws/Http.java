package io.segmenta.inference.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One HTTP exchange. The JDK's older client, because it starts in half the time of the newer one. */
final class Http {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int MAX_REPLY_BYTES = 64 << 20;

    private Http() {}

    /** @param body null for a request without one */
    static HttpReply send(String method, URI uri, SortedMap<String, String> headers, byte[] body, Duration timeout)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        headers.forEach(connection::setRequestProperty);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        return new HttpReply(status, headers(connection), body(connection, status));
    }

    private static Map<String, String> headers(HttpURLConnection connection) {
        Map<String, String> headers = new TreeMap<>();
        for (Map.Entry<String, List<String>> field : connection.getHeaderFields().entrySet()) {
            if (field.getKey() != null) {
                headers.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().getFirst());
            }
        }
        return headers;
    }

    private static byte[] body(HttpURLConnection connection, int status) throws IOException {
        // Reading to the end is also what lets the connection be used again.
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            if (in == null) {
                return new byte[0];
            }
            byte[] body = in.readNBytes(MAX_REPLY_BYTES + 1);
            if (body.length > MAX_REPLY_BYTES) {
                throw new IOException("an answer of " + connection.getURL().getHost() + " exceeds " + MAX_REPLY_BYTES
                        + " bytes");
            }
            return body;
        }
    }
}
