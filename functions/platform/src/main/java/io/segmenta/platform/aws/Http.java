package io.segmenta.platform.aws;

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

    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** In bytes: what is gathered in memory before it is sent. */
    private static final int SMALL = 1 << 16;

    private Http() {}

    /**
     * Sends a request and returns as soon as the answer begins.
     *
     * @param silence how long to wait for the answer, and for each further part of it
     */
    static HttpDownload open(String method, URI uri, SortedMap<String, String> headers, HttpBody body,
            Duration silence) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) silence.toMillis());
        headers.forEach(connection::setRequestProperty);
        if (body != HttpBody.NONE) {
            connection.setDoOutput(true);
            if (body.length() > SMALL) {
                // What is streamed the JDK first tries an open connection for, by reading from it for a millisecond.
                connection.setFixedLengthStreamingMode(body.length());
            }
            try (OutputStream out = connection.getOutputStream()) {
                body.writeTo(out);
            }
        }
        int status = connection.getResponseCode();
        return new HttpDownload(status, headers(connection), body(connection, status));
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

    private static InputStream body(HttpURLConnection connection, int status) throws IOException {
        InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        return in == null ? InputStream.nullInputStream() : in;
    }
}
