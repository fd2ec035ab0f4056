package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.http.Exchange;
import io.segmenta.local.stack.http.LoopbackClient.Reply;
import io.segmenta.model.contract.CallAttributes;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** SageMaker Runtime's InvokeEndpoint: what the container answers with 2xx passes, everything else is a ModelError. */
final class Invocations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_LIMIT = 6 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** The only headers of the caller that SageMaker hands on. */
    private static final List<String> HANDED_ON = List.of("Content-Type", "Accept",
            CallAttributes.HEADER);

    private final Endpoints endpoints;
    private final String account;

    Invocations(Endpoints endpoints, String account) {
        this.endpoints = endpoints;
        this.account = account;
    }

    void handle(Exchange exchange) {
        String name = exchange.path().orElseThrow().split("/", 0)[2];
        exchange.withBody(BODY_LIMIT, body -> handle(exchange, name, body));
    }

    private void handle(Exchange exchange, String name, Optional<byte[]> body) {
        if (body.isEmpty()) {
            validationError(exchange, 413, "Request size exceeded " + BODY_LIMIT + " bytes");
            return;
        }
        Optional<LiveEndpoint> endpoint = endpoints.serving(name);
        if (endpoint.isEmpty()) {
            validationError(exchange, 400, "Endpoint " + name + " of account " + account + " not found.");
            return;
        }
        serve(exchange, endpoint.get(), body.get());
    }

    /** Asks the process that takes requests; waits in the background while there is none. */
    private static void serve(Exchange exchange, LiveEndpoint endpoint, byte[] body) {
        Optional<ServingProcess> process = endpoint.tryEnter();
        if (process.isPresent()) {
            ask(exchange, endpoint, process.get(), body);
        } else {
            exchange.inBackground(() -> {
                Optional<ServingProcess> waited = enter(endpoint);
                if (waited.isPresent()) {
                    ask(exchange, endpoint, waited.get(), body);
                } else {
                    error(exchange, 503, "ServiceUnavailable",
                            JSON.createObjectNode().put("Message", "the endpoint does not answer"));
                }
            });
        }
    }

    private static void ask(Exchange exchange, LiveEndpoint endpoint, ServingProcess process, byte[] body) {
        var _ = process.invoke(handedOn(exchange), body, LIMIT).whenComplete((reply, failure) -> exchange.run(() -> {
            process.leave();
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof ConnectException) {
                // Nothing was sent, for the process is ending; the one after it is asked.
                serve(exchange, endpoint, body);
            } else if (cause != null) {
                modelError(exchange, 500, "the serving program did not answer: " + cause.getMessage());
            } else {
                answer(exchange, process, reply);
            }
        }));
    }

    private static Map<String, String> handedOn(Exchange exchange) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Host", "localhost");
        for (String name : HANDED_ON) {
            exchange.header(name).ifPresent(value -> headers.put(name, value));
        }
        return headers;
    }

    private static Optional<ServingProcess> enter(LiveEndpoint endpoint) {
        try {
            return endpoint.enter(LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void answer(Exchange exchange, ServingProcess process, Reply reply) {
        if (reply.status() >= 300) {
            modelError(exchange, reply.status(), new String(reply.body(), StandardCharsets.UTF_8));
            return;
        }
        exchange.set("x-Amzn-Invoked-Production-Variant", process.deployment().path("variant").asText());
        String attributes = reply.headers().get(CallAttributes.HEADER);
        if (attributes != null) {
            exchange.set(CallAttributes.HEADER, attributes);
        }
        exchange.send(200, reply.headers().get("Content-Type"), reply.body());
    }

    private static void modelError(Exchange exchange, int status, String message) {
        String text = "Received " + (status >= 500 ? "server" : "client") + " error (" + status
                + ") from primary with message \"" + message + "\".";
        error(exchange, 424, "ModelError", JSON.createObjectNode().put("LogStreamArn", "").put("Message", text)
                .put("OriginalMessage", message).put("OriginalStatusCode", status));
    }

    private static void validationError(Exchange exchange, int status, String message) {
        error(exchange, status, "ValidationError", JSON.createObjectNode().put("Message", message));
    }

    private static void error(Exchange exchange, int status, String type, ObjectNode body) {
        exchange.set("x-amzn-ErrorType", type);
        exchange.send(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
