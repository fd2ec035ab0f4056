package io.segmenta.local.stack.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/** Hands a whole exchange to another port of this machine, streaming, so that the size of a body does not matter. */
public final class Forwarder {

    private Forwarder() {}

    /** Forwards the request and its answer unchanged. */
    public static void forward(HttpExchange exchange, int port, Duration readTimeout) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        String length = headers.getFirst("Content-Length");
        boolean chunked = headers.getFirst("Transfer-Encoding") != null;
        long bodyLength = chunked
                ? WireClient.Request.UNKNOWN_LENGTH
                : length == null ? 0 : Long.parseLong(length.trim());
        WireClient.Request request = new WireClient.Request(exchange.getRequestMethod(),
                exchange.getRequestURI().toString(), headers, exchange.getRequestBody(), bodyLength);
        try (WireClient.Answer answer = WireClient.send(port, request, readTimeout)) {
            reply(exchange, answer);
        }
    }

    private static void reply(HttpExchange exchange, WireClient.Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        String length = answer.header("Content-Length");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        for (Map.Entry<String, String> header : answer.headers()) {
            if (head || !header.getKey().equalsIgnoreCase("Content-Length")) {
                headers.add(header.getKey(), header.getValue());
            }
        }
        boolean none = head || answer.status() == 204 || answer.status() == 304 || "0".equals(length);
        // To the JDK's server -1 is "no body" and 0 is "chunked".
        exchange.sendResponseHeaders(answer.status(), none ? -1 : length == null ? 0 : Long.parseLong(length));
        if (!none) {
            try (OutputStream out = exchange.getResponseBody()) {
                answer.body().transferTo(out);
            }
        }
    }
}
