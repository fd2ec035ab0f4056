package io.segmenta.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.access.AccessKey;
import io.segmenta.local.stack.access.AccessLog;
import io.segmenta.local.stack.access.Admission;
import io.segmenta.local.stack.access.Guard;
import io.segmenta.local.stack.access.Policies;
import io.segmenta.local.stack.http.LoopbackServer.Answering;
import io.segmenta.local.stack.http.Wire;
import io.segmenta.local.stack.storage.BucketCors;
import io.segmenta.local.stack.storage.ObjectStorage;
import io.segmenta.local.stack.template.SystemPlan.Bucket;
import io.segmenta.local.stack.template.SystemPlan.CorsRule;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The one port of AWS's services: what it refuses, and what S3 behind it takes. */
class AwsEndpointTest {

    private static final String SIGNED = "Authorization: AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/s3/"
            + "aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64) + "\r\n";

    private static final String PAGE = "http://localhost:8080";

    private static final BucketCors CORS = new BucketCors(List.of(new Bucket("B", "bucket", true, false, List.of(
            new CorsRule(List.of(SystemPlan.API_ENDPOINT), List.of("PUT", "GET"), List.of("content-type"),
                    List.of("ETag"), 3_600)))),
            () -> List.of(PAGE));

    private static final AccessKey KEY = new AccessKey("test", "secret");

    @TempDir
    Path folder;

    private ObjectStorage storage;
    private AwsEndpoint endpoint;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        Guard guard = new Guard(Policies.NONE, new AccessLog(Optional.empty()), KEY);
        storage = ObjectStorage.start(folder.resolve("s3"), guard::key, created -> {});
        storage.createBucket("bucket", true);
        Answering service = exchange -> exchange.send(200, null, new byte[0]);
        endpoint = AwsEndpoint.start(0, new AwsEndpoint.Services(
                new Admission(guard, "us-east-1", "000000000000", storage::exists), storage.port(), CORS, service,
                service, service, service, service, service));
        s3 = S3Client.builder().endpointOverride(URI.create(endpoint.url())).region(Region.US_EAST_1)
                .forcePathStyle(true).serviceConfiguration(options -> options.chunkedEncodingEnabled(false))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "secret")))
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        s3.close();
        endpoint.close();
        storage.close();
    }

    private String ask(String request) {
        return Wire.ask(URI.create(endpoint.url()).getPort(), request);
    }

    private String preflight(String path, String origin, String method, String headers) {
        return ask("OPTIONS " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: " + method + "\r\nAccess-Control-Request-Headers: " + headers
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    @Test
    void preflight_ofThePageThatTheRuleNames_isAllowedWithoutASignature() {
        assertThat(preflight("/bucket/uploads/a.csv", PAGE, "PUT", "Content-Type")).startsWith("HTTP/1.1 200 ")
                .contains("Access-Control-Allow-Origin: " + PAGE, "Access-Control-Allow-Methods: PUT, GET",
                        "Access-Control-Allow-Headers: Content-Type", "Access-Control-Expose-Headers: ETag",
                        "Access-Control-Max-Age: 3600", "Vary: Origin");
    }

    @ParameterizedTest
    @CsvSource({"/bucket/a, https://elsewhere.example, PUT, content-type",
            "/bucket/a, http://localhost:8080, DELETE, ''",
            "/bucket/a, http://localhost:8080, PUT, x-amz-acl", "/other/a, http://localhost:8080, PUT, content-type",
            "/, http://localhost:8080, GET, ''"})
    void preflight_thatNoRuleAllows_isForbidden(String path, String origin, String method, String headers) {
        assertThat(preflight(path, origin, method, headers)).startsWith("HTTP/1.1 403 ")
                .doesNotContain("Access-Control-Allow");
    }

    @Test
    void presignedAddress_isSeenByThePageOfTheRuleAlone() {
        s3.putObject(request -> request.bucket("bucket").key("a"), RequestBody.fromString("content"));
        try (S3Presigner presigner = S3Presigner.builder().endpointOverride(URI.create(endpoint.url()))
                .region(Region.US_EAST_1).serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true)
                        .build())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "secret")))
                .build()) {
            URI address = URI.create(presigner.presignGetObject(request -> request
                    .signatureDuration(Duration.ofMinutes(1)).getObjectRequest(get -> get.bucket("bucket").key("a")))
                    .url().toString());
            String get = "GET " + address.getRawPath() + '?' + address.getRawQuery() + " HTTP/1.1\r\nHost: "
                    + address.getAuthority() + "\r\nConnection: close\r\n";
            assertThat(ask(get + "Origin: " + PAGE + "\r\n\r\n")).startsWith("HTTP/1.1 200 ")
                    .contains("Access-Control-Allow-Origin: " + PAGE, "Access-Control-Expose-Headers: ETag")
                    .endsWith("content");
            assertThat(ask(get + "\r\n")).endsWith("content").doesNotContain("Access-Control");
            assertThat(ask(get + "Origin: https://elsewhere.example\r\n\r\n")).startsWith("HTTP/1.1 403 ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET /bucket/data/../config/pipeline.yaml|InvalidURI",
            "GET /bucket/%2e%2e/%2E%2E/etc/passwd|", "PUT /bucket/..|InvalidURI",
            "GET /../state.json|", "GET /bucket/%zz|", "GET /bucket/a%00b|", "GET /bucket/a b|",
            "FOO /bucket/a|", "PUT /bucket/a?uploadId=1&partNumber=x|", "POST /bucket?delete|",
            "PUT /bucket/a?acl=%zz|", "GET /|", "OPTIONS /bucket|", "GET /bucket?list-type=2&max-keys=x|"})
    void s3_oddRequest_isAnErrorOfS3WithoutTheInsideOfThisProgram(String line, String code) {
        for (String authorization : new String[] {"", SIGNED}) {
            String answer = ask(line + " HTTP/1.1\r\nHost: localhost\r\n" + authorization
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n");

            assertThat(answer).matches("(?s)HTTP/1.1 [45][0-9][0-9] .*").contains(code == null ? "" : code);
            assertThat(answer).doesNotContain("Exception", "java", "jetty", "\tat ", folder.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/2015-03-31/functions/x/nowhere", "/endpoints/x/elsewhere", "/"})
    void otherServices_unknownRoute_isRefusedAsAwsDoes(String path) {
        for (String service : new String[] {"dynamodb", "sagemaker"}) {
            String answer = ask(
                    "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + SIGNED.replace("/s3/", "/" + service + "/")
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 403 ").containsIgnoringCase("x-amzn-ErrorType: ")
                    .contains("\"__type\":\"");
        }
    }

    @Test
    void put_above128MegabytesAtOnce_isTaken() throws IOException {
        long size = 129L << 20;
        Path file = folder.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }

        s3.putObject(b -> b.bucket("bucket").key("large"), RequestBody.fromFile(file));

        assertThat(s3.headObject(b -> b.bucket("bucket").key("large")).contentLength()).isEqualTo(size);
    }

    @Test
    void put_longestNames_asDocumented() {
        String longest = "\u00e4".repeat(109);
        s3.putObject(b -> b.bucket("bucket").key("data/" + longest), RequestBody.fromString("x"));

        assertThat(s3.getObjectAsBytes(b -> b.bucket("bucket").key("data/" + longest)).asUtf8String()).isEqualTo("x");
        assertThatThrownBy(() -> s3.putObject(b -> b.bucket("bucket").key("data/" + longest + "x"),
                RequestBody.fromString("x"))).isInstanceOfSatisfying(S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(400));
        assertThat(ask(
                "GET /bucket/data/" + "x".repeat(219) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ").contains("<Code>KeyTooLongError</Code>");
        s3.copyObject(b -> b.sourceBucket("bucket").sourceKey("data/" + longest).destinationBucket("bucket")
                .destinationKey("b"));
        assertThat(ask("GET /bucket/b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .as("nothing is read without a signature").startsWith("HTTP/1.1 403 ");
    }
}
