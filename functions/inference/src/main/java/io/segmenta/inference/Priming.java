package io.segmenta.inference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Requests that only read, answered before a snapshot to warm the function. What they answer does not matter. */
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

    static void run(Predictions predictions) {
        for (int round = 0; round < ROUNDS; round++) {
            for (String event : EVENTS) {
                try {
                    HttpAnswer answer = predictions
                            .answer(HttpEvent.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8))));
                    answer.write(OutputStream.nullOutputStream());
                    if (answer.status() == UNAVAILABLE) {
                        return;
                    }
                } catch (IOException | RuntimeException onlyAnOptimisation) {
                    return;
                }
            }
        }
    }
}
