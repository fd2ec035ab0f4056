package io.segmenta.local.stack.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Events that functions put on the bus, by the SDK's own client. */
class EventsApiTest {
    @TempDir
    private Path folder;
    private final List<JsonNode> heard = new ArrayList<>();
    private LoopbackServer server;
    private EventBridgeClient client;

    @BeforeEach
    void start() throws IOException {
        SystemPlan.Rule rule = new SystemPlan.Rule("Rule", Map.of("source", List.of("segmenta")), "", "Listener");
        EventBus bus = new EventBus(folder, "000000000000", "us-east-1", List.of(rule),
                (function, event) -> heard.add(event));
        server = LoopbackServer.start(0, new Limits(8192, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                new EventsApi(bus)::handle);
        client = EventBridgeClient.builder().region(Region.US_EAST_1).endpointOverride(URI.create(
                server.uri().toString())).httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("k", "s"))).build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static PutEventsRequestEntry entry(String source, String detail) {
        return PutEventsRequestEntry.builder().source(source).detailType("Segment Transition").detail(detail).build();
    }

    @Test
    void events_areHandedToTheRulesThatMatch_withTheirIds() {
        PutEventsResponse answer = client.putEvents(
                request -> request.entries(entry("segmenta", "{\"kind\":\"split\"}"), entry("another", "{}")));
        assertThat(answer.failedEntryCount()).isZero();
        assertThat(heard).singleElement().satisfies(event -> {
            assertThat(event.path("id").asText()).isEqualTo(answer.entries().getFirst().eventId());
            assertThat(event.path("detail-type").asText()).isEqualTo("Segment Transition");
            assertThat(event.path("detail").path("kind").asText()).isEqualTo("split");
            assertThat(event.path("account").asText()).isEqualTo("000000000000");
        });
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void eventThatIsNone_failsAlone() {
        PutEventsResponse answer = client.putEvents(
                request -> request.entries(entry("segmenta", "no JSON"), entry("segmenta", "{}")));
        assertThat(answer.failedEntryCount()).isEqualTo(1);
        assertThat(answer.entries().getFirst().errorCode()).isEqualTo("MalformedDetail");
        assertThat(heard).hasSize(1);
    }

    @Test
    void requestOfAnotherOperation_orWithoutEvents_isRefused() {
        assertThatThrownBy(() -> client.putEvents(request -> request.entries(List.of())))
                .isInstanceOf(EventBridgeException.class).hasMessageContaining("1 to 10 events");
        assertThatThrownBy(() -> client.listRules(request -> request.limit(1)))
                .isInstanceOf(EventBridgeException.class).hasMessageContaining("only PutEvents");
        assertThat(heard).isEmpty();
    }
}
