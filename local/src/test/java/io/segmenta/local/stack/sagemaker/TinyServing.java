package io.segmenta.local.stack.sagemaker;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A serving program for tests: healthy unless its model file says {@code sick}; answers with that file's text, its
 * version and the request; a request {@code die} ends it, after {@code deaf} it listens no more but does not end,
 * {@code bad} is refused. With a model file {@code gone} it does not even start.
 */
public final class TinyServing {

    private TinyServing() {}

    /** Serves until it is ended. */
    public static void main(String[] args) throws IOException {
        String model = Files.readString(Path.of(System.getenv("SEGMENTA_MODEL_DIR"), "model.txt"));
        if (model.equals("gone")) {
            throw new IOException("no model");
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"),
                Integer.parseInt(System.getenv("SEGMENTA_PORT"))), 0);
        server.createContext("/ping", exchange -> {
            exchange.sendResponseHeaders(model.contains("sick") ? 503 : 200, -1);
            exchange.close();
        });
        server.createContext("/invocations", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (body.equals("die")) {
                Runtime.getRuntime().halt(9);
            }
            if (body.equals("deaf")) {
                new Thread(LockSupport::park).start();
                server.stop(0);
            }
            String answer = model + " " + System.getenv("SEGMENTA_MODEL_VERSION") + " " + body + " "
                    + exchange.getRequestHeaders().getFirst("X-Amzn-SageMaker-Custom-Attributes");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(body.equals("bad") ? 422 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }
}
