package io.segmenta.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.gateway.HttpApi;
import io.segmenta.local.stack.lambda.EchoProject;
import io.segmenta.local.stack.lambda.FunctionListener;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.lambda.LambdaApi;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.storage.ObjectStorage;
import io.segmenta.local.stack.template.SystemPlan;
import io.segmenta.local.stack.template.TemplateReader;
import io.segmenta.model.hostile.Hostile;
import io.segmenta.model.hostile.HostileSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes on the two ports that a stack opens, most of which are no HTTP. */
class HostileRequestsTest {

    private static final String ACCOUNT = "000000000000";
    private static final List<String> PIECES = List.of("\r\n", "\r\n\r\n", "\n", " ", ":", "HTTP/9.9",
            "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\n",
            "%zz", "%00", "%2e%2e/", "\u0000", "X: y\r\n", "Expect: 100-continue\r\n", "/", "..", "?", "[", "|",
            "fffffffff\r\n", "mailto:a", "Content-Type: ;\r\n", "x-amz-copy-source: ../../a\r\n", "?uploads", "&a=%",
            "X-Amz-Target: SageMaker.Nothing\r\n", "Origin: null\r\n", "OPTIONS", "CONNECT", "bytes=9-1");
    private static final String POST = "POST /predict/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 2\r\n\r\n{}";
    private static final String SIGNED = "Host: a\r\nAuthorization: AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/"
            + "%s/aws4_request, SignedHeaders=host, Signature=00\r\nContent-Length: 2\r\n\r\n{}";

    @TempDir
    Path folder;

    private Functions functions;
    private SystemPlan plan;

    @BeforeEach
    void start() throws IOException {
        EchoProject.write(folder);
        plan = TemplateReader.read(folder.resolve("template.yaml"), Map.of(), "us-east-1");
        functions = new Functions(plan,
                new Functions.Settings(folder, ACCOUNT, "us-east-1", Duration.ofSeconds(1), variables -> variables),
                new Processes(folder.resolve("processes")), new FunctionListener() {
                });
    }

    @AfterEach
    void stop() {
        functions.close();
    }

    @Test
    void sockets_ofTheHttpApi() throws Exception {
        try (HttpApi api = HttpApi.start(0, plan, functions, ACCOUNT)) {
            HostileSocket socket = new HostileSocket(URI.create(api.url()).getPort());
            new Hostile("sockets, HTTP API", Hostile.texts(POST, "GET /nowhere?a=b HTTP/1.1\r\nHost: a\r\n\r\n",
                    "OPTIONS /predict/x HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\n\r\n"), PIECES, socket).run(8_000);

            assertThat(socket.read(POST.getBytes(StandardCharsets.US_ASCII))).isTrue();
        }
    }

    @Test
    void sockets_ofTheAwsPort() throws Exception {
        try (ObjectStorage storage = ObjectStorage.start(folder.resolve("s3"), "test", "test", created -> {});
                AwsEndpoint endpoint = AwsEndpoint.start(0,
                        new AwsEndpoint.Services(storage.port(), exchange -> exchange.send(200, null, new byte[0]),
                                exchange -> exchange.send(200, null, new byte[0]),
                                new LambdaApi(functions)::handle))) {
            storage.createBucket("bucket", true);
            HostileSocket socket = new HostileSocket(URI.create(endpoint.url()).getPort());
            new Hostile("sockets, AWS port",
                    Hostile.texts("PUT /bucket/data/a.csv HTTP/1.1\r\n" + SIGNED.formatted("s3"),
                            "GET /bucket?list-type=2&prefix=a HTTP/1.1\r\n" + SIGNED.formatted("s3"),
                            "GET /bucket/a HTTP/1.1\r\nHost: a\r\n\r\n",
                            "POST /bucket/a?uploads HTTP/1.1\r\n" + SIGNED.formatted("s3"),
                            "POST / HTTP/1.1\r\nX-Amz-Target: SageMaker.ListModels\r\n"
                                    + SIGNED.formatted("sagemaker"),
                            "POST /endpoints/a/invocations HTTP/1.1\r\n" + SIGNED.formatted("sagemaker"),
                            "POST /2015-03-31/functions/none/invocations HTTP/1.1\r\n" + SIGNED.formatted("lambda")),
                    PIECES, socket).run(8_000);

            String known = "POST / HTTP/1.1\r\nX-Amz-Target: SageMaker.ListModels\r\n" + SIGNED.formatted("sagemaker");
            assertThat(socket.read(known.getBytes(StandardCharsets.US_ASCII))).isTrue();
        }
    }
}
