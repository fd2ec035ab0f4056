package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.http.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda's Invoke operation, for {@code aws lambda invoke}: waits for the answer, or accepts an event. */
public final class LambdaApi {

    /**
     * Names the request that an event repeats; AWS's Lambda knows no such header. Training goes on at once with what
     * that request began, which another one would have to wait for until its lease has ended.
     */
    public static final String REPEATED = "X-Segmenta-Repeated-Request";

    private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
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
    public void handle(Exchange exchange) {
        Matcher path = PATH.matcher(exchange.path().orElse(""));
        if (!exchange.method().equals("POST") || !path.matches()) {
            fault(exchange, 404, "UnknownOperationException", "this stack supports only Invoke of Lambda");
            return;
        }
        Optional<String> function = functions.idOf(path.group(1));
        if (function.isEmpty()) {
            fault(exchange, 404, "ResourceNotFoundException", "Function not found: " + path.group(1));
            return;
        }
        boolean event = exchange.header("X-Amz-Invocation-Type").orElse("").equals("Event");
        exchange.withBody(event ? EVENT_LIMIT : WAITING_LIMIT,
                body -> exchange.inBackground(() -> accept(exchange, function.get(), event, body)));
    }

    private void accept(Exchange exchange, String function, boolean event, Optional<byte[]> body)
            throws IOException {
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
            String requestId = exchange.header(REPEATED).filter(id -> REQUEST_ID.matcher(id).matches())
                    .orElseGet(() -> UUID.randomUUID().toString());
            functions.submit(function, payload, requestId);
            exchange.set("x-amzn-RequestId", requestId);
            exchange.send(202, null, new byte[0]);
        } else {
            String requestId = UUID.randomUUID().toString();
            var _ = functions.invoke(function, requestId, payload.toString().getBytes(StandardCharsets.UTF_8), PATIENCE)
                    .whenComplete((outcome, failure) -> exchange.run(
                            () -> answer(exchange, requestId, outcome, failure)));
        }
    }

    private static void answer(Exchange exchange, String requestId, Optional<Outcome> outcome, Throwable failure) {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        if (outcome.isEmpty()) {
            fault(exchange, 429, "TooManyRequestsException", "every process of the function is busy");
            return;
        }
        exchange.set("x-amzn-RequestId", requestId);
        exchange.set("X-Amz-Executed-Version", "$LATEST");
        if (outcome.get() instanceof Outcome.Failure) {
            exchange.set("X-Amz-Function-Error", "Unhandled");
        }
        exchange.send(200, "application/json", outcome.get().payload());
    }

    private static void fault(Exchange exchange, int status, String type, String message) {
        exchange.set("x-amzn-ErrorType", type);
        exchange.send(status, "application/json",
                JSON.createObjectNode().put("Type", "User").put("Message", message).toString()
                        .getBytes(StandardCharsets.UTF_8));
    }
}
