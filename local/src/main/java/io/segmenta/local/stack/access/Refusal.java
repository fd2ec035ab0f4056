package io.segmenta.local.stack.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.http.Exchange;
import java.nio.charset.StandardCharsets;

/**
 * Why a request is refused, with status 403, before it reaches its service.
 *
 * @param type the name of the fault, as AWS's services have it
 */
public record Refusal(String type, String message) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORBIDDEN = 403;

    /** Answers as a service that speaks JSON. */
    public void answer(Exchange exchange) {
        exchange.set("x-amzn-ErrorType", type);
        exchange.send(FORBIDDEN, "application/x-amz-json-1.1", JSON.createObjectNode().put("__type", type)
                .put("message", message).toString().getBytes(StandardCharsets.UTF_8));
    }
}
