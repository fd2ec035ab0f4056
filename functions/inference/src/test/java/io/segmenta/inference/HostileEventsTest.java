package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.events.HostileEvents;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events as anybody with the right to call the function may send them. */
class HostileEventsTest {

    private static final EventJson EVENTS = new EventJson();
    private static final InferenceHandler HANDLER = new InferenceHandler(
            new FakeStore().withModelHere("customers", "v3"), (key, type, bytes) -> {},
            (endpoint, shape, contentType, body, left) -> {
                throw new IOException("there is no endpoint");
            }, () -> TenantKeys.of("0123456789abcdef0123456789abcdef"), Optional.empty(),
            InstantSource.fixed(Instant.parse("2026-11-21T10:30:00Z")));

    @Test
    void events() throws Exception {
        HostileEvents.run("events of the HTTP API", "inference", 9_000, HostileEventsTest::isEvent);
    }

    private static boolean isEvent(byte[] json) {
        APIGatewayV2HTTPResponse answer;
        try {
            answer = HANDLER.handleRequest(
                    EVENTS.fromJson(new String(json, StandardCharsets.UTF_8), APIGatewayV2HTTPEvent.class), null);
        } catch (UncheckedIOException | IllegalArgumentException noEventOfAnApi) {
            return false;
        }
        EVENTS.toJson(answer, OutputStream.nullOutputStream(), APIGatewayV2HTTPResponse.class);
        assertThat(answer.getStatusCode()).isIn(200, 400, 404, 413, 415, 422);
        return answer.getStatusCode() == 200;
    }
}
