package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.segmenta.local.stack.http.Exchanges;
import io.segmenta.local.stack.http.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Lambda runtime API (2018-06-01) for one process: hands out one invocation at a time and takes its answer. AWS's
 * reference: "Using the Lambda runtime API for custom runtimes".
 */
final class RuntimeApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final byte[] OK = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
    /** AWS's limit for an answer, with its own margin. */
    private static final int ANSWER_LIMIT = 6 * 1024 * 1024 + 100;

    private final LoopbackServer server;
    private final String functionArn;
    private final BlockingQueue<Invocation> inbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile Invocation current;

    /** An invocation with its answer to come. */
    record Invocation(String requestId, byte[] payload, Instant deadline, CompletableFuture<Outcome> outcome) {}

    RuntimeApi(String functionArn) throws IOException {
        this.functionArn = functionArn;
        this.server = LoopbackServer.start(0, this::handle);
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** Completes when the runtime asks for its first invocation, exceptionally when its start fails. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    void offer(Invocation invocation) {
        inbox.add(invocation);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(PREFIX + "invocation/next")) {
            next(exchange);
        } else if (path.equals(PREFIX + "init/error")) {
            Outcome.Failure failure = failure(exchange, "Runtime.InitError");
            ready.completeExceptionally(new InitFailure(failure));
            Exchanges.send(exchange, 202, "application/json", OK);
        } else if (path.startsWith(PREFIX + "invocation/") && path.endsWith("/response")) {
            complete(exchange, path, success(exchange));
        } else if (path.startsWith(PREFIX + "invocation/") && path.endsWith("/error")) {
            complete(exchange, path, failure(exchange, "Unhandled"));
        } else {
            Exchanges.send(exchange, 404, "application/json", new byte[0]);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        ready.complete(null);
        Invocation invocation;
        try {
            invocation = inbox.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        current = invocation;
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", traceId(invocation.requestId()));
        Exchanges.send(exchange, 200, "application/json", invocation.payload());
    }

    private static String traceId(String requestId) {
        String digits = requestId.replaceAll("[^0-9a-f]", "") + "0".repeat(24);
        return "Root=1-" + digits.substring(0, 8) + "-" + digits.substring(0, 24) + ";Sampled=0";
    }

    private void complete(HttpExchange exchange, String path, Outcome outcome) throws IOException {
        Invocation invocation = current;
        String requestId = path.substring((PREFIX + "invocation/").length(), path.lastIndexOf('/'));
        if (invocation == null || !invocation.requestId().equals(requestId)) {
            Exchanges.send(exchange, 400, "application/json",
                    "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}"
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        current = null;
        Exchanges.send(exchange, 202, "application/json", OK);
        invocation.outcome().complete(outcome);
    }

    private static Outcome success(HttpExchange exchange) throws IOException {
        return Exchanges.body(exchange, ANSWER_LIMIT).<Outcome>map(Outcome.Success::new)
                .orElseGet(() -> failure("Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (" + ANSWER_LIMIT + " bytes)."));
    }

    private static Outcome.Failure failure(HttpExchange exchange, String type) throws IOException {
        byte[] body = Exchanges.body(exchange, ANSWER_LIMIT).orElse(new byte[0]);
        String given = Exchanges.header(exchange, "Lambda-Runtime-Function-Error-Type").orElse(type);
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
