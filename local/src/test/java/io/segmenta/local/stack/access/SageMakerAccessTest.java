package io.segmenta.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and what they ask for, written out and held against {@link ActionTable}. */
class SageMakerAccessTest {

    private static final String ARN = "arn:aws:sagemaker:us-east-1:000000000000:";

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    ListModelPackages       | {"ModelPackageGroupName":"g"}  | sagemaker:ListModelPackages *
                    DescribeModelPackage    | {"ModelPackageName":"ARNmodel-package/g/1"} | sagemaker:DescribeModelPackage ARNmodel-package/g/1
                    CreateModelPackageGroup | {"ModelPackageGroupName":"g"} | sagemaker:CreateModelPackageGroup ARNmodel-package-group/g
                    CreateModelPackageGroup | {"ModelPackageGroupName":"g","Tags":[]} | sagemaker:CreateModelPackageGroup ARNmodel-package-group/g, sagemaker:AddTags ARNmodel-package-group/g
                    UpdateModelPackage      | {"ModelPackageArn":"ARNmodel-package/g/1"} | sagemaker:UpdateModelPackage ARNmodel-package/g/1
                    CreateModelPackage      | {"ModelPackageGroupName":"ARNmodel-package-group/g"} | sagemaker:CreateModelPackage ARNmodel-package/g/*
                    CreateModelPackage      | {"ModelPackageGroupName":"g","InferenceSpecification":{"Containers":[{"Image":"000000000000.dkr.ecr.us-east-1.amazonaws.com/r/s:1"}]}} | sagemaker:CreateModelPackage ARNmodel-package/g/*, ecr:BatchGetImage arn:aws:ecr:us-east-1:000000000000:repository/r/s, ecr:DescribeImages arn:aws:ecr:us-east-1:000000000000:repository/r/s
                    CreateModel             | {"ModelName":"m","ExecutionRoleArn":"ROLE","Containers":[{"ModelPackageName":"ARNmodel-package/g/1"}]} | sagemaker:CreateModel ARNmodel/m, sagemaker:CreateModel ARNmodel-package/g/1, iam:PassRole ROLE
                    CreateEndpoint          | {"EndpointName":"E","EndpointConfigName":"c"} | sagemaker:CreateEndpoint ARNendpoint/e, sagemaker:CreateEndpoint ARNendpoint-config/c
                    CreateModel             | {"ModelName":"m","ExecutionRoleArn":"ROLE","PrimaryContainer":{"Image":"i"},"Tags":[]} | sagemaker:CreateModel ARNmodel/m, iam:PassRole ROLE, sagemaker:AddTags ARNmodel/m
                    DeleteModel             | {"ModelName":"m"} | sagemaker:DeleteModel ARNmodel/m
                    CreateEndpointConfig    | {"EndpointConfigName":"c"} | sagemaker:CreateEndpointConfig ARNendpoint-config/c
                    DeleteEndpointConfig    | {"EndpointConfigName":"c"} | sagemaker:DeleteEndpointConfig ARNendpoint-config/c
                    UpdateEndpoint          | {"EndpointName":"e","EndpointConfigName":"c"} | sagemaker:UpdateEndpoint ARNendpoint/e, sagemaker:UpdateEndpoint ARNendpoint-config/c
                    DescribeEndpoint        | {"EndpointName":"e"} | sagemaker:DescribeEndpoint ARNendpoint/e
                    DeleteEndpoint          | {"EndpointName":"e"} | sagemaker:DeleteEndpoint ARNendpoint/e
                    DescribeDomain          | {} | sagemaker:DescribeDomain *
                    DeleteEndpoint          | no JSON | sagemaker:DeleteEndpoint *
                    """)
    void control_asksForEachResource(String operation, String body, String expected) throws IOException {
        SageMakerAccess access = new SageMakerAccess("us-east-1", "000000000000");
        Limits limits = new Limits(8192, Duration.ofMinutes(1), Duration.ofMinutes(1));
        List<AccessRequest> all = new CopyOnWriteArrayList<>();
        try (LoopbackServer server = LoopbackServer.start(0, limits, exchange -> exchange.withBody(4096, bytes -> {
            all.addAll(access.control(exchange, bytes.orElseThrow()));
            exchange.send(200, "text/plain", all.stream().map(request -> request.action() + " " + request.resource())
                    .collect(Collectors.joining(", ")).getBytes(StandardCharsets.UTF_8));
        }))) {
            String sent = body.replace("ARN", ARN);
            assertThat(Wire.ask(server.port(), "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "X-Amz-Target: SageMaker." + operation + "\r\nContent-Length: "
                    + sent.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + sent))
                    .endsWith("\r\n\r\n" + expected.replace("ARN", ARN));
        }
        if (body.startsWith("{")) {
            assertThat(ActionTable.missing("sagemaker:" + operation, all)).isEmpty();
        }
    }
}
