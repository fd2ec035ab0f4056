package io.segmenta.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The committed bundle with the headers that the API sends, and made-up answers in place of the API. */
final class Stub implements AutoCloseable {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; "
            + "base-uri 'none'";
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "woff2", "font/woff2", "txt",
            "text/plain; charset=utf-8");
    private static final String NOTHING = "{\"type\":\"urn:segmenta:problem:not-found\",\"title\":\"Not found\","
            + "\"status\":404,\"detail\":\"there is none\",\"instance\":\"urn:uuid:0\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Answers to requests; none is 404. */
    interface Answers {
        /** The bytes of an answer to a method and an address. */
        Optional<byte[]> of(String method, URI address);
    }

    Stub(Answers answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            if (path.startsWith("/api/") || path.equals("/map.bin")) {
                Optional<byte[]> found = answers.of(exchange.getRequestMethod(), exchange.getRequestURI());
                send(exchange, found.isPresent() ? 200 : 404,
                        found.isPresent() ? "application/json" : "application/problem+json",
                        found.orElseGet(() -> NOTHING.getBytes(StandardCharsets.UTF_8)));
            } else {
                file(exchange, path.substring(1));
            }
        });
        server.start();
    }

    private static void file(HttpExchange exchange, String name) throws IOException {
        boolean known = !name.isEmpty() && Folder.files(Folder.BUNDLE).contains(name);
        String file = known ? name : "index.html";
        Path path = Folder.BUNDLE.resolve(file);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        send(exchange, 200, TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), ""),
                Files.readAllBytes(path));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A parameter of an address; empty where it has none. */
    static String parameter(URI address, String name) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        for (String part : query.split("&", 0)) {
            if (part.startsWith(name + '=')) {
                return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** Where it is, without a slash at the end. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
