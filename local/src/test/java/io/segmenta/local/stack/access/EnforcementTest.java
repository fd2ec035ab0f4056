package io.segmenta.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.http.Exchange;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.template.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Requests of the SDK under the keys of the template's functions; S3 is an answer of 200 to what is let in. */
class EnforcementTest {

    private static final String BUCKET = "segmenta-000000000000-us-east-1";

    @TempDir
    Path folder;

    private final AccessKey owner = AccessKey.draw();
    private Guard guard;
    private Path log;
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        Policies policies = PolicyReader.read(Path.of("..", "template.yaml"), Map.of(), "us-east-1");
        log = folder.resolve("access.jsonl");
        guard = new Guard(policies, new AccessLog(Optional.of(log)), owner);
        Admission admission = new Admission(guard, "us-east-1", "000000000000",
                (bucket, key) -> !key.contains("absent"));
        server = LoopbackServer.start(0, new Limits(8192, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                exchange -> exchange.withBody(1 << 16, body -> answer(admission, exchange, body.orElseThrow())));
    }

    private static void answer(Admission admission, Exchange exchange, byte[] body) {
        if (exchange.header("X-Amz-Target").isPresent()) {
            Optional<Refusal> refusal = admission.refusal(exchange, body, "sagemaker");
            if (refusal.isPresent()) {
                refusal.get().answer(exchange);
                return;
            }
            exchange.send(200, "application/x-amz-json-1.1", "{}".getBytes(StandardCharsets.UTF_8));
        } else if (admission.admitsToS3(exchange)) {
            exchange.send(200, "application/octet-stream", new byte[0]);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static StaticCredentialsProvider credentials(AccessKey key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
    }

    private S3Client s3(AccessKey key) {
        return S3Client.builder().endpointOverride(server.uri()).region(Region.US_EAST_1).forcePathStyle(true)
                .credentialsProvider(credentials(key)).httpClient(UrlConnectionHttpClient.create()).build();
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class,
                refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
    }

    @Test
    void s3_registration_readsModelsAndNothingAboutPeople() throws IOException {
        try (S3Client s3 = s3(guard.ofFunction("RegistrationFunction"))) {
            s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("runs/shop/r/model.tar.gz"));
            refused(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("runs/shop/r/assignments.csv.gz")));
            refused(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("data/<shop> & co/may.csv")),
                    "User: arn:aws:sts::000000000000:assumed-role/RegistrationRole/segmenta-registration is not "
                            + "authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::" + BUCKET
                            + "/data/<shop> & co/may.csv\" because no identity-based policy allows the s3:GetObject "
                            + "action");
            refused(() -> s3.headObject(get -> get.bucket(BUCKET).key("runs/../data/model.tar.gz")));
            refused(() -> s3.putObject(put -> put.bucket(BUCKET).key("runs/shop/r/model.tar.gz"),
                    RequestBody.fromString("x")));
            refused(() -> s3.listBuckets());
        }
        assertThat(AccessLog.read(log)).filteredOn(entry -> entry.request().action().equals("s3:GetObject"))
                .extracting(AccessLog.Entry::allowed).containsExactly(true, false, false);
    }

    @Test
    void s3_runs_areWrittenOnceByEverybody() {
        try (S3Client training = s3(guard.ofFunction("TrainingFunction")); S3Client all = s3(owner)) {
            training.putObject(put -> put.bucket(BUCKET).key("runs/shop/r/a").ifNoneMatch("*"),
                    RequestBody.fromString("x"));
            refused(() -> training.putObject(put -> put.bucket(BUCKET).key("runs/shop/r/a"),
                    RequestBody.fromString("x")));
            refused(() -> all.putObject(put -> put.bucket(BUCKET).key("runs/shop/r/a"), RequestBody.fromString("x")),
                    "User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutObject on resource: "
                            + "\"arn:aws:s3:::" + BUCKET
                            + "/runs/shop/r/a\" with an explicit deny in a resource-based policy");
            all.putObject(put -> put.bucket(BUCKET).key("data/shop/a.csv"), RequestBody.fromString("x"));
        }
    }

    @Test
    void s3_objectThatIsNotThere_isToldToWhoeverMayListAlone() throws IOException {
        try (S3Client s3 = s3(guard.ofFunction("InferenceFunction"))) {
            s3.headObject(head -> head.bucket(BUCKET).key("live/absent.json"));
        }
        assertThat(AccessLog.read(log)).extracting(entry -> entry.request().action() + " " + entry.allowed())
                .contains("s3:ListBucket true");
        assertThat(guard.might(guard.ofFunction("InferenceFunction").id(), new AccessRequest("s3:ListBucket",
                "arn:aws:s3:::" + BUCKET, Map.of("s3:prefix", "data/")))).isFalse();
    }

    /** SageMaker's control plane refuses with status 400, as AWS's SDKs report it. */
    @Test
    void sageMaker_inference_mayNotDelete() {
        try (SageMakerClient inference = SageMakerClient.builder().endpointOverride(server.uri())
                .region(Region.US_EAST_1).credentialsProvider(credentials(guard.ofFunction("InferenceFunction")))
                .httpClient(UrlConnectionHttpClient.create()).build()) {
            assertThatThrownBy(() -> inference.deleteEndpoint(delete -> delete.endpointName("segmenta-shop")))
                    .isInstanceOfSatisfying(SageMakerException.class, refusal -> {
                        assertThat(refusal.statusCode()).isEqualTo(400);
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    }).hasMessageContaining("User: arn:aws:sts::000000000000:assumed-role/InferenceRole/"
                            + "segmenta-inference is not authorized to perform: sagemaker:DeleteEndpoint on resource: "
                            + "arn:aws:sagemaker:us-east-1:000000000000:endpoint/segmenta-shop because no "
                            + "identity-based policy allows the sagemaker:DeleteEndpoint action");
        }
    }

    @Test
    void service_andDestinations_goByTheRolesOfTheTemplate() {
        String model = "arn:aws:s3:::" + BUCKET + "/runs/shop/r/model.tar.gz";
        String queue = "arn:aws:sqs:us-east-1:000000000000:TrainingDeadLetters";
        assertThat(guard.servicePermits("sagemaker.amazonaws.com", "s3:GetObject", model)).isTrue();
        assertThat(guard.servicePermits("sagemaker.amazonaws.com", "s3:GetObject", model.replace("model", "config")))
                .isFalse();
        assertThat(guard.servicePermits("ec2.amazonaws.com", "s3:GetObject", model)).isFalse();
        assertThat(guard.functionPermits("TrainingFunction", "sqs:SendMessage", queue)).isTrue();
        assertThat(guard.functionPermits("DeploymentFunction", "sqs:SendMessage", queue)).isFalse();
        assertThat(guard.functionPermits("NoFunction", "sqs:SendMessage", queue)).isFalse();
        assertThatThrownBy(() -> guard.ofFunction("NoFunction")).hasMessageContaining("no function NoFunction");
    }

    @Test
    void log_ofAProcessThatDied_isReadToItsLastWholeLine() throws IOException {
        guard.functionPermits("TrainingFunction", "sqs:SendMessage", "a");
        guard.functionPermits("TrainingFunction", "sqs:SendMessage", "a");
        Files.writeString(log, "{\"role\":\"Trai", StandardOpenOption.APPEND);

        assertThat(AccessLog.read(log)).containsExactly(
                new AccessLog.Entry("TrainingRole", AccessRequest.of("sqs:SendMessage", "a"), false));
    }
}
