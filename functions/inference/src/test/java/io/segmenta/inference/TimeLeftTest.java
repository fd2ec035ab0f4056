package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.segmenta.model.predict.Reply;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an endpoint is waited for. */
class TimeLeftTest {

    @ParameterizedTest
    @CsvSource({"12345,12345", "1,1", "0,0", "-5,0"})
    void now_ofAnInvocation_isWhatLambdaTellsAndNeverLess(int remaining, int millis) {
        assertThat(TimeLeft.of(new TestContext("r", remaining)).now()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void now_withoutAnInvocation_isTheWholeLimit() {
        assertThat(TimeLeft.of(null).now()).isEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void handleRequest_endpoint_hasWhatTheInvocationHas() {
        List<Duration> given = new ArrayList<>();
        InferenceHandler handler = new InferenceHandler(new FakeStore().withEndpoint("customers", "v3"),
                new FakeStore(),
                (endpoint, shape, contentType, body, left) -> {
                    given.add(left.now());
                    return new Reply(200, "application/json", new byte[] {'{', '}'});
                }, () -> TenantKeys.of("0123456789abcdef0123456789abcdef"), Optional.empty(),
                InstantSource.fixed(Instant.EPOCH));
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder().withRouteKey("POST /predict").withBody("{}")
                .build();

        handler.handleRequest(event, new TestContext("r", 7_000));
        handler.handleRequest(event, null);

        assertThat(given).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(29));
    }
}
