package io.segmenta.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.access.AccessKey;
import io.segmenta.local.stack.access.AccessLog;
import io.segmenta.local.stack.access.Admission;
import io.segmenta.local.stack.access.Guard;
import io.segmenta.local.stack.access.Policies;
import io.segmenta.local.stack.gateway.HttpApi;
import io.segmenta.local.stack.http.LoopbackServer.Answering;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.Wire;
import io.segmenta.local.stack.lambda.EchoProject;
import io.segmenta.local.stack.lambda.FunctionListener;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.lambda.LambdaApi;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.storage.BucketCors;
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
import java.util.Optional;
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
    private static final String POST = "POST /predict/x HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: 2\r\n\r\n{}";
    private static final String SIGNED = "Host: localhost\r\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/"
            + "%s/aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64) + "\r\nContent-Length: 2\r\n\r\n{}";

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
            new Hostile("sockets, HTTP API", Hostile.texts(POST, "GET /nowhere?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "OPTIONS /predict/x HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a\r\n\r\n"), PIECES, socket)
                    .run(8_000);

            assertThat(socket.read(POST.getBytes(StandardCharsets.US_ASCII))).isTrue();
        }
    }

    /** Behind the signature, which no request at random has. */
    @Test
    void sockets_ofLambda() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(0,
                new Limits(64 * 1024, Duration.ofMinutes(1), Duration.ofSeconds(60)),
                new LambdaApi(functions)::handle)) {
            new Hostile("sockets, Lambda", Hostile.texts(
                    "POST /2015-03-31/functions/TrainingFunction/invocations HTTP/1.1\r\nHost: localhost\r\n"
                            + "X-Amz-Invocation-Type: RequestResponse\r\nContent-Length: 2\r\n\r\n{}",
                    "POST /2015-03-31/functions/none/invocations HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Length: 2\r\n\r\n{}"),
                    PIECES, new HostileSocket(server.port())).run(1_000);
        }
    }

    @Test
    void sockets_ofTheAwsPort() throws Exception {
        Guard guard = new Guard(Policies.NONE, new AccessLog(Optional.empty()), new AccessKey("test", "secret"));
        Answering service = exchange -> exchange.send(200, null, new byte[0]);
        try (ObjectStorage storage = ObjectStorage.start(folder.resolve("s3"), guard::key, created -> {});
                AwsEndpoint endpoint = AwsEndpoint.start(0,
                        new AwsEndpoint.Services(
                                new Admission(guard, "us-east-1", ACCOUNT, storage::exists), storage.port(),
                                new BucketCors(List.of(), List::of), service, service, new LambdaApi(functions)::handle,
                                service, service, service))) {
            storage.createBucket("bucket", true);
            HostileSocket socket = new HostileSocket(URI.create(endpoint.url()).getPort());
            new Hostile("sockets, AWS port",
                    Hostile.texts("PUT /bucket/data/a.csv HTTP/1.1\r\n" + SIGNED.formatted("s3"),
                            "GET /bucket?list-type=2&prefix=a HTTP/1.1\r\n" + SIGNED.formatted("s3"),
                            "GET /bucket/a HTTP/1.1\r\nHost: localhost\r\n\r\n",
                            "POST /bucket/a?uploads HTTP/1.1\r\n" + SIGNED.formatted("s3"),
                            "POST / HTTP/1.1\r\nX-Amz-Target: SageMaker.ListModels\r\n"
                                    + SIGNED.formatted("sagemaker"),
                            "POST /endpoints/a/invocations HTTP/1.1\r\n" + SIGNED.formatted("sagemaker"),
                            "POST /2015-03-31/functions/none/invocations HTTP/1.1\r\n" + SIGNED.formatted("lambda")),
                    PIECES, socket).run(4_000);

            assertThat(Wire.ask(URI.create(endpoint.url()).getPort(),
                    "GET /bucket/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 4").contains("<Error><Code>");
        }
    }
}
