package io.segmenta.local.stack.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.Recorder;
import io.segmenta.local.stack.http.RecordingFile;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.CreateModelPackageRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

/** Speaks to the emulator with AWS's own client; endpoints run {@link TinyServing}. */
class SageMakerTest {

    private static final String ROLE = "arn:aws:iam::000000000000:role/segmenta";
    private static final String GROUP = "segmenta-mall";

    @TempDir
    Path folder;

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private Duration healthLimit = Duration.ofSeconds(30);
    private SageMaker sageMaker;
    private LoopbackServer server;
    private RecordingFile recording;
    private SageMakerClient client;
    private SageMakerRuntimeClient runtime;

    @BeforeEach
    void startEmulator() throws IOException {
        List<SystemPlan.Rule> rules = List
                .of(new SystemPlan.Rule("all", Map.of("source", List.of("aws.sagemaker")), "", "F"));
        EventBus bus = new EventBus(folder.resolve("outbox"), "000000000000", "us-east-1", rules,
                (function, event) -> events.add(event));
        ServingProgram program = new ServingProgram(List.of(Path.of("target/test-classes")),
                TinyServing.class.getName());
        sageMaker = new SageMaker(
                new SageMaker.Settings(folder, "000000000000", "us-east-1", program, healthLimit, Map::of),
                new ModelData((bucket, key) -> Optional.ofNullable(objects.get(bucket + "/" + key))
                        .map(ByteArrayInputStream::new)),
                bus, new Processes(folder.resolve("processes")), new EndpointListener() {
                }, exchange -> "AROAROLE:somebody");
        Limits limits = new Limits(64 * 1024, Duration.ofMinutes(1), Duration.ofMinutes(1));
        recording = RecordingFile.open().orElseThrow();
        server = LoopbackServer.start(0, limits, new Recorder(exchange -> {
            if (exchange.header("X-Amz-Target").isPresent()) {
                sageMaker.handle(exchange);
            } else {
                sageMaker.handleInvocation(exchange);
            }
        }, recording));
        StaticCredentialsProvider credentials = StaticCredentialsProvider
                .create(AwsBasicCredentials.create("test", "test"));
        client = SageMakerClient.builder().endpointOverride(server.uri()).region(Region.US_EAST_1)
                .credentialsProvider(credentials).build();
        runtime = SageMakerRuntimeClient.builder().endpointOverride(server.uri()).region(Region.US_EAST_1)
                .credentialsProvider(credentials).build();
        sageMaker.restore();
    }

    @AfterEach
    void stopEmulator() throws IOException {
        client.close();
        runtime.close();
        server.close();
        recording.close();
        sageMaker.close();
    }

    @Test
    void modelPackage_sameTokenTwice_oneVersionAndItsEvents() throws Exception {
        createGroup();
        String first = createPackage("one", "token-1");
        assertThat(createPackage("one", "token-1")).isEqualTo(first);
        String second = createPackage("two", "token-2");
        assertThat(first).isEqualTo("arn:aws:sagemaker:us-east-1:000000000000:model-package/segmenta-mall/1");
        assertThat(second).endsWith("/2");
        approve(second, ModelApprovalStatus.APPROVED);
        assertThat(client.describeModelPackage(b -> b.modelPackageName(second)).approvalDescription())
                .isEqualTo("by hand");
        assertThat(client.describeModelPackage(b -> b.modelPackageName(second)).creationTime()).isNotNull();
        assertThat(client
                .listModelPackages(b -> b.modelPackageGroupName(GROUP)
                        .modelApprovalStatus(ModelApprovalStatus.APPROVED))
                .modelPackageSummaryList()).extracting(ModelPackageSummary::modelPackageVersion).containsExactly(2);
        assertThat(client.listModelPackagesPaginator(b -> b.modelPackageGroupName(GROUP).maxResults(1))
                .modelPackageSummaryList()).extracting(ModelPackageSummary::modelPackageVersion)
                .containsExactly(2, 1);
        assertThat(List.of(hear("ModelApprovalStatus"), hear("ModelApprovalStatus"), hear("ModelApprovalStatus")))
                .containsExactly("PendingManualApproval", "PendingManualApproval", "Approved");
        assertThat(events).isEmpty();
    }

    @Test
    void refusals_asSageMakerWordsThem() throws Exception {
        createGroup();
        refused(this::createGroup, "already exists");
        refused(() -> client.createModelPackageGroup(b -> b.modelPackageGroupName("bad_name")),
                "regular expression pattern");
        refused(() -> client.describeModelPackageGroup(b -> b.modelPackageGroupName("nobody")), "does not exist");
        refused(() -> client.createModelPackage(packageRequest("one", "t").toBuilder()
                .tags(Tag.builder().key("a").value("b").build()).build()), "Tags");
        refused(() -> client.createModelPackage(packageRequest("one", "t").toBuilder()
                .customerMetadataProperties(Map.of("reason", "100 %")).build()), "CustomerMetadataProperties");
        String pending = createPackage("one", "t");
        refused(() -> createModel("m1", pending), "must be Approved");
        approve(pending, ModelApprovalStatus.APPROVED);
        createModel("m1", pending);
        refused(() -> createModel("m1", pending), "Cannot create already existing model");
        refused(() -> createConfig("c1", "nobody"), "Could not find model");
        createConfig("c1", "m1");
        refused(() -> createConfig("c1", "m1"), "Cannot create already existing endpoint configuration");
        refused(() -> client.describeEndpoint(b -> b.endpointName("nobody")), "Could not find endpoint");
        refused(() -> client.createEndpoint(b -> b.endpointName("e").endpointConfigName("nobody")),
                "Could not find endpoint configuration");
        refused(() -> client.listTrainingJobs(), "not part of this stack");
        assertThatThrownBy(() -> invoke("nobody", "x")).isInstanceOf(SageMakerRuntimeException.class)
                .hasMessageContaining("Endpoint nobody of account 000000000000 not found.");
    }

    @Test
    void endpoint_updatedWhileAskedWithoutPause_noRequestFails() throws Exception {
        createGroup();
        client.createEndpoint(b -> b.endpointName("live").endpointConfigName(version("one", "v1")));
        refused(() -> client.updateEndpoint(b -> b.endpointName("live").endpointConfigName("c-one")), "in-progress");
        awaitStatus("IN_SERVICE");
        assertThat(invoke("live", "hello")).isEqualTo("one v1 hello shape=api");
        assertThatThrownBy(() -> invoke("live", "bad")).isInstanceOfSatisfying(ModelErrorException.class, e -> {
            assertThat(e.originalStatusCode()).isEqualTo(422);
            assertThat(e.originalMessage()).startsWith("one v1 bad");
        });
        AtomicBoolean stop = new AtomicBoolean();
        List<String> answers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Thread asking = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                try {
                    answers.add(invoke("live", "x"));
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }
        });
        client.updateEndpoint(b -> b.endpointName("live").endpointConfigName(version("two", "v2")));
        awaitStatus("IN_SERVICE");
        while (!invoke("live", "x").startsWith("two")) {
            LockSupport.parkNanos(20_000_000);
        }
        stop.set(true);
        asking.join();
        assertThat(failures).isEmpty();
        assertThat(answers.getFirst()).startsWith("one v1");
        assertThat(client.describeEndpoint(b -> b.endpointName("live")).endpointConfigName()).isEqualTo("c-two");
    }

    @Test
    void endpoint_sickVersion_rolledBackOrFailed() throws Exception {
        createGroup();
        client.createEndpoint(b -> b.endpointName("live").endpointConfigName(version("one", "v1")));
        awaitStatus("IN_SERVICE");
        healthLimit = Duration.ofSeconds(3);
        stopEmulator();
        startEmulator();
        events.clear();
        client.updateEndpoint(b -> b.endpointName("live").endpointConfigName(version("sick", "v2")));
        awaitStatus("ROLLING_BACK");
        JsonNode back = awaitStatus("IN_SERVICE");
        assertThat(back.at("/detail/EndpointConfigName").asText()).isEqualTo("c-one");
        DescribeEndpointResponse described = client.describeEndpoint(b -> b.endpointName("live"));
        assertThat(described.endpointStatus()).isEqualTo(EndpointStatus.IN_SERVICE);
        assertThat(described.failureReason()).contains("ping health check");
        assertThat(invoke("live", "x")).startsWith("one v1");
        client.createEndpoint(b -> b.endpointName("new").endpointConfigName(version("gone", "v3")));
        awaitStatus("FAILED");
        assertThat(client.describeEndpoint(b -> b.endpointName("new")).endpointStatus())
                .isEqualTo(EndpointStatus.FAILED);
        client.deleteEndpoint(b -> b.endpointName("new"));
        awaitStatus("DELETED");
        refused(() -> client.describeEndpoint(b -> b.endpointName("new")), "Could not find endpoint");
    }

    @Test
    void endpoint_programDiesAndStackRestarts_answersAgain() throws Exception {
        createGroup();
        client.createEndpoint(b -> b.endpointName("live").endpointConfigName(version("one", "v1")));
        awaitStatus("IN_SERVICE");
        assertThatThrownBy(() -> invoke("live", "die")).isInstanceOf(SageMakerRuntimeException.class);
        assertThat(invoke("live", "x")).startsWith("one v1");
        stopEmulator();
        startEmulator();
        assertThat(client.describeEndpoint(b -> b.endpointName("live")).endpointStatus())
                .isEqualTo(EndpointStatus.IN_SERVICE);
        assertThat(invoke("live", "x")).startsWith("one v1");
    }

    @Test
    void endpoint_programListensNoMore_isEndedAndTheNextOneAnswers() throws Exception {
        createGroup();
        client.createEndpoint(b -> b.endpointName("live").endpointConfigName(version("one", "v1")));
        awaitStatus("IN_SERVICE");
        assertThatThrownBy(() -> invoke("live", "deaf")).isInstanceOf(SageMakerRuntimeException.class);
        assertThat(invoke("live", "x")).startsWith("one v1");
    }

    private void createGroup() {
        client.createModelPackageGroup(b -> b.modelPackageGroupName(GROUP));
    }

    /** A configuration for a new, approved version whose model file holds the text. */
    private String version(String text, String version) {
        String arn = createPackage(text, text);
        approve(arn, ModelApprovalStatus.APPROVED);
        client.createModel(b -> b.modelName("m-" + text).executionRoleArn(ROLE).containers(ContainerDefinition.builder()
                .modelPackageName(arn).environment(Map.of("SEGMENTA_MODEL_VERSION", version)).build()));
        createConfig("c-" + text, "m-" + text);
        return "c-" + text;
    }

    private String createPackage(String text, String token) {
        return client.createModelPackage(packageRequest(text, token)).modelPackageArn();
    }

    private CreateModelPackageRequest packageRequest(String text, String token) {
        objects.put("bucket/" + text + "/model.tar.gz", archive(text));
        return CreateModelPackageRequest.builder().modelPackageGroupName(GROUP).clientToken(token)
                .modelApprovalStatus(ModelApprovalStatus.PENDING_MANUAL_APPROVAL)
                .customerMetadataProperties(Map.of("run_id", "r 1"))
                .inferenceSpecification(i -> i.supportedContentTypes("text/csv")
                        .containers(ModelPackageContainerDefinition.builder().image("serving:1")
                                .modelDataUrl("s3://bucket/" + text + "/model.tar.gz").build()))
                .build();
    }

    private static byte[] archive(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry("model.txt");
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void approve(String arn, ModelApprovalStatus status) {
        client.updateModelPackage(
                b -> b.modelPackageArn(arn).modelApprovalStatus(status).approvalDescription("by hand"));
    }

    private void createModel(String name, String arn) {
        client.createModel(b -> b.modelName(name).executionRoleArn(ROLE)
                .containers(ContainerDefinition.builder().modelPackageName(arn).build()));
    }

    private void createConfig(String name, String model) {
        client.createEndpointConfig(b -> b.endpointConfigName(name)
                .productionVariants(ProductionVariant.builder().variantName("live").modelName(model)
                        .instanceType(ProductionVariantInstanceType.ML_M5_LARGE).initialInstanceCount(1).build()));
    }

    private String invoke(String endpoint, String text) {
        return runtime.invokeEndpoint(b -> b.endpointName(endpoint).contentType("text/plain")
                .customAttributes("shape=api").body(SdkBytes.fromUtf8String(text))).body().asUtf8String();
    }

    private String hear(String field) throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS).at("/detail/" + field).asText();
    }

    private JsonNode awaitStatus(String status) throws InterruptedException {
        while (true) {
            JsonNode event = events.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("event of status " + status).isNotNull();
            if (event.at("/detail/EndpointStatus").asText().equals(status)) {
                return event;
            }
        }
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SageMakerException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
