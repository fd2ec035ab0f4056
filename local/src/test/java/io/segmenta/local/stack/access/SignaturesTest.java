package io.segmenta.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.Wire;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** What is let in and what is refused, by AWS's published examples and by the SDK's own requests. */
class SignaturesTest {

    /** Key and time of AWS's test suite of Signature Version 4. */
    private static final AccessKey EXAMPLE = new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static final Instant EXAMPLE_TIME = Instant.parse("2015-08-30T12:36:00Z");

    private final AtomicReference<Signatures> signatures = new AtomicReference<>();
    private final AccessKey drawn = AccessKey.draw();
    private String service = "service";
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        at(Clock.fixed(EXAMPLE_TIME, ZoneOffset.UTC));
        Limits limits = new Limits(64 * 1024, Duration.ofMinutes(1), Duration.ofMinutes(1));
        server = LoopbackServer.start(0, limits, exchange -> exchange.withBody(1024, body -> {
            Optional<Refusal> refusal = signatures.get().check(exchange, body.orElseThrow(), service);
            if (refusal.isPresent()) {
                refusal.get().answer(exchange);
            } else {
                exchange.send(200, "application/json", "{\"Endpoints\":[]}".getBytes(StandardCharsets.UTF_8));
            }
        }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void at(Clock clock) {
        signatures.set(new Signatures("us-east-1",
                id -> Optional.of(id.equals(EXAMPLE.id()) ? EXAMPLE : drawn).filter(key -> key.id().equals(id)),
                clock));
    }

    private String ask(String line, String headers, String signed, String signature, String body) {
        return Wire.ask(server.port(), line + " HTTP/1.1\r\nHost: example.amazonaws.com\r\n"
                + "X-Amz-Date: 20150830T123600Z\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n"
                + headers + "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/"
                + "aws4_request, SignedHeaders=" + signed + ", Signature=" + signature + "\r\n\r\n" + body);
    }

    /** get-vanilla, post-vanilla, get-vanilla-query-order-key and post-x-www-form-urlencoded of AWS's test suite. */
    @ParameterizedTest
    @CsvSource({
            "GET /, , host;x-amz-date, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31, ''",
            "POST /, , host;x-amz-date, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b, ''",
            "GET /?Param2=value2&Param1=value1, , host;x-amz-date, "
                    + "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500, ''",
            "POST /, application/x-www-form-urlencoded, content-type;host;x-amz-date, "
                    + "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a, Param1=value1"})
    void check_publishedExamples_letIn(String line, String type, String signed, String signature, String body) {
        String headers = type == null ? "" : "Content-Type: " + type + "\r\n";
        assertThat(ask(line, headers, signed, signature, body)).startsWith("HTTP/1.1 200 ");
        String other = (signature.startsWith("f") ? "e" : "f") + signature.substring(1);
        assertThat(ask(line, headers, signed, other, body)).startsWith("HTTP/1.1 403 ")
                .contains("InvalidSignatureException");
        assertThat(ask(line, headers, signed, signature, body + "x")).startsWith("HTTP/1.1 403 ");
        assertThat(ask(line + (line.contains("?") ? "&" : "?") + "a=b", headers, signed, signature, body))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @CsvSource({"PT5M, 200", "PT5M1S, 403", "PT-5M, 200", "PT-5M-1S, 403"})
    void check_clockApart_letInForFiveMinutes(Duration apart, int status) {
        at(Clock.fixed(EXAMPLE_TIME.plus(apart), ZoneOffset.UTC));
        assertThat(ask("GET /", "", "host;x-amz-date",
                "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", ""))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void check_headerOfAmazonNotSigned_refused() {
        assertThat(ask("GET /", "X-Amz-Target: SageMaker.DeleteEndpoint\r\n", "host;x-amz-date",
                "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", ""))
                .startsWith("HTTP/1.1 403 ").contains("the header x-amz-target must be signed");
    }

    @Test
    void check_withoutOrWithAnotherAuthorization_refused() {
        String head = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        assertThat(Wire.ask(server.port(), head + "\r\n")).startsWith("HTTP/1.1 403 ")
                .contains("MissingAuthenticationTokenException");
        assertThat(Wire.ask(server.port(), head + "Authorization: Bearer x\r\n\r\n")).startsWith("HTTP/1.1 403 ")
                .contains("IncompleteSignatureException");
    }

    @Test
    void check_signedForAnotherService_refused() {
        service = "lambda";
        assertThat(ask("GET /", "", "host;x-amz-date",
                "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", ""))
                .startsWith("HTTP/1.1 403 ").contains("scoped to us-east-1/lambda");
    }

    @Test
    void check_clientOfTheSdk_letInWithItsSecretAlone() {
        service = "sagemaker";
        at(Clock.systemUTC());
        try (SageMakerClient right = client(drawn.id(), drawn.secret());
                SageMakerClient wrong = client(drawn.id(), AccessKey.draw().secret());
                SageMakerClient stranger = client(AccessKey.draw().id(), drawn.secret())) {
            assertThat(right.listEndpoints().endpoints()).isEmpty();
            assertThatThrownBy(wrong::listEndpoints).isInstanceOfSatisfying(SageMakerException.class,
                    refused -> assertThat(refused.statusCode()).isEqualTo(403))
                    .hasMessageContaining("does not match the signature");
            assertThatThrownBy(stranger::listEndpoints).isInstanceOf(SageMakerException.class)
                    .hasMessageContaining("security token");
        }
    }

    private SageMakerClient client(String id, String secret) {
        return SageMakerClient.builder().endpointOverride(server.uri()).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    @Test
    void draw_isNeverTheSameAndShowsNoSecret() {
        AccessKey other = AccessKey.draw();
        assertThat(drawn.id()).matches("LOCAL[A-Z2-7]{15}").isNotEqualTo(other.id());
        assertThat(drawn.secret()).matches("[A-Za-z0-9_-]{40}").isNotEqualTo(other.secret());
        assertThat(drawn).hasToString(drawn.id());
    }
}
