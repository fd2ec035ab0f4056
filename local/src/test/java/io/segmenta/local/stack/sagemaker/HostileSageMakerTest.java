package io.segmenta.local.stack.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.model.hostile.Hostile;
import io.segmenta.model.hostile.HostileSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to the control plane and the runtime behind the signature, which no request at random has. */
class HostileSageMakerTest {
    private static final String ARN = "arn:aws:sagemaker:us-east-1:000000000000:model-package/g/1";
    private static final List<String> PIECES = List.of("\"", "{", "}", "[", "]", "null", "-1", "1e999", ",", ":",
            "\\u0000",
            "\"NextToken\":\"x\",", "\"MaxResults\":0,", "\"MaxResults\":99999999999,", "\"Tags\":[{}],", "..", "/",
            "\"ModelPackageGroupName\":{},", "arn:aws:sagemaker:::", "s3://", "\r\n", "Content-Length: 1\r\n",
            "%2e%2e/", "\"VariantName\":\"\",");

    @TempDir
    Path folder;

    @Test
    void requests_areAnsweredWhateverTheySay() throws Exception {
        EventBus bus = new EventBus(folder.resolve("outbox"), "000000000000", "us-east-1", List.of(),
                (function, event) -> {});
        try (SageMaker sageMaker = new SageMaker(
                new SageMaker.Settings(folder, "000000000000", "us-east-1",
                        new ServingProgram(List.of(Path.of("target/test-classes")), TinyServing.class.getName()),
                        Duration.ofSeconds(1), Map::of),
                new ModelData((bucket, key) -> Optional.empty()), bus, new Processes(folder.resolve("processes")),
                new EndpointListener() {
                }, exchange -> "000000000000");
                LoopbackServer server = LoopbackServer.start(0,
                        new Limits(64 * 1024, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                        exchange -> {
                            if (exchange.header("X-Amz-Target").isPresent()) {
                                sageMaker.handle(exchange);
                            } else if (exchange.path().filter(path -> path.matches("/endpoints/[^/]+/invocations"))
                                    .isPresent()) {
                                sageMaker.handleInvocation(exchange);
                            } else {
                                exchange.send(404, null, new byte[0]);
                            }
                        })) {
            HostileSocket socket = new HostileSocket(server.port());
            String[] requests = Stream.of(request("CreateModelPackageGroup", "{\"ModelPackageGroupName\":\"g\"}"),
                    request("DescribeModelPackageGroup", "{\"ModelPackageGroupName\":\"g\"}"),
                    request("CreateModelPackage", "{\"ModelPackageGroupName\":\"g\",\"ClientToken\":\"t\","
                            + "\"InferenceSpecification\":{\"Containers\":[{\"Image\":\"i\",\"ModelDataUrl\":"
                            + "\"s3://b/m.tar.gz\"}],\"SupportedContentTypes\":[],\"SupportedResponseMIMETypes\":[]},"
                            + "\"CustomerMetadataProperties\":{\"a\":\"b\"}}"),
                    request("DescribeModelPackage", "{\"ModelPackageName\":\"" + ARN + "\"}"),
                    request("ListModelPackages", "{\"ModelPackageGroupName\":\"g\",\"MaxResults\":10}"),
                    request("UpdateModelPackage", "{\"ModelPackageArn\":\"" + ARN + "\",\"ModelApprovalStatus\":"
                            + "\"Approved\",\"ApprovalDescription\":\"d\"}"),
                    request("CreateModel", "{\"ModelName\":\"m\",\"Containers\":[{\"ModelPackageName\":\"" + ARN
                            + "\",\"Environment\":{\"A\":\"b\"}}],\"ExecutionRoleArn\":\"arn:aws:iam::1:role/r\"}"),
                    request("CreateEndpointConfig", "{\"EndpointConfigName\":\"c\",\"ProductionVariants\":[{"
                            + "\"VariantName\":\"live\",\"ModelName\":\"m\",\"InitialInstanceCount\":1,"
                            + "\"InstanceType\":\"ml.m5.large\"}]}"),
                    request("DescribeEndpoint", "{\"EndpointName\":\"e\"}"),
                    request("UpdateEndpoint", "{\"EndpointName\":\"e\",\"EndpointConfigName\":\"c\"}"),
                    request("ListEndpoints", "{\"NameContains\":\"e\",\"MaxResults\":5}"),
                    "POST /endpoints/e/invocations HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                            + "Content-Length: 1\r\n\r\na")
                    .toArray(String[]::new);
            new Hostile("sockets, SageMaker", Hostile.texts(requests), PIECES, socket).run(3_000);

            assertThat(socket.read(request("ListEndpoints", "{}").getBytes(StandardCharsets.US_ASCII)))
                    .as("still answers").isTrue();
        }
    }

    private static String request(String operation, String body) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: SageMaker." + operation
                + "\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }
}
