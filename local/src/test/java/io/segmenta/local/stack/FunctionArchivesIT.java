package io.segmenta.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.files.DurableFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Every function starts from its packaged archive, as {@code template.yaml} describes it, under AWS's runtime interface
 * client, and answers the sample events of {@code events/}.
 */
class FunctionArchivesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROJECT = Path.of("..");

    private static final String MALFORMED = IllegalArgumentException.class.getName();
    private static final String NOT_THERE = IllegalStateException.class.getName();
    /** The samples that a handler refuses by throwing: malformed, or of runs that a fresh stack does not have. */
    private static final Map<String, String> REFUSALS = Map.of("deployment-malformed.json", MALFORMED,
            "registration-malformed.json", MALFORMED, "registration-missing-run.json", NOT_THERE,
            "registration-destination.json", NOT_THERE, "registration-direct.json", NOT_THERE);
    /** What each function's answer holds. */
    private static final Map<String, String> RESULTS = Map.of("training", "runs", "registration", "models",
            "deployment", "step", "inference", "statusCode", "api", "statusCode", "migration", "Status", "scoring",
            "scores", "monitoring", "windows", "privacy", "erasures", "repetition", "repetitions");

    @TempDir
    static Path folder;

    private static LocalStack stack;
    private static LambdaClient lambda;

    @BeforeAll
    static void startStack() throws IOException {
        stack = LocalStack.start(new StackOptions(folder.resolve("state"), PROJECT, 0, 0));
        StaticCredentialsProvider credentials = StaticCredentialsProvider
                .create(AwsBasicCredentials.create(stack.state().accessKey(), stack.state().secretKey()));
        lambda = LambdaClient.builder().endpointOverride(URI.create(stack.endpoint()))
                .region(Region.of(LocalStack.REGION)).credentialsProvider(credentials)
                .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMinutes(3))).build();
    }

    @AfterAll
    static void stopStack() {
        lambda.close();
        stack.close();
    }

    static List<String> events() throws IOException {
        return DurableFiles.list(PROJECT.resolve("events"), ".json").stream()
                .map(file -> file.getFileName().toString()).filter(name -> !name.equals("env.json")).toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void sampleEvent_isReadByTheRuntimeAndAnswered(String file) throws IOException {
        InvokeResponse response = call(file);
        String answer = response.payload().asUtf8String();
        JsonNode document = JSON.readTree(answer);
        if (REFUSALS.containsKey(file)) {
            assertThat(document.path("errorType").asText()).as(answer).isEqualTo(REFUSALS.get(file));
        } else {
            assertThat(response.functionError()).as(answer).isNull();
            assertThat(document.has(RESULTS.get(file.substring(0, file.indexOf('-'))))).as(answer).isTrue();
        }
    }

    @Test
    void health_answers200() throws IOException {
        InvokeResponse response = call("inference-health.json");
        assertThat(response.functionError()).isNull();
        assertThat(JSON.readTree(response.payload().asUtf8String()).path("statusCode").asInt()).isEqualTo(200);
    }

    @Test
    void upload_thatIsThere_trained() throws IOException {
        StringBuilder csv = new StringBuilder("customer_id,age,total_spend\n");
        for (int i = 0; i < 60; i++) {
            int kind = i % 3;
            csv.append(
                    String.format(Locale.ROOT, "c%03d,%d,%d%n", i, 20 + 20 * kind + i % 7, 100 + 400 * kind + i % 9));
        }
        StaticCredentialsProvider credentials = StaticCredentialsProvider
                .create(AwsBasicCredentials.create(stack.state().accessKey(), stack.state().secretKey()));
        try (S3Client s3 = S3Client.builder().endpointOverride(URI.create(stack.endpoint()))
                .region(Region.of(LocalStack.REGION)).credentialsProvider(credentials).build()) {
            s3.putObject(b -> b.bucket(stack.bucket()).key("elsewhere/supermarket.csv"),
                    RequestBody.fromString(csv.toString()));
            s3.copyObject(b -> b.sourceBucket(stack.bucket()).sourceKey("elsewhere/supermarket.csv")
                    .destinationBucket(stack.bucket()).destinationKey("data/customers/supermarket.csv"));
        }
        JsonNode run = JSON.readTree(call("training-s3-put.json").payload().asUtf8String()).at("/runs/0");
        assertThat(run.path("dataset").asText()).as(run.toString()).isEqualTo("customers");
        assertThat(run.path("status").asText()).as(run.toString()).isIn("SUCCEEDED", "DUPLICATE");
    }

    /** Calls the function that the file's name begins with. */
    private static InvokeResponse call(String file) throws IOException {
        String function = "segmenta-" + file.substring(0, file.indexOf('-'));
        String event = Files.readString(PROJECT.resolve("events").resolve(file))
                .replace("segmenta-123456789012-us-east-1", stack.bucket()).replace("123456789012", "000000000000");
        // The local bucket has no versions.
        String local = event.replaceAll("\"versionId\": *\"[^\"]*\", *", "");
        return lambda.invoke(b -> b.functionName(function).payload(SdkBytes.fromUtf8String(local)));
    }
}
