package io.segmenta.local.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/**
 * On another implementation of S3 than the stack's own, LocalStack's; {@link S3TriggerOnOwnStorageIT} is its twin
 * without Docker. LocalStack cannot run a java25 function without the host's Docker, so a queue stands where the
 * template has the function.
 * <p>
 * Where there was no Docker, each call was held against the sources of LocalStack 4.14.0 instead, on 2026-11-29:
 * <ul>
 * <li>{@code CreateBucket} without a location: a bucket in us-east-1, without versions, so that no record has one.
 * <li>{@code PutBucketNotificationConfiguration}: the ARN must be one of a queue that exists; a test event without
 * {@code Records} goes to it first. Names of filters are read in either case, and matched with the encoded key.
 * <li>{@code PutObject} of the test: the chunks and the checksum in their trailer that the SDK sends are decoded.
 * <li>The record: structure 2.1, event without {@code s3:}, the key percent-encoded (a space is {@code %20}, where AWS
 * has a plus sign; training decodes both), size, tag without quotes, always the same sequencer.
 * <li>{@code ReceiveMessage}: at most 20 s, one message at a time unless told otherwise.
 * <li>{@code PutObject} of training: {@code If-None-Match: *} answers 412 when the object is there,
 * {@code x-amz-checksum-sha256} is compared with the bytes and refused as {@code BadDigest}.
 * <li>{@code GetObject}: {@code If-Match} with quotes, 412 as AWS; 404 and {@code NoSuchKey} for what is not there.
 * <li>{@code CreateSecret}, {@code GetSecretValue}: by name, in the account of the key ({@code test} is 000000000000).
 * </ul>
 * Signatures are not checked there.
 */
@Testcontainers(disabledWithoutDocker = true)
class S3TriggerOnLocalStackTest extends S3Trigger {

    @Container
    private static final LocalStackContainer AWS = new LocalStackContainer(
            DockerImageName.parse("localstack/localstack:4.14.0")).withServices("s3", "sqs", "secretsmanager")
            .withEnv("AWS_DEFAULT_REGION", REGION);

    private String queue;

    @Override
    S3Client s3() {
        return S3Client.builder().endpointOverride(AWS.getEndpoint()).region(Region.of(REGION)).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(AWS.getAccessKey(), AWS.getSecretKey())))
                .build();
    }

    @Override
    Map<String, String> services() {
        return Map.of("AWS_ENDPOINT_URL", AWS.getEndpoint().toString(), "AWS_ACCESS_KEY_ID", AWS.getAccessKey(),
                "AWS_SECRET_ACCESS_KEY", AWS.getSecretKey());
    }

    @Override
    void keepSecret(Map<String, String> login) throws Exception {
        aws("secretsmanager", "create-secret", "--name", SECRET, "--secret-string", JSON.writeValueAsString(login));
    }

    @Override
    void tellOfUploads(S3Client s3, String bucket) throws Exception {
        queue = aws("sqs", "create-queue", "--queue-name", "uploads").path("QueueUrl").asText();
        String arn = aws("sqs", "get-queue-attributes", "--queue-url", queue, "--attribute-names", "QueueArn")
                .path("Attributes").path("QueueArn").asText();
        FilterRule uploads = FilterRule.builder().name("prefix").value("data/").build();
        QueueConfiguration configuration = QueueConfiguration.builder().queueArn(arn).events(Event.S3_OBJECT_CREATED)
                .filter(filter -> filter.key(key -> key.filterRules(uploads))).build();
        s3.putBucketNotificationConfiguration(request -> request.bucket(bucket)
                .notificationConfiguration(notifications -> notifications.queueConfigurations(configuration)));
    }

    /** Waits for the message about an object; S3 sends one about the queue itself before. */
    @Override
    JsonNode notification() throws Exception {
        while (true) {
            JsonNode messages = aws("sqs", "receive-message", "--queue-url", queue, "--wait-time-seconds", "20")
                    .path("Messages");
            for (JsonNode message : messages) {
                aws("sqs", "delete-message", "--queue-url", queue, "--receipt-handle",
                        message.path("ReceiptHandle").asText());
                JsonNode body = JSON.readTree(message.path("Body").asText());
                if (body.has("Records")) {
                    return body;
                }
            }
        }
    }

    private static JsonNode aws(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 3];
        command[0] = "awslocal";
        command[1] = "--output";
        command[2] = "json";
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        ExecResult result = AWS.execInContainer(command);
        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
        return result.getStdout().isBlank() ? JSON.createObjectNode() : JSON.readTree(result.getStdout());
    }
}
