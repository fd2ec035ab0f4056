package io.segmenta.platform.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Json;
import io.segmenta.platform.StubService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** What is said to SageMaker and what is understood of its answers, on the wire. */
class SageMakerTest {
    private static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/segmenta-c/2";
    private static final ServedModel SERVED = new ServedModel(ARN, "v2", "abc", "bucket", "c", 300);

    private final Map<String, String> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final StubService service = new StubService(this::answer);
    private final SageMaker sageMaker = new SageMaker(service.aws());
    private final Registry registry = sageMaker.registry();
    private final Endpoints endpoints = sageMaker.endpoints();

    @AfterEach
    void stop() {
        service.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replace("SageMaker.", "");
        asked.add(operation + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String answer = answers.getOrDefault(operation, "{}");
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        StubService.reply(exchange, answer.contains("__type") ? 400 : 200, answer.getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(String operation, String words) {
        answers.put(operation, "{\"__type\":\"ValidationException\",\"message\":\"" + words + "\"}");
    }

    private JsonNode last() {
        String text = asked.getLast();
        return Json.parse(text.substring(text.indexOf(' ')));
    }

    @Test
    void whatExistsAlready_isNoError() {
        refuse("CreateModelPackageGroup", "Model Package Group already exists: arn:x");
        refuse("CreateModel", "Cannot create already existing model arn:x");
        refuse("CreateEndpointConfig", "Cannot create already existing endpoint configuration arn:x");
        refuse("CreateEndpoint", "Cannot create already existing endpoint arn:x");
        assertThatCode(() -> {
            registry.ensureGroup("segmenta-c", "d");
            endpoints.createModel("m", "role", SERVED);
            endpoints.createConfig("m", "m", new Hardware.Instances("ml.m5.large", 1));
            endpoints.create("segmenta-c", "m");
        }).doesNotThrowAnyException();
    }

    @Test
    void whatIsGoneAlready_isNoError() {
        for (String operation : List.of("DeleteModel", "DeleteEndpointConfig", "DeleteEndpoint", "DescribeEndpoint")) {
            refuse(operation, "Could not find it.");
        }
        refuse("ListModelPackages", "ModelPackageGroup arn:x does not exist.");
        endpoints.deleteModel("m");
        endpoints.deleteConfig("m");
        endpoints.delete("e");
        assertThat(endpoints.describe("e")).isEmpty();
        assertThat(registry.versions("segmenta-c")).isEmpty();
    }

    @Test
    void busyRefusedAndBroken_areToldApart() {
        refuse("UpdateEndpoint", "Cannot update in-progress endpoint arn:x");
        assertThatThrownBy(() -> endpoints.update("e", "m", 0)).isInstanceOf(EndpointBusyException.class);
        refuse("UpdateEndpoint", "ml.m5.large is not available in this region");
        assertThatThrownBy(() -> endpoints.update("e", "m", 0)).isInstanceOf(RefusedException.class)
                .hasMessage("ml.m5.large is not available in this region");
        answers.put("UpdateEndpoint", "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");
        assertThatThrownBy(() -> endpoints.update("e", "m", 0)).isInstanceOf(SageMakerException.class);
        refuse("DeleteEndpoint", "Cannot update in-progress endpoint arn:x");
        assertThatThrownBy(() -> endpoints.delete("e")).isInstanceOf(SageMakerException.class);
    }

    @Test
    void register_isPendingWithToken() {
        answers.put("CreateModelPackage", "{\"ModelPackageArn\":\"" + ARN + "\"}");
        assertThat(registry.register(new NewVersion("segmenta-c", "token", "d", "image", "s3://b/m.tar.gz",
                "s3://b/metrics.json", Map.of("k", "5")))).isEqualTo(ARN);
        JsonNode request = last();
        assertThat(request.path("ClientToken").textValue()).isEqualTo("token");
        assertThat(request.path("ModelApprovalStatus").textValue()).isEqualTo("PendingManualApproval");
        assertThat(request.path("CustomerMetadataProperties").path("k").textValue()).isEqualTo("5");
        assertThat(request.path("InferenceSpecification").path("Containers").path(0).path("ModelDataUrl").textValue())
                .isEqualTo("s3://b/m.tar.gz");
        assertThat(request.has("Tags")).isFalse();
    }

    @Test
    void version_isReadWithItsLastChange() {
        answers.put("DescribeModelPackage", "{\"ModelPackageArn\":\"" + ARN
                + "\",\"ModelPackageGroupName\":\"segmenta-c\","
                + "\"ModelPackageVersion\":2,\"ModelApprovalStatus\":\"Approved\",\"CreationTime\":1795256403.5,"
                + "\"LastModifiedTime\":1795256404.25,\"CreatedBy\":{\"IamIdentity\":{\"PrincipalId\":\"AIDAMAKER\"}},"
                + "\"LastModifiedBy\":{\"IamIdentity\":{\"PrincipalId\":\"AROAROLE:anna\"}},"
                + "\"CustomerMetadataProperties\":{\"run_id\":\"r\"},"
                + "\"InferenceSpecification\":{\"Containers\":[{\"Image\":\"i\","
                + "\"ModelDataUrl\":\"s3://b/m.tar.gz\"}]}}");
        assertThat(registry.version(ARN)).isEqualTo(new ModelVersion(ARN, "segmenta-c", 2, ApprovalStatus.APPROVED, "",
                "s3://b/m.tar.gz", Map.of("run_id", "r"), Instant.ofEpochMilli(1795256404250L), "AROAROLE:anna"));
    }

    @Test
    void versions_ofManyPages_areTheNewestFirst() {
        try (StubService pages = new StubService(exchange -> {
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            JsonNode request = Json.parse(exchange.getRequestBody());
            String answer = switch (operation) {
                case "SageMaker.ListModelPackages" -> request.has("NextToken")
                        ? "{\"ModelPackageSummaryList\":[{\"ModelPackageArn\":\"arn/2\"}]}"
                        : "{\"ModelPackageSummaryList\":[{\"ModelPackageArn\":\"arn/1\"}],\"NextToken\":\"more\"}";
                default -> {
                    String arn = Json.required(request, "ModelPackageName");
                    yield "{\"ModelPackageArn\":\"" + arn + "\",\"ModelPackageGroupName\":\"g\","
                            + "\"ModelPackageVersion\":" + arn.substring(arn.length() - 1) + ",\"CreationTime\":1}";
                }
            };
            StubService.reply(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
        })) {
            assertThat(new SageMaker(pages.aws()).registry().versions("g"))
                    .extracting(ModelVersion::version).containsExactly(2, 1);
        }
    }

    @Test
    void refusalOfAProxy_isToldAsItIs() {
        answers.put("CreateEndpoint", "<html>__type</html>");
        assertThatThrownBy(() -> endpoints.create("e", "m")).isInstanceOf(SageMakerException.class)
                .hasMessageContaining("Status Code: 400");
    }

    @Test
    void update_bakesWhenAsked() {
        endpoints.update("e", "m", 120);
        assertThat(last().path("DeploymentConfig").path("BlueGreenUpdatePolicy").path("TerminationWaitInSeconds")
                .intValue()).isEqualTo(120);
        endpoints.update("e", "m", 0);
        assertThat(last().has("DeploymentConfig")).isFalse();
    }

    @Test
    void model_isMadeOfTheRegisteredPackage() {
        endpoints.createModel("m", "role", SERVED);
        JsonNode container = last().path("Containers").path(0);
        assertThat(container.path("ModelPackageName").textValue()).isEqualTo(ARN);
        assertThat(container.path("Environment").path("SEGMENTA_MODEL_VERSION").textValue()).isEqualTo("v2");
        assertThat(container.path("Environment").path("SEGMENTA_MODEL_SHA256").textValue()).isEqualTo("abc");
        assertThat(container.path("Environment").path("SEGMENTA_BUCKET").textValue()).isEqualTo("bucket");
        assertThat(container.path("Environment").path("SEGMENTA_CAPTURE_SECONDS").textValue()).isEqualTo("300");
        assertThat(container.path("Environment").path("SEGMENTA_DATASET").textValue()).isEqualTo("c");
        endpoints.createConfig("c", "m", new Hardware.Serverless(2048, 5));
        JsonNode variant = last().path("ProductionVariants").path(0);
        assertThat(variant.path("VariantName").textValue()).isEqualTo("live");
        assertThat(variant.path("ServerlessConfig").path("MemorySizeInMB").intValue()).isEqualTo(2048);
        assertThat(variant.has("InstanceType")).isFalse();
    }

    @Test
    void endpoint_isDescribedByWhatItAllows() {
        Map<String, EndpointState.Status> expected = Map.of("InService", EndpointState.Status.IN_SERVICE, "Updating",
                EndpointState.Status.BUSY, "RollingBack", EndpointState.Status.BUSY, "SystemUpdating",
                EndpointState.Status.BUSY, "Creating", EndpointState.Status.BUSY, "Deleting",
                EndpointState.Status.DELETING, "Failed", EndpointState.Status.FAILED, "UpdateRollbackFailed",
                EndpointState.Status.FAILED, "OutOfService", EndpointState.Status.FAILED, "SomethingNew",
                EndpointState.Status.BUSY);
        expected.forEach((word, status) -> {
            answers.put("DescribeEndpoint", "{\"EndpointName\":\"e\",\"EndpointConfigName\":\"c\",\"EndpointStatus\":\""
                    + word + "\",\"FailureReason\":\"why\"}");
            assertThat(endpoints.describe("e")).contains(new EndpointState("e", "c", status, "why"));
        });
    }
}
