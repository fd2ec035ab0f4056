package io.segmenta.local.journey;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A serving program that is healthy for version 1 of a model and never for another: it answers every ping, and refuses
 * with 503 when the version is not v1.
 */
public final class SickServing {
    private SickServing() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws IOException {
        String version = System.getenv("SEGMENTA_MODEL_VERSION");
        int port = Integer.parseInt(System.getenv("SEGMENTA_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/ping", exchange -> {
            exchange.sendResponseHeaders("v1".equals(version) ? 200 : 503, -1);
            exchange.close();
        });
        server.createContext("/invocations", exchange -> {
            byte[] answer = ("{\"model_version\":\"" + version + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }
}
