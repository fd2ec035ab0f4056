package io.segmenta.local.stack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on 127.0.0.1: the JDK's own, one virtual thread per request, so that a request may wait (a long poll,
 * a cold function) without holding a platform thread.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

    static {
        // Without the first, an answer of two packets waits 40 ms for a delayed acknowledgement. The others keep idle
        // connections longer than any SDK's pool does, so that the client is the one that closes.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.idleInterval", "600");
        setDefault("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Binds the port and answers from now on.
     *
     * @param port the port, 0 for a free one
     * @param handler what answers; an exception of it becomes status 500
     */
    public static LoopbackServer start(int port, HttpHandler handler) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1024);
        } catch (IOException e) {
            throw new IOException("port " + port + " on 127.0.0.1 cannot be used: " + e.getMessage()
                    + "; choose another, or 0 for a free one", e);
        }
        LoopbackServer loopback = new LoopbackServer(server);
        server.createContext("/", exchange -> answer(exchange, handler));
        server.setExecutor(loopback.workers);
        server.start();
        return loopback;
    }

    /** The port in use. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The address, without a slash at its end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    private static void answer(HttpExchange exchange, HttpHandler handler) {
        try (exchange) {
            handler.handle(exchange);
        } catch (IOException e) {
            LOG.debug("{} {}: connection lost", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        } catch (RuntimeException e) {
            LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            failQuietly(exchange);
        }
    }

    private static void failQuietly(HttpExchange exchange) {
        try {
            if (exchange.getResponseCode() == -1) {
                exchange.sendResponseHeaders(500, -1);
            }
        } catch (IOException e) {
            LOG.debug("the answer could not be sent", e);
        }
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
