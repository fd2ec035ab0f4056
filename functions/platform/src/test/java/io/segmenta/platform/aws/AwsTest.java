package io.segmenta.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.segmenta.platform.Environment;
import io.segmenta.platform.StubService;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the environment says about services and credentials, and how clients made of it behave. */
@Isolated("sets a system property that every client reads")
class AwsTest {
    /** What is answered before everything is fine: a status, a space, a body. */
    private final Deque<String> trouble = new ArrayDeque<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> userAgents = new ArrayList<>();
    private final StubService service = new StubService(this::answer);
    private final S3Client client = client(service.aws());

    @AfterEach
    void stop() {
        service.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
        String answer = trouble.isEmpty() ? "200 " : trouble.remove();
        StubService.reply(exchange, Integer.parseInt(answer.substring(0, 3)),
                answer.substring(4).getBytes(StandardCharsets.UTF_8));
    }

    private static String error(String code, String message) {
        return "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
    }

    /** What S3 asks money for is every attempt, not every call. */
    @Test
    void requests_areCountedByTheirKind_eachAttempt() {
        RequestCounts requests = new RequestCounts();
        S3Client counted = client(service.aws().counting(requests));
        trouble.add("503 " + error("SlowDown", "please"));
        counted.putObject(request -> request.bucket("b").key("k"), RequestBody.fromString("hello"));
        counted.headObject(request -> request.bucket("b").key("k"));
        counted.getObjectAsBytes(request -> request.bucket("b").key("k"));
        counted.deleteObject(request -> request.bucket("b").key("k"));
        ask();
        assertThat(requests.counted()).isEqualTo(new RequestCounts.Counted(2, 2));
    }

    private void ask() {
        client.putObject(request -> request.bucket("b").key("k"), RequestBody.fromString("hello"));
    }

    private static S3Client client(Aws aws) {
        Aws.Patience patience = new Aws.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
        return aws.configure(S3Client.builder(), "S3", patience).forcePathStyle(true).build();
    }

    private static Aws aws(Map<String, String> variables) {
        return Aws.of(new Environment(variables));
    }

    @Test
    void endpoint_ofOneService_beatsTheGeneralOne() {
        Aws aws = aws(Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2"));
        assertThat(aws.endpoint("S3")).contains(URI.create("http://127.0.0.1:2"));
        assertThat(aws.endpoint("SAGEMAKER")).contains(URI.create("http://127.0.0.1:1"));
        assertThat(aws(Map.of("AWS_REGION", "eu-west-1")).endpoint("S3")).isEmpty();
    }

    @Test
    void endpoint_ofSamLocal_isThereWhenAwsNamesNone_andAbsentWhenEmpty() {
        Map<String, String> declared = Map.of("AWS_REGION", "eu-west-1", "SEGMENTA_AWS_ENDPOINT", "http://127.0.0.1:3");
        assertThat(aws(declared).endpoint("S3")).contains(URI.create("http://127.0.0.1:3"));
        assertThat(aws(Map.of("AWS_REGION", "eu-west-1", "SEGMENTA_AWS_ENDPOINT", "http://127.0.0.1:3",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1")).endpoint("S3")).contains(URI.create("http://127.0.0.1:1"));
        assertThat(aws(Map.of("AWS_REGION", "eu-west-1", "SEGMENTA_AWS_ENDPOINT", "")).endpoint("S3")).isEmpty();
    }

    @Test
    void publicAddress_isOfTheRegionAndItsPartition() {
        assertThat(aws(Map.of("AWS_REGION", "eu-west-1")).publicAddress("runtime.sagemaker"))
                .hasToString("https://runtime.sagemaker.eu-west-1.amazonaws.com");
        assertThat(aws(Map.of("AWS_REGION", "cn-north-1")).publicAddress("b.s3"))
                .hasToString("https://b.s3.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void region_notInTheEnvironment_isMissedAtOnce() {
        assertThatThrownBy(() -> aws(Map.of())).hasMessage("environment variable AWS_REGION is not set");
    }

    @Test
    void credentials_ofTheEnvironment_comeFirst() {
        assertThat(aws(Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "token")).credentials().resolveCredentials())
                .isEqualTo(AwsSessionCredentials.create("id", "secret", "token"));
    }

    @Test
    void credentials_notInTheEnvironment_areTheContainers() {
        trouble.add("200 {\"AccessKeyId\":\"id\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\","
                + "\"Expiration\":\"2099-11-21T10:30:00Z\"}");
        System.setProperty("aws.containerCredentialsFullUri", service.address() + "/keys");
        try {
            assertThat(aws(Map.of("AWS_REGION", "eu-west-1")).credentials().resolveCredentials())
                    .isInstanceOfSatisfying(AwsSessionCredentials.class, found -> {
                        assertThat(found.accessKeyId()).isEqualTo("id");
                        assertThat(found.secretAccessKey()).isEqualTo("secret");
                        assertThat(found.sessionToken()).isEqualTo("token");
                    });
        } finally {
            System.clearProperty("aws.containerCredentialsFullUri");
        }
    }

    @Test
    void credentials_nowhere_saysWhatIsMissing() {
        assertThatThrownBy(() -> aws(Map.of("AWS_REGION", "eu-west-1")).credentials().resolveCredentials())
                .isInstanceOf(SdkClientException.class).hasMessageContaining("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    }

    @Test
    void request_namesTheProduct() {
        ask();
        assertThat(userAgents).singleElement().asString().startsWith("segmenta/").contains("aws-sdk-java/2");
    }

    @Test
    void busyService_isAskedAgainWithTheWholeRequest() {
        trouble.add("503 ");
        trouble.add("500 broken");
        ask();
        assertThat(bodies).hasSize(3).allSatisfy(body -> assertThat(body).contains("hello"));
    }

    @Test
    void throttlingWithoutAStatusOfItsOwn_isAskedAgain() {
        trouble.add("400 " + error("ThrottlingException", "Rate exceeded"));
        ask();
        assertThat(bodies).hasSize(2);
    }

    @Test
    void refusal_isThrownAtOnce() {
        trouble.add("400 " + error("InvalidRequest", "no"));
        assertThatThrownBy(this::ask).isInstanceOf(S3Exception.class);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void faultThatStays_isThrownAfterFiveAttempts() {
        for (int i = 0; i < 6; i++) {
            trouble.add("500 " + error("InternalError", "broken " + i));
        }
        assertThatThrownBy(this::ask).isInstanceOf(S3Exception.class).hasMessageContaining("broken 4");
    }

    @Test
    void nobodyThere_fails() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        S3Client lost = client(aws(Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port)));
        assertThatThrownBy(lost::listBuckets).isInstanceOf(SdkClientException.class);
    }
}
