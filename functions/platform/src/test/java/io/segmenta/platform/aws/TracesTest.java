package io.segmenta.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.segmenta.platform.Json;
import io.segmenta.platform.StubService;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What X-Ray's daemon is told, over a socket, of calls over another one. */
class TracesTest {
    private static final String HEADER = "Root=1-6a0c1f2e-0123456789abcdef01234567;Parent=53995c3f42cd8ad8;Sampled=1";

    private int status = 200;
    private final StubService service = new StubService(this::answer);
    private DatagramSocket daemon;
    private SocketAddress address;

    @BeforeEach
    void listen() throws IOException {
        daemon = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        daemon.setSoTimeout(300);
        address = daemon.getLocalSocketAddress();
    }

    @AfterEach
    void stop() {
        service.close();
        daemon.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        StubService.reply(exchange, status, new byte[0]);
    }

    private void put(String header) {
        Traces traces = new Traces(address, () -> header, "eu-west-1",
                InstantSource.system());
        Aws.Patience patience = new Aws.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (S3Client client = service.aws().tracing(traces).configure(S3Client.builder(), "S3", patience)
                .forcePathStyle(true).build()) {
            client.putObject(request -> request.bucket("bucket").key("data/d/secret.csv"),
                    RequestBody.fromString("hello"));
        } catch (S3Exception refused) {
            assertThat(status).isEqualTo(403);
        }
    }

    private Optional<JsonNode> told() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        try {
            daemon.receive(packet);
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        }
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("{\"format\": \"json\", \"version\": 1}\n").doesNotContain("secret")
                .doesNotContain("bucket");
        return Optional.of(Json.parse(text.substring(text.indexOf('\n') + 1)));
    }

    @Test
    void callOfATracedInvocation_isToldAsItsSubsegment() throws IOException {
        put(HEADER);
        JsonNode segment = told().orElseThrow();
        assertThat(segment.path("trace_id").asText()).isEqualTo("1-6a0c1f2e-0123456789abcdef01234567");
        assertThat(segment.path("parent_id").asText()).isEqualTo("53995c3f42cd8ad8");
        assertThat(segment.path("id").asText()).matches("[0-9a-f]{16}");
        assertThat(segment.path("type").asText()).isEqualTo("subsegment");
        assertThat(segment.path("name").asText()).isEqualTo("S3");
        assertThat(segment.at("/aws/operation").asText()).isEqualTo("PutObject");
        assertThat(segment.at("/http/response/status").asInt()).isEqualTo(200);
        assertThat(segment.path("fault").asBoolean()).isFalse();
        assertThat(segment.path("end_time").asDouble()).isGreaterThanOrEqualTo(segment.path("start_time").asDouble());
    }

    @Test
    void refusedCall_isToldAsAnError() throws IOException {
        status = 403;
        put(HEADER);
        assertThat(told().orElseThrow().path("error").asBoolean()).isTrue();
    }

    @Test
    void callOfAnInvocationThatIsNotTraced_isNotTold() throws IOException {
        put(HEADER.replace("Sampled=1", "Sampled=0"));
        put("");
        put("nonsense;=;Root");
        assertThat(told()).isEmpty();
    }

    @Test
    void nobodyWhoListens_failsNothing() {
        daemon.close();
        put(HEADER);
    }
}
