package io.segmenta.inference;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.segmenta.platform.events.RuntimeJson;

/**
 * Requests that only read, answered before a snapshot to warm the function, the runtime's own reading and writing of JSON
 * included. What they answer does not matter.
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
        for (int round = 0; round < ROUNDS; round++) {
            for (String event : EVENTS) {
                try {
                    APIGatewayV2HTTPResponse answer = handler
                            .handleRequest(RuntimeJson.read(event, APIGatewayV2HTTPEvent.class), null);
                    RuntimeJson.write(answer, APIGatewayV2HTTPResponse.class);
                    if (answer.getStatusCode() == UNAVAILABLE) {
                        return;
                    }
                } catch (RuntimeException | LinkageError onlyAnOptimisation) {
                    return;
                }
            }
        }
    }
}
