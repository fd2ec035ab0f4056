package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** How calls of an API say who makes them. */
class AccessTest {
    private static final URI GATEWAY = URI.create("https://abc123.execute-api.eu-west-1.amazonaws.com");
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void oneMachine_isToldNothing() {
        assertThat(Access.to(URI.create("http://127.0.0.1:8080"), Map.of()).headers("GET",
                URI.create("http://127.0.0.1:8080/api/v1/runs"), BODY)).isEmpty();
    }

    @Test
    void oneMachine_getsASignature_whereTheKeyOfItsStackIsInTheVariables() {
        URI stack = URI.create("http://127.0.0.1:8080");
        Map<String, String> key = Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "AKIDSTACK",
                "AWS_SECRET_ACCESS_KEY", "secret");
        assertThat(Access.to(stack, key).headers("GET", stack.resolve("/api/v1/runs"), BODY).get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDSTACK/").contains("/us-east-1/execute-api/");
    }

    @Test
    void token_isCarried_evenWhereASignatureCouldBe() {
        assertThat(Access.to(GATEWAY, Map.of("SEGMENTA_TOKEN", " abc.def ")).headers("GET", GATEWAY, BODY))
                .isEqualTo(Map.of("Authorization", "Bearer abc.def"));
    }

    @Test
    void signature_isForTheRegionOfTheGateway_andCoversTheBody() {
        Access access = Access.signed("eu-west-1", StaticCredentialsProvider
                .create(AwsSessionCredentials.create("AKIDEXAMPLE", "secret", "session")));
        URI address = GATEWAY.resolve("/api/v1/runs?limit=20");
        Map<String, String> headers = access.headers("POST", address, BODY);
        assertThat(headers.get("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-west-1/execute-api/aws4_request");
        assertThat(headers).containsEntry("X-Amz-Security-Token", "session").containsKey("X-Amz-Date")
                .doesNotContainKey("Host");
        assertThat(access.headers("POST", address, new byte[0]).get("Authorization"))
                .isNotEqualTo(headers.get("Authorization"));
    }

    @Test
    void addressWithoutRegion_needsOneOfTheSurroundings() {
        URI own = URI.create("https://segments.example.org");
        assertThatThrownBy(() -> Access.to(own, Map.of())).isInstanceOf(CliException.class)
                .hasMessageContaining("set AWS_REGION, or SEGMENTA_TOKEN");
        assertThat(Access.to(own, Map.of("AWS_REGION", "eu-west-1"))).isNotNull();
    }
}
