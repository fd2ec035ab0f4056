package io.segmenta.local.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.sample.SupermarketSample;
import io.segmenta.local.stack.database.Database;
import io.segmenta.local.stack.lambda.FunctionListener;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.lambda.Outcome;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.SystemPlan;
import io.segmenta.local.stack.template.TemplateReader;
import io.segmenta.platform.catalogue.ConnectionSource;
import io.segmenta.platform.catalogue.FunctionsRole;
import io.segmenta.platform.catalogue.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A file dropped in a bucket of another implementation of S3 than the stack's own: the notification that it writes,
 * read from a queue, goes to the packaged training function, which reads and writes that bucket.
 */
@Testcontainers(disabledWithoutDocker = true)
@Timeout(600)
class S3TriggerOnLocalStackTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGION = "us-east-1";
    private static final String SECRET = "segmenta-functions";
    private static final String KEY = "data/supermarket/Kunden München (Mai).csv";

    @Container
    private static final LocalStackContainer AWS = new LocalStackContainer(
            DockerImageName.parse("localstack/localstack:4.14.0")).withServices("s3", "sqs", "secretsmanager")
            .withEnv("DEFAULT_REGION", REGION);

    @TempDir
    Path folder;

    @Test
    void upload_notifiesThePackagedTrainingFunction_whichLeavesACompleteRun() throws Exception {
        SystemPlan plan = TemplateReader.read(Path.of("../template.yaml"),
                Map.of("DatabaseUrl", "jdbc:postgresql://127.0.0.1/segmenta", "DatabaseSecret", SECRET), REGION);
        String bucket = plan.buckets().getFirst().name();
        try (S3Client s3 = client();
                Database database = Database.start(folder.resolve("postgres"), folder.resolve("binaries"));
                Functions functions = new Functions(plan, new Functions.Settings(folder, "000000000000", REGION,
                        Duration.ofSeconds(1), template -> environment(template, database)), processes(),
                        new FunctionListener() {
                        })) {
            migrate(database);
            s3.createBucket(request -> request.bucket(bucket));
            String queue = queueOfUploads(s3, bucket);

            s3.putObject(request -> request.bucket(bucket).key(KEY),
                    RequestBody.fromBytes(SupermarketSample.draw(400, 7).csv()));
            JsonNode notification = uploadNotification(queue);
            Outcome outcome = functions.invoke("TrainingFunction", "4c1f6b7e-0000-4000-8000-000000000001",
                    JSON.writeValueAsBytes(notification), Duration.ofMinutes(2)).get().orElseThrow();

            assertThat(outcome).isInstanceOf(Outcome.Success.class);
            JsonNode run = JSON.readTree(outcome.payload()).path("runs").path(0);
            assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
            assertThat(run.path("dataset").asText()).isEqualTo("supermarket");
            String prefix = run.path("prefix").asText();
            List<String> written = s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).contents()
                    .stream()
                    .map(S3Object::key).map(key -> key.substring(prefix.length())).toList();
            assertThat(written).contains("model.tar.gz", "metrics.json", "profile.json", "schema.json", "config.json",
                    "assignments.csv.gz", "lineage.json").doesNotContain("failure.json");
        }
    }

    /** What the migration function does at a deployment. */
    private static void migrate(Database database) throws Exception {
        ConnectionSource owner = ConnectionSource.url(database.url(), Optional.of(database.owner().user()),
                Optional.of(database.owner().password()));
        Migrations.apply(owner);
        FunctionsRole.grant(owner, database.functions().user());
        aws("secretsmanager", "create-secret", "--name", SECRET, "--secret-string",
                JSON.writeValueAsString(Map.of("username", database.functions().user(), "password",
                        database.functions().password())));
    }

    private static S3Client client() {
        return S3Client.builder().endpointOverride(AWS.getEndpoint()).region(Region.of(REGION)).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(AWS.getAccessKey(), AWS.getSecretKey())))
                .build();
    }

    private Processes processes() throws IOException {
        return new Processes(folder.resolve("processes"));
    }

    private static Map<String, String> environment(Map<String, String> template, Database database) {
        Map<String, String> environment = new HashMap<>(template);
        environment.putAll(Map.of("AWS_ENDPOINT_URL", AWS.getEndpoint().toString(), "AWS_REGION", REGION,
                "AWS_ACCESS_KEY_ID", AWS.getAccessKey(), "AWS_SECRET_ACCESS_KEY", AWS.getSecretKey(),
                "SEGMENTA_DATABASE_URL", database.url()));
        return environment;
    }

    /**
     * LocalStack cannot run a java25 function without the host's Docker, so a queue stands where the template has it.
     */
    private static String queueOfUploads(S3Client s3, String bucket) throws Exception {
        String queue = aws("sqs", "create-queue", "--queue-name", "uploads").path("QueueUrl").asText();
        String arn = aws("sqs", "get-queue-attributes", "--queue-url", queue, "--attribute-names", "QueueArn")
                .path("Attributes").path("QueueArn").asText();
        FilterRule uploads = FilterRule.builder().name("prefix").value("data/").build();
        QueueConfiguration configuration = QueueConfiguration.builder().queueArn(arn).events(Event.S3_OBJECT_CREATED)
                .filter(filter -> filter.key(key -> key.filterRules(uploads))).build();
        s3.putBucketNotificationConfiguration(request -> request.bucket(bucket)
                .notificationConfiguration(notifications -> notifications.queueConfigurations(configuration)));
        return queue;
    }

    /** Waits for the message about an object; S3 sends one about the queue itself before. */
    private static JsonNode uploadNotification(String queue) throws Exception {
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
