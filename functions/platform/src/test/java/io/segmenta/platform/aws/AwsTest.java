package io.segmenta.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.platform.Environment;
import io.segmenta.platform.StubService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the environment says about services and credentials. */
class AwsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    private static CredentialSource credentials(Map<String, String> variables) {
        return CredentialSource.of(new Environment(variables), CLOCK);
    }

    @Test
    void addresses_withoutEndpoint_areAwsOwn() {
        ServiceAddresses addresses = new ServiceAddresses(new Environment(Map.of("AWS_REGION", "eu-west-1")));
        assertThat(addresses.bucket("bucket")).isEqualTo("https://bucket.s3.eu-west-1.amazonaws.com");
        assertThat(addresses.sageMaker()).isEqualTo("https://api.sagemaker.eu-west-1.amazonaws.com");
        assertThat(addresses.sageMakerRuntime()).isEqualTo("https://runtime.sagemaker.eu-west-1.amazonaws.com");
    }

    @Test
    void addresses_inChina_haveTheirOwnDomain() {
        ServiceAddresses addresses = new ServiceAddresses(new Environment(Map.of("AWS_REGION", "cn-north-1")));
        assertThat(addresses.sageMaker()).isEqualTo("https://api.sagemaker.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void addresses_endpointOfOneService_beatsTheGeneralOne() {
        ServiceAddresses addresses = new ServiceAddresses(new Environment(Map.of("AWS_REGION", "eu-west-1",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1/", "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2")));
        assertThat(addresses.bucket("bucket")).isEqualTo("http://127.0.0.1:2/bucket");
        assertThat(addresses.sageMaker()).isEqualTo("http://127.0.0.1:1");
    }

    @Test
    void credentials_ofTheEnvironment_comeFirst() throws IOException {
        assertThat(credentials(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "token")).current())
                .isEqualTo(new Credentials("id", "secret", Optional.of("token")));
    }

    @Test
    void credentials_ofTheContainer_areKeptUntilTheyNearlyExpire() throws IOException {
        Instant[] now = {Instant.parse("2026-11-21T10:00:00Z")};
        List<String> tickets = new ArrayList<>();
        try (StubService service = new StubService(exchange -> {
            tickets.add(exchange.getRequestHeaders().getFirst("Authorization"));
            StubService.reply(exchange, 200, ("{\"AccessKeyId\":\"id\",\"SecretAccessKey\":\"secret\","
                    + "\"Token\":\"token\",\"Expiration\":\"2026-11-21T10:30:00Z\"}")
                    .getBytes(StandardCharsets.UTF_8));
        })) {
            CredentialSource source = CredentialSource.of(new Environment(Map.of(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI", service.address() + "/keys",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN", "ticket")), () -> now[0]);

            assertThat(source.current()).isEqualTo(new Credentials("id", "secret", Optional.of("token")));
            now[0] = Instant.parse("2026-11-21T10:24:59Z");
            source.current();
            assertThat(tickets).containsExactly("ticket");
            now[0] = Instant.parse("2026-11-21T10:25:00Z");
            source.current();
            assertThat(tickets).hasSize(2);
        }
    }

    @Test
    void credentials_nowhere_saysWhatIsMissing() {
        assertThatThrownBy(() -> credentials(Map.of()).current()).isInstanceOf(IOException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }
}
