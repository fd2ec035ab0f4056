package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.segmenta.local.stack.http.Exchanges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda's Invoke operation, for {@code aws lambda invoke}: waits for the answer, or accepts an event. */
public final class LambdaApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final int WAITING_LIMIT = 6 * 1024 * 1024;
    private static final int EVENT_LIMIT = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Functions functions;

    public LambdaApi(Functions functions) {
        this.functions = functions;
    }

    /** Answers a request. */
    public void handle(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!exchange.getRequestMethod().equals("POST") || !path.matches()) {
            fault(exchange, 404, "UnknownOperationException", "of Lambda this stack has Invoke only");
            return;
        }
        Optional<String> function = functions.idOf(path.group(1));
        if (function.isEmpty()) {
            fault(exchange, 404, "ResourceNotFoundException", "Function not found: " + path.group(1));
            return;
        }
        boolean event = Exchanges.header(exchange, "X-Amz-Invocation-Type").orElse("").equals("Event");
        Optional<byte[]> body = Exchanges.body(exchange, event ? EVENT_LIMIT : WAITING_LIMIT);
        if (body.isEmpty()) {
            fault(exchange, 413, "RequestTooLargeException", "the payload is too large");
            return;
        }
        JsonNode payload;
        try {
            payload = body.get().length == 0 ? JSON.createObjectNode() : JSON.readTree(body.get());
        } catch (JsonProcessingException e) {
            fault(exchange, 400, "InvalidRequestContentException", "the payload is not JSON");
            return;
        }
        if (event) {
            exchange.getResponseHeaders().set("x-amzn-RequestId", functions.submit(function.get(), payload));
            Exchanges.send(exchange, 202, null, new byte[0]);
        } else {
            call(exchange, function.get(), payload);
        }
    }

    private void call(HttpExchange exchange, String function, JsonNode payload) throws IOException {
        String requestId = UUID.randomUUID().toString();
        Optional<Outcome> outcome;
        try {
            outcome = functions.invoke(function, requestId, payload.toString().getBytes(StandardCharsets.UTF_8),
                    PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = Optional.empty();
        }
        if (outcome.isEmpty()) {
            fault(exchange, 429, "TooManyRequestsException", "every process of the function is busy");
            return;
        }
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
        if (outcome.get() instanceof Outcome.Failure) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        }
        Exchanges.send(exchange, 200, "application/json", outcome.get().payload());
    }

    private static void fault(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        Exchanges.send(exchange, status, "application/json",
                JSON.createObjectNode().put("Type", "User").put("Message", message).toString()
                        .getBytes(StandardCharsets.UTF_8));
    }
}
