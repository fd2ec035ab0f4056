package io.segmenta.local.stack.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.http.Exchange;
import java.nio.charset.StandardCharsets;

/**
 * Why a request to a service that speaks JSON is refused before it reaches it.
 *
 * @param status of HTTP
 * @param type the name of the fault, as AWS's services have it
 */
public record Refusal(int status, String type, String message) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers as a service that speaks JSON. */
    public void answer(Exchange exchange) {
        exchange.set("x-amzn-ErrorType", type);
        exchange.send(status, "application/x-amz-json-1.1", JSON.createObjectNode().put("__type", type)
                .put("message", message).toString().getBytes(StandardCharsets.UTF_8));
    }
}
