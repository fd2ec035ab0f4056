package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.segmenta.local.stack.http.Exchanges;
import io.segmenta.local.stack.http.KeptConnections.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SageMaker Runtime's InvokeEndpoint: what the container answers with 2xx passes, everything else is a ModelError. */
final class Invocations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_LIMIT = 6 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** The only headers of the caller that SageMaker hands on. */
    private static final List<String> HANDED_ON = List.of("Content-Type", "Accept",
            "X-Amzn-SageMaker-Custom-Attributes");

    private final Endpoints endpoints;
    private final String account;

    Invocations(Endpoints endpoints, String account) {
        this.endpoints = endpoints;
        this.account = account;
    }

    void handle(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().split("/")[2];
        Optional<byte[]> body = Exchanges.body(exchange, BODY_LIMIT);
        if (body.isEmpty()) {
            error(exchange, 413, "ValidationError", JSON.createObjectNode().put("Message",
                    "Request size exceeded " + BODY_LIMIT + " bytes"));
            return;
        }
        Optional<LiveEndpoint> endpoint = endpoints.serving(name);
        if (endpoint.isEmpty()) {
            error(exchange, 400, "ValidationError", JSON.createObjectNode().put("Message",
                    "Endpoint " + name + " of account " + account + " not found."));
            return;
        }
        Optional<Served> served;
        try {
            served = serve(endpoint.get(), handedOn(exchange), body.get());
        } catch (IOException e) {
            modelError(exchange, 500, "the serving program did not answer: " + e.getMessage());
            return;
        }
        if (served.isEmpty()) {
            error(exchange, 503, "ServiceUnavailable",
                    JSON.createObjectNode().put("Message", "the endpoint does not answer"));
            return;
        }
        answer(exchange, served.get());
    }

    private static Map<String, List<String>> handedOn(HttpExchange exchange) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Host", List.of("localhost"));
        for (String name : HANDED_ON) {
            List<String> values = exchange.getRequestHeaders().get(name);
            if (values != null) {
                headers.put(name, values);
            }
        }
        return headers;
    }

    private record Served(ServingProcess by, Reply reply) {}

    /** Asks a process that takes requests; nothing when there is none for too long. */
    private static Optional<Served> serve(LiveEndpoint endpoint, Map<String, List<String>> headers, byte[] body)
            throws IOException {
        for (Optional<ServingProcess> process = enter(endpoint); process.isPresent(); process = enter(endpoint)) {
            try {
                return Optional.of(new Served(process.get(), process.get().invoke(headers, body, LIMIT)));
            } catch (ConnectException nothingSent) {
                // The process is ending; the one after it is asked.
                continue;
            } finally {
                process.get().leave();
            }
        }
        return Optional.empty();
    }

    private static Optional<ServingProcess> enter(LiveEndpoint endpoint) {
        try {
            return endpoint.enter(LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void answer(HttpExchange exchange, Served served) throws IOException {
        Reply reply = served.reply();
        if (reply.status() >= 300) {
            modelError(exchange, reply.status(), new String(reply.body(), StandardCharsets.UTF_8));
            return;
        }
        Headers out = exchange.getResponseHeaders();
        out.set("x-Amzn-Invoked-Production-Variant", served.by().deployment().path("variant").asText());
        String attributes = reply.headers().get("x-amzn-sagemaker-custom-attributes");
        if (attributes != null) {
            out.set("X-Amzn-SageMaker-Custom-Attributes", attributes);
        }
        Exchanges.send(exchange, 200, reply.headers().get("content-type"), reply.body());
    }

    private static void modelError(HttpExchange exchange, int status, String message) throws IOException {
        String text = "Received " + (status >= 500 ? "server" : "client") + " error (" + status
                + ") from primary with message \"" + message + "\".";
        error(exchange, 424, "ModelError", JSON.createObjectNode().put("ErrorCode", status >= 500
                ? "CONTAINER_SERVER_ERROR"
                : "CLIENT_ERROR_FROM_MODEL").put("LogStreamArn", "").put("Message", text)
                .put("OriginalMessage", message).put("OriginalStatusCode", status));
    }

    private static void error(HttpExchange exchange, int status, String type, ObjectNode body) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        Exchanges.send(exchange, status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
