package io.segmenta.local.stack.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * An HTTP server on 127.0.0.1: Jetty's. One thread of it reads every request and hands it to the handler, which must
 * not wait; what waits goes on in {@link Exchange#inBackground}. So a request may last (a long poll, a cold function, a
 * slow sender) without holding a thread.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final Server server;
    private final ServerConnector connector;

    private LoopbackServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * What a server takes from a client.
     *
     * @param headBytes the longest request line with its headers; 414 or 431 above
     * @param idle how long a connection without a request is kept; zero for ever
     * @param silence how long a client may pause within a request, or take nothing of its answer
     */
    public record Limits(int headBytes, Duration idle, Duration silence) {}

    /** Answers a request, now or later, on a thread that must not wait. */
    @FunctionalInterface
    public interface Answering {

        /**
         * Answers through the exchange.
         *
         * @throws IOException or a RuntimeException, which becomes status 500
         */
        void handle(Exchange exchange) throws IOException;
    }

    /**
     * Binds the port and answers from now on.
     *
     * @param port the port, 0 for a free one
     */
    public static LoopbackServer start(int port, Limits limits, Answering answering) throws IOException {
        Server server = new Server(Shared.threads(), Shared.scheduler(), Shared.buffers());
        ServerConnector connector = new ServerConnector(server, 0, 1,
                new HttpConnectionFactory(configuration(limits)));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
        server.setHandler(handler(answering));
        server.setErrorHandler(LoopbackServer::refuse);
        LoopbackServer loopback = new LoopbackServer(server, connector);
        try {
            server.start();
        } catch (Exception e) {
            loopback.close();
            throw new IOException("port " + port + " on 127.0.0.1 cannot be used: " + e.getMessage()
                    + "; choose another, or 0 for a free one", e);
        }
        return loopback;
    }

    private static Handler handler(Answering answering) {
        return new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Exchange exchange = new Exchange(request, response, callback);
                exchange.run(() -> answering.handle(exchange));
                return true;
            }
        };
    }

    private static HttpConfiguration configuration(Limits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(limits.headBytes());
        configuration.setIdleTimeout(limits.silence().toMillis());
        configuration.setSendServerVersion(false);
        // Keys of objects may hold %2F, empty parts and dots; no path names a file here, and signatures cover the
        // bytes.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHeaderCacheCaseSensitive(true);
        return configuration;
    }

    /** Answers what Jetty refuses itself: no HTTP, no URI, too long a head. */
    private static boolean refuse(Request request, Response response, Callback callback) {
        int status = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused
                ? refused.getCode()
                : response.getStatus();
        String reason = request.getAttribute(ErrorHandler.ERROR_MESSAGE) instanceof String message ? message : "";
        new Exchange(request, response, callback).problem(status, reason);
        return true;
    }

    /** The port in use. */
    public int port() {
        return connector.getLocalPort();
    }

    /** The address, without a slash at its end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Closes the port and every connection. */
    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
