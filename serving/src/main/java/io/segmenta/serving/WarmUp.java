package io.segmenta.serving;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

/**
 * Requests that the program sends to itself before it calls itself healthy: asked 2,000 times a second from its first
 * moment on, it fell half a second behind while its code was interpreted (docs/decisions/0016). What they answer does
 * not matter.
 */
final class WarmUp {

    private static final int REQUESTS = 2000;
    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int SILENCE_MILLIS = 1000;

    private WarmUp() {}

    /**
     * Asks one after the other, at most a second long.
     *
     * @param record JSON
     */
    static void run(InetSocketAddress address, byte[] record) {
        long end = System.nanoTime() + LONGEST_NANOS;
        try {
            URL url = URI.create("http://" + host(address) + ":" + address.getPort() + "/invocations").toURL();
            for (int i = 0; i < REQUESTS && System.nanoTime() < end; i++) {
                ask(url, record);
            }
        } catch (IOException onlyAnOptimisation) {
            System.err.println("not warmed up: " + onlyAnOptimisation.getMessage());
        }
    }

    private static String host(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static void ask(URL url, byte[] record) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout(SILENCE_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.getOutputStream().write(record);
        boolean refused = connection.getResponseCode() >= 400;
        try (InputStream answer = refused ? connection.getErrorStream() : connection.getInputStream()) {
            answer.readAllBytes();
        }
    }
}
