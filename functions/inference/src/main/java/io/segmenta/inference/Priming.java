package io.segmenta.inference;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.OutputStream;

/**
 * Requests that only read, answered before a snapshot to warm the function, from the event's JSON to that of the
 * answer. What they answer does not matter.
 */
final class Priming {

    private static final int ROUNDS = 20;
    private static final int UNAVAILABLE = 503;
    private static final String[] EVENTS = {
            "{\"version\":\"2.0\",\"routeKey\":\"GET /health\",\"rawPath\":\"/health\",\"headers\":{},"
                    + "\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"isBase64Encoded\":false}",
            "{\"version\":\"2.0\",\"routeKey\":\"POST /predict\",\"rawPath\":\"/predict\","
                    + "\"headers\":{\"content-type\":\"application/json\"},"
                    + "\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"body\":\"{\\\"age\\\":40}\","
                    + "\"isBase64Encoded\":false}"};

    private Priming() {}

    static void run(InferenceHandler handler) {
        EventJson json = new EventJson();
        for (int round = 0; round < ROUNDS; round++) {
            for (String event : EVENTS) {
                try {
                    APIGatewayV2HTTPEvent read = json.fromJson(event, APIGatewayV2HTTPEvent.class);
                    APIGatewayV2HTTPResponse answer = handler.handleRequest(read, null);
                    json.toJson(answer, OutputStream.nullOutputStream(), APIGatewayV2HTTPResponse.class);
                    if (answer.getStatusCode() == UNAVAILABLE) {
                        return;
                    }
                } catch (RuntimeException onlyAnOptimisation) {
                    return;
                }
            }
        }
    }
}
