package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.access.AccessKey;
import io.segmenta.local.stack.http.Exchange;
import io.segmenta.local.stack.http.LoopbackGate;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda runtime API (2018-06-01) for one process: hands out one invocation at a time and takes its answer. An
 * answer that is too long fails its invocation and not the process, which is asked again. AWS's reference: "Using the
 * Lambda runtime API for custom runtimes".
 */
final class RuntimeApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "/2018-06-01/runtime/";
    private static final byte[] OK = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
    /** AWS's limit for an answer, with its own margin. */
    private static final int ANSWER_LIMIT = 6 * 1024 * 1024 + 100;

    /** The cause of an error may be a header of 1 MB; the function is not hurried and its connection kept. */
    private static final Limits LIMITS = new Limits((1024 + 64) * 1024, Duration.ZERO, Duration.ZERO);

    private final LoopbackServer server;
    /** Begins every path, so that only the function's process can ask and answer here. */
    private final String secret;
    private final String prefix;
    private final String functionArn;
    /** Invocations that wait for the function to ask, or the question of the function that waits for one. */
    private final Queue<Invocation> inbox = new ArrayDeque<>();
    private Optional<Exchange> asked = Optional.empty();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable Invocation current;

    /** An invocation with its answer to come. */
    record Invocation(String requestId, byte[] payload, Instant deadline, CompletableFuture<Outcome> outcome) {}

    RuntimeApi(String functionArn) throws IOException {
        this.functionArn = functionArn;
        this.secret = "/" + AccessKey.draw().secret();
        this.prefix = secret + VERSION;
        this.server = LoopbackServer.start(0, LIMITS, new LoopbackGate(List.of(), this::handle));
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.port() + secret;
    }

    /** Completes when the runtime asks for its first invocation, exceptionally when its start fails. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    void offer(Invocation invocation) {
        Optional<Exchange> waiting;
        synchronized (inbox) {
            waiting = asked;
            asked = Optional.empty();
            if (waiting.isEmpty()) {
                inbox.add(invocation);
            }
        }
        waiting.ifPresent(exchange -> exchange.run(() -> hand(exchange, invocation)));
    }

    private void handle(Exchange exchange) {
        String path = exchange.path().orElse("");
        if (path.equals(prefix + "invocation/next")) {
            next(exchange);
        } else if (path.equals(prefix + "init/error")) {
            exchange.withBodyToItsEnd(ANSWER_LIMIT, body -> {
                ready.completeExceptionally(new InitFailure(failure(exchange, "Runtime.InitError", body)));
                exchange.send(202, "application/json", OK);
            });
        } else if (path.startsWith(prefix + "invocation/") && path.endsWith("/response")) {
            exchange.withBodyToItsEnd(ANSWER_LIMIT, body -> complete(exchange, path, success(body)));
        } else if (path.startsWith(prefix + "invocation/") && path.endsWith("/error")) {
            exchange.withBodyToItsEnd(ANSWER_LIMIT,
                    body -> complete(exchange, path, failure(exchange, "Unhandled", body)));
        } else {
            exchange.send(404, "application/json", new byte[0]);
        }
    }

    private void next(Exchange exchange) {
        ready.complete(null);
        Invocation invocation;
        synchronized (inbox) {
            invocation = inbox.poll();
            if (invocation == null) {
                asked = Optional.of(exchange);
                return;
            }
        }
        hand(exchange, invocation);
    }

    private void hand(Exchange exchange, Invocation invocation) {
        current = invocation;
        exchange.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        exchange.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
        exchange.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        exchange.set("Lambda-Runtime-Trace-Id", traceId(invocation.requestId()));
        exchange.send(200, "application/json", invocation.payload());
    }

    private static String traceId(String requestId) {
        String digits = requestId.replaceAll("[^0-9a-f]", "") + "0".repeat(24);
        return "Root=1-" + digits.substring(0, 8) + "-" + digits.substring(0, 24) + ";Sampled=0";
    }

    private void complete(Exchange exchange, String path, Outcome outcome) {
        Invocation invocation = current;
        String requestId = path.substring((prefix + "invocation/").length(), path.lastIndexOf('/'));
        if (invocation == null || !invocation.requestId().equals(requestId)) {
            exchange.send(400, "application/json",
                    "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}"
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        current = null;
        exchange.send(202, "application/json", OK);
        invocation.outcome().complete(outcome);
    }

    private static Outcome success(Optional<byte[]> answer) {
        return answer.<Outcome>map(Outcome.Success::new)
                .orElseGet(() -> failure("Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (" + ANSWER_LIMIT + " bytes)."));
    }

    private static Outcome.Failure failure(Exchange exchange, String type, Optional<byte[]> answer) {
        byte[] body = answer.orElse(new byte[0]);
        String given = exchange.header("Lambda-Runtime-Function-Error-Type").orElse(type);
        try {
            JsonNode error = JSON.readTree(body);
            return new Outcome.Failure(error.path("errorType").asText(given), error.path("errorMessage").asText(""),
                    body);
        } catch (IOException e) {
            return failure(given, new String(body, StandardCharsets.UTF_8));
        }
    }

    /** A failure that the platform reports, not the function. */
    static Outcome.Failure failure(String type, String message) {
        return new Outcome.Failure(type, message, JSON.createObjectNode().put("errorType", type)
                .put("errorMessage", message).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The start of a function failed. */
    static final class InitFailure extends Exception {

        private static final long serialVersionUID = 1;
        private final transient Outcome.Failure failure;

        InitFailure(Outcome.Failure failure) {
            super(failure.errorType() + ": " + failure.message());
            this.failure = failure;
        }

        Outcome.Failure failure() {
            return failure;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
