package io.segmenta.serving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.segmenta.model.contract.CallAttributes;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Problem;
import io.segmenta.model.predict.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One model behind the three requests that SageMaker makes, on the JDK's own server (see docs/decisions/0016 and 0044).
 * A fixed number of requests is computed at once; more threads come only to wait for senders who are slow.
 */
final class ServingServer implements AutoCloseable {

    /** Six megabytes at 300 KB/s; SageMaker has the whole request before it sends it on. */
    private static final Duration SLOWEST_SENDER = Duration.ofSeconds(20);
    /** When SageMaker gives up on a request. */
    private static final Duration SLOWEST_ANSWER = Duration.ofSeconds(60);

    private static final int BACKLOG = 1024;
    /** As many requests are computed at once; the others wait their turn. */
    private static final int THREADS = 32;
    /** Each may have a thread that waits for a slow sender, so that these hold up nobody else. */
    private static final int CONNECTIONS = 512;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
    /** Bodies under way may take a quarter of the memory. */
    private static final int PART = 16 << 10;
    private static final int PARTS = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 / PART);
    private static final Duration DRAIN = Duration.ofSeconds(25);
    private static final byte[] NOTHING = {};

    static {
        // An answer is small: do not hold its last packet back until the client acknowledges the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A sender may take this long for a whole request, a reader for a whole answer; then the connection is closed.
        System.setProperty("sun.net.httpserver.maxReqTime", Long.toString(SLOWEST_SENDER.toSeconds()));
        System.setProperty("sun.net.httpserver.maxRspTime", Long.toString(SLOWEST_ANSWER.toSeconds()));
        System.setProperty("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS));
    }

    private final ServingSettings settings;
    private final Supplier<Invocations> model;
    private final Optional<Capture> capture;
    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService threads = new ThreadPoolExecutor(THREADS, CONNECTIONS, IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS, new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("request-", 1).factory());
    private final Semaphore computing = new Semaphore(THREADS);
    private final Semaphore memory;
    private final Phaser underWay = new Phaser(1);
    private volatile boolean ready;

    ServingServer(ServingSettings settings, Supplier<Invocations> model, InstantSource clock) throws IOException {
        this(settings, model, Optional.empty(), clock, PARTS);
    }

    /** @param capture counts what is answered once the server is ready */
    ServingServer(ServingSettings settings, Supplier<Invocations> model, Optional<Capture> capture,
            InstantSource clock) throws IOException {
        this(settings, model, capture, clock, PARTS);
    }

    /** @param parts of 16 kB that all bodies under way may hold */
    ServingServer(ServingSettings settings, Supplier<Invocations> model, Optional<Capture> capture,
            InstantSource clock, int parts) throws IOException {
        this.settings = settings;
        this.model = model;
        this.capture = capture;
        this.clock = clock;
        this.memory = new Semaphore(parts);
        InetSocketAddress address = settings.host().isEmpty()
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
        this.server = HttpServer.create(address, BACKLOG);
        server.setExecutor(this::execute);
        route("/ping", "GET", exchange -> send(exchange, ready ? 200 : 503, "text/plain", NOTHING));
        route("/invocations", "POST", this::invocations);
        route("/execution-parameters", "GET", this::executionParameters);
        server.createContext("/", exchange -> answer(exchange, ServingServer::noSuchPath));
    }

    /** Listens; until it is {@link #ready} it answers, but does not call itself healthy. */
    void start() {
        server.start();
    }

    void ready() {
        ready = true;
    }

    /** Where this machine reaches it. */
    InetSocketAddress address() {
        InetSocketAddress bound = server.getAddress();
        return bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
                : bound;
    }

    /** Takes no new connection, lets requests under way end (SageMaker kills 30 seconds after SIGTERM), then closes. */
    @Override
    public void close() {
        // The JDK's stop may sleep its whole time although the last answer has left, so it is not waited for.
        Thread.ofPlatform().daemon().name("stop").start(() -> server.stop((int) DRAIN.toSeconds()));
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arriveAndDeregister(), DRAIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            System.err.println("requests abandoned after " + DRAIN.toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
    }

    /** A route answers exactly its path and its method. */
    private void route(String path, String method, HttpHandler handler) {
        server.createContext(path, exchange -> answer(exchange, it -> {
            if (!it.getRequestURI().getPath().equals(path)) {
                noSuchPath(it);
            } else if (!it.getRequestMethod().equals(method)) {
                it.getResponseHeaders().set("Allow", method);
                send(it, problem(405, "method-not-allowed", "The method is not allowed", path + " takes " + method
                        + " only"));
            } else {
                handler.handle(it);
            }
        }));
    }

    /** A request is under way from when its first bytes are handed on, before the client hears anything of it. */
    private void execute(Runnable request) {
        underWay.register();
        try {
            threads.execute(() -> {
                try {
                    request.run();
                } finally {
                    underWay.arriveAndDeregister();
                }
            });
        } catch (RejectedExecutionException full) {
            underWay.arriveAndDeregister();
            throw full;
        }
    }

    private static void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
        try (exchange) {
            handle(exchange, handler);
        }
    }

    private static void handle(HttpExchange exchange, HttpHandler handler) throws IOException {
        try {
            handler.handle(exchange);
        } catch (RuntimeException fault) {
            // The client learns that it failed, the log why; the body is in neither.
            System.err.println("request failed: " + fault);
            send(exchange, problem(500, "internal", "Internal error", "the request could not be answered"));
        }
    }

    private static void noSuchPath(HttpExchange exchange) throws IOException {
        send(exchange, problem(404, "unknown-route", "No such route",
                "there are GET /ping, POST /invocations and GET /execution-parameters"));
    }

    private static Reply problem(int status, String code, String title, String detail) {
        return Problem.of(status, code, title, detail).toReply();
    }

    private void invocations(HttpExchange exchange) throws IOException {
        int limit = settings.maxBodyBytes();
        String declared = exchange.getRequestHeaders().getFirst("Content-Length");
        if (declared != null && (declared.length() > 10 || Long.parseLong(declared) > limit)) {
            send(exchange, tooLarge());
            return;
        }
        try (BoundedBody body = new BoundedBody(memory, PART)) {
            switch (body.read(exchange.getRequestBody(), limit)) {
                case WHOLE -> answerAndCount(exchange, body.bytes());
                case TOO_LONG -> send(exchange, tooLarge());
                case NO_ROOM -> send(exchange, busy(exchange));
            }
        }
    }

    private Reply tooLarge() {
        return problem(413, "too-large", "The request is too large",
                "a body may hold at most " + settings.maxBodyBytes() + " bytes");
    }

    private static Reply busy(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        return problem(503, "busy", "Temporarily unavailable", "too many large requests at once; try again");
    }

    /** Counts once the answer is sent. What the program asks itself before it is ready does not count. */
    private void answerAndCount(HttpExchange exchange, byte[] body) throws IOException {
        Asked asked = ready ? capture.map(Capture::request).orElse(null) : null;
        send(exchange, answer(exchange, body, asked));
        if (asked != null) {
            capture.ifPresent(counts -> counts.add(asked, clock.instant()));
        }
    }

    private Reply answer(HttpExchange exchange, byte[] body, @Nullable Asked asked) {
        computing.acquireUninterruptibly();
        try {
            return model.get().answer(shape(exchange), exchange.getRequestHeaders().getFirst("Content-Type"), body,
                    clock.instant(), asked);
        } finally {
            computing.release();
        }
    }

    /** SageMaker passes one header of the caller on, which says whose answer is wanted, and what the caller accepts. */
    private static AnswerShape shape(HttpExchange exchange) {
        String attributes = exchange.getRequestHeaders().getFirst(CallAttributes.HEADER);
        return attributes == null ? AnswerShape.accepted(exchange.getRequestHeaders().getFirst("Accept"))
                : CallAttributes.shape(attributes);
    }

    private void executionParameters(HttpExchange exchange) throws IOException {
        ServingSettings.BatchTransform batch = settings.batch();
        send(exchange, 200, "application/json", utf8("{\"MaxConcurrentTransforms\":" + batch.maxConcurrent()
                + ",\"BatchStrategy\":\"" + batch.strategy() + "\",\"MaxPayloadInMB\":" + batch.maxPayloadMegabytes()
                + "}"));
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        send(exchange, new Reply(status, contentType, body));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        boolean none = reply.length() == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), none ? -1 : reply.length());
        if (!none) {
            // Flushed before the exchange is closed, which waits for what is left of a request.
            reply.writeTo(exchange.getResponseBody());
            exchange.getResponseBody().flush();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
