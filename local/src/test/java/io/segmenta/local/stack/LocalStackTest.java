package io.segmenta.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.http.Wire;
import io.segmenta.local.stack.lambda.EchoHandler;
import io.segmenta.local.stack.lambda.EchoProject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** The whole stack, with functions that are {@link EchoHandler}. */
class LocalStackTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StackListener listener = new StackListener() {
        @Override
        public void functionFinished(String function, String requestId, Duration duration, String response) {
            heard.add(function + " " + response);
        }
    };
    private StackOptions options;

    @BeforeEach
    void writeProject() throws IOException {
        EchoProject.write(folder);
        options = new StackOptions(folder.resolve("state"), folder, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"events/TrainingFunction", "outbox"})
    void start_damagedFileInTheState_saysWhichAndWhatToDo(String place) throws IOException {
        Path event = Files.createDirectories(options.stateDir().resolve(place)).resolve("1.json");
        Files.writeString(event, "{\"requestId\": \"r\", ");
        assertThatThrownBy(() -> LocalStack.start(options)).isInstanceOf(IOException.class)
                .hasMessageStartingWith(event.toAbsolutePath().toString())
                .hasMessageEndingWith("is damaged; delete it to go on without");
        Files.delete(event);
        LocalStack.start(options).close();
    }

    @Test
    void start_withWarmFunctions_startsEachOnceBeforeItIsCalled() throws Exception {
        String endpoint;
        try (LocalStack stack = LocalStack.start(options.withWarmFunctions(), listener)) {
            endpoint = stack.endpoint();
            while (functionProcesses(endpoint).size() < 4) {
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(functionProcesses(endpoint)).doesNotHaveDuplicates();
        }
        assertThat(functionProcesses(endpoint)).isEmpty();
    }

    /** The functions of a stack whose processes run, one for each process. */
    private static List<String> functionProcesses(String endpoint) {
        return ProcessHandle.current().descendants().map(LocalStackTest::environment)
                .filter(variables -> variables.contains("AWS_ENDPOINT_URL=" + endpoint)).flatMap(List::stream)
                .filter(variable -> variable.startsWith("AWS_LAMBDA_LOG_STREAM_NAME=")).toList();
    }

    private static List<String> environment(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"),
                    StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException e) {
            // It has ended meanwhile.
            return List.of();
        }
    }

    @Test
    void upload_underThePrefix_notifiesTheFunctionThenItsDestination() throws Exception {
        byte[] large = new byte[20 << 20];
        new Random(1).nextBytes(large);
        try (LocalStack stack = LocalStack.start(options, listener);
                S3Client s3 = s3(stack, stack.state().secretKey())) {
            s3.putObject(b -> b.bucket(stack.bucket()).key("elsewhere/x.csv"), RequestBody.fromString("x"));
            s3.putObject(b -> b.bucket(stack.bucket()).key("data/kunden/ä b+c.csv"), RequestBody.fromBytes(large));
            String first = heard.poll(60, TimeUnit.SECONDS);
            assertThat(first).startsWith("TrainingFunction ");
            JsonNode record = JSON.readTree(first.substring(first.indexOf(' '))).at("/echo/Records/0");
            assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
            assertThat(record.at("/s3/bucket/name").asText()).isEqualTo(stack.bucket());
            assertThat(record.at("/s3/object/key").asText()).isEqualTo("data/kunden/%C3%A4+b%2Bc.csv");
            assertThat(record.at("/s3/object/size").asLong()).isEqualTo(large.length);
            assertThat(record.at("/s3/object/eTag").asText()).isEqualTo(
                    s3.headObject(b -> b.bucket(stack.bucket()).key("data/kunden/ä b+c.csv")).eTag().replace("\"", ""));
            assertThat(record.at("/s3/object/sequencer").asText()).matches("[0-9A-F]{16}");
            assertThat(heard.poll(60, TimeUnit.SECONDS)).startsWith("RegistrationFunction ");
            s3.copyObject(b -> b.sourceBucket(stack.bucket()).sourceKey("elsewhere/x.csv")
                    .destinationBucket(stack.bucket()).destinationKey("data/a/copy.csv"));
            assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("ObjectCreated:Copy");
        }
    }

    @Test
    void modelPackageEvent_reachesTheFunctionOfTheRule() throws Exception {
        try (LocalStack stack = LocalStack.start(options, listener);
                SageMakerClient sageMaker = sageMaker(stack, stack.state().accessKey());
                SageMakerClient stranger = sageMaker(stack, "unknown")) {
            sageMaker.createModelPackageGroup(b -> b.modelPackageGroupName("other"));
            sageMaker.createModelPackage(b -> b.modelPackageGroupName("other"));
            sageMaker.createModelPackageGroup(b -> b.modelPackageGroupName("segmenta-a"));
            sageMaker.createModelPackage(b -> b.modelPackageGroupName("segmenta-a"));
            assertThat(heard.poll(60, TimeUnit.SECONDS)).startsWith("DeploymentFunction ").contains("segmenta-a/1");
            assertThatThrownBy(stranger::listModels).isInstanceOf(SageMakerException.class)
                    .hasMessageContaining("security token");
        }
    }

    @Test
    void httpApi_callsTheFunctionOfTheRoute() throws Exception {
        try (LocalStack stack = LocalStack.start(options, listener); HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(HttpRequest
                    .newBuilder(URI.create(stack.httpApi() + "/predict/mall?dataset=a&dataset=b%20c&x"))
                    .header("Content-Type", "application/json").header("Origin", "http://page")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"age\":1}")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
            JsonNode event = JSON.readTree(answer.body()).path("echo");
            assertThat(event.path("version").asText()).isEqualTo("2.0");
            assertThat(event.path("routeKey").asText()).isEqualTo("POST /predict/{id}");
            assertThat(event.at("/pathParameters/id").asText()).isEqualTo("mall");
            assertThat(event.at("/queryStringParameters/dataset").asText()).isEqualTo("a,b c");
            assertThat(event.path("rawQueryString").asText()).isEqualTo("dataset=a&dataset=b%20c&x");
            assertThat(event.path("body").asText()).isEqualTo("{\"age\":1}");
            assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
            assertThat(status(client, stack, "/predict/mall", "GET", "")).isEqualTo(404);
            assertThat(status(client, stack, "/nowhere", "POST", "")).isEqualTo(404);
            assertThat(status(client, stack, "/predict/mall", "POST", "do:fail")).isEqualTo(500);
            assertThat(status(client, stack, "/predict/mall", "POST", "x".repeat(11 << 20))).isEqualTo(413);
        }
    }

    @Test
    void restart_keepsObjects() throws Exception {
        try (LocalStack stack = LocalStack.start(options); S3Client s3 = s3(stack, stack.state().secretKey())) {
            assertThat(StackState.running(options.stateDir())).contains(stack.state());
            s3.putObject(b -> b.bucket(stack.bucket()).key("kept"), RequestBody.fromString("content"));
            assertThatThrownBy(() -> LocalStack.start(options)).isInstanceOf(IOException.class)
                    .hasMessageContaining("another stack");
        }
        assertThat(StackState.running(options.stateDir())).isEmpty();
        try (LocalStack stack = LocalStack.start(options);
                S3Client s3 = s3(stack, stack.state().secretKey());
                S3Client stranger = s3(stack, "wrong")) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket(stack.bucket()).key("kept")).asUtf8String())
                    .isEqualTo("content");
            assertThatThrownBy(() -> stranger.listObjectsV2(b -> b.bucket(stack.bucket())))
                    .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    /** The stack of somebody else's page, of another user of the machine and of a key of yesterday. */
    @Test
    void requests_unsignedOrThroughAnotherName_areRefusedByEveryService() throws Exception {
        try (LocalStack stack = LocalStack.start(options)) {
            int port = URI.create(stack.endpoint()).getPort();
            for (String line : List.of("GET /" + stack.bucket(), "POST /", "POST /endpoints/segmenta-a/invocations",
                    "POST /2015-03-31/functions/TrainingFunction/invocations")) {
                String target = line.equals("POST /") ? "X-Amz-Target: SageMaker.ListModels\r\n" : "";
                String head = line + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n" + target;
                assertThat(Wire.ask(port, head + "Host: localhost\r\n\r\n")).as(line).startsWith("HTTP/1.1 403 ");
                assertThat(Wire.ask(port, head + "Host: page.example\r\n\r\n")).as(line)
                        .startsWith("HTTP/1.1 421 ");
                assertThat(Wire.ask(port, head + "Host: localhost\r\nOrigin: https://page.example\r\n\r\n"))
                        .as(line).startsWith("HTTP/1.1 403 ").doesNotContain("Access-Control");
            }
            assertThat(Wire.ask(URI.create(stack.httpApi()).getPort(),
                    "GET /health HTTP/1.1\r\nConnection: close\r\nHost: page.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void requests_signedForAnotherTime_areRefusedByS3() throws Exception {
        Clock early = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-16));
        try (LocalStack stack = LocalStack.start(options)) {
            AwsV4HttpSigner signer = AwsV4HttpSigner.create();
            SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.GET)
                    .uri(URI.create(stack.endpoint() + "/" + stack.bucket())).build();
            for (boolean now : new boolean[] {true, false}) {
                SdkHttpRequest signed = signer.sign(sign -> sign
                        .identity(AwsBasicCredentials.create(stack.state().accessKey(), stack.state().secretKey()))
                        .request(request).putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, LocalStack.REGION)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, now ? Clock.systemUTC() : early)).request();
                StringBuilder head = new StringBuilder("GET " + signed.encodedPath()
                        + " HTTP/1.1\r\nConnection: close\r\n");
                signed.forEachHeader((name, values) -> head.append(name).append(": ").append(values.getFirst())
                        .append("\r\n"));
                assertThat(Wire.ask(URI.create(stack.endpoint()).getPort(), head + "\r\n"))
                        .startsWith(now ? "HTTP/1.1 200 " : "HTTP/1.1 403 ");
            }
        }
    }

    @Test
    void state_isForItsOwnerAlone() throws Exception {
        try (LocalStack stack = LocalStack.start(options)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(options.stateDir())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions
                    .toString(Files.getPosixFilePermissions(options.stateDir().resolve("state.json"))))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(options.stateDir().resolve("state.json")))
                    .contains(stack.state().secretKey());
        }
    }

    @Test
    void start_portTaken_refusedByNumberAndNothingLeft() throws Exception {
        try (LocalStack stack = LocalStack.start(options)) {
            int taken = URI.create(stack.endpoint()).getPort();
            StackOptions other = new StackOptions(folder.resolve("other"), folder, taken, 0);
            assertThatThrownBy(() -> LocalStack.start(other)).isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken);
            assertThat(Files.exists(folder.resolve("other/state.json"))).isFalse();
        }
    }

    private static int status(HttpClient client, LocalStack stack, String path, String method, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.httpApi() + path))
                .header("Content-Type", "text/plain")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static StaticCredentialsProvider credentials(String accessKey, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret));
    }

    private static S3Client s3(LocalStack stack, String secret) {
        return S3Client.builder().endpointOverride(URI.create(stack.endpoint())).region(Region.of(LocalStack.REGION))
                .credentialsProvider(credentials(stack.state().accessKey(), secret)).build();
    }

    private static SageMakerClient sageMaker(LocalStack stack, String accessKey) {
        return SageMakerClient.builder().endpointOverride(URI.create(stack.endpoint()))
                .region(Region.of(LocalStack.REGION))
                .credentialsProvider(credentials(accessKey, stack.state().secretKey())).build();
    }
}
