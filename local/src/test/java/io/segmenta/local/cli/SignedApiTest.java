package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.stack.access.AccessKey;
import io.segmenta.local.stack.access.AccessLog;
import io.segmenta.local.stack.access.Admission;
import io.segmenta.local.stack.access.Guard;
import io.segmenta.local.stack.gateway.HttpApi;
import io.segmenta.local.stack.lambda.EchoProject;
import io.segmenta.local.stack.lambda.FunctionListener;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.PolicyReader;
import io.segmenta.local.stack.template.SystemPlan.Route;
import io.segmenta.local.stack.template.SystemPlan;
import io.segmenta.local.stack.template.TemplateReader;
import java.io.IOException;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Requests of the command line to an API that wants them signed, as API Gateway does of routes with AWS_IAM. */
class SignedApiTest {
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "000000000000";
    private static final byte[] BODY = "{\"age\": 31, \"name\": \"Müller & Söhne\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final AccessKey owner = AccessKey.draw();
    private Guard guard;
    private Functions functions;
    private HttpApi gateway;

    @BeforeEach
    void start() throws IOException {
        EchoProject.write(folder);
        SystemPlan plan = TemplateReader.read(folder.resolve("template.yaml"), Map.of(), REGION);
        List<Route> signed = plan.routes().stream()
                .map(route -> new Route(route.method(), route.path(), route.function(), true)).toList();
        guard = new Guard(PolicyReader.read(Path.of("..", "template.yaml"), Map.of(), REGION),
                new AccessLog(Optional.empty()), owner);
        functions = new Functions(plan,
                new Functions.Settings(folder, ACCOUNT, REGION, Duration.ofSeconds(1), variables -> variables),
                new Processes(folder.resolve("processes")), new FunctionListener() {
                });
        gateway = HttpApi.start(0,
                new SystemPlan(plan.buckets(), plan.functions(), plan.uploads(), plan.rules(), plan.schedules(),
                        signed, plan.queues(), plan.customResources(), plan.cors()),
                functions, ACCOUNT, new Admission(guard, REGION, ACCOUNT, (bucket, key) -> true));
    }

    @AfterEach
    void stop() {
        gateway.close();
        functions.close();
    }

    private io.segmenta.local.cli.HttpApi.Answer ask(Access access, String query) throws IOException {
        return new io.segmenta.local.cli.HttpApi(gateway.url(), access).post("/predict/a%20b" + query,
                "application/json", BODY);
    }

    private static Access signed(String region, String id, String secret) {
        return Access.signed(region, StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)));
    }

    @Test
    void rightKey_isServed_andTheFunctionIsToldWhoseItIs() throws IOException {
        io.segmenta.local.cli.HttpApi.Answer answer = ask(signed(REGION, owner.id(), owner.secret()),
                "?dataset=shop&sort=-created_at&name=%C3%BC%20%2B");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode iam = answer.json().at("/echo/requestContext/authorizer/iam");
        assertThat(iam.path("userArn").asText()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(iam.path("accessKey").asText()).isEqualTo(owner.id());
        assertThat(iam.path("callerId").asText()).isEqualTo(ACCOUNT);
    }

    @Test
    void wrongSecretKeyOrRegion_orNone_isRefused() throws IOException {
        assertRefused(signed(REGION, owner.id(), "guessed"), "does not match the signature you provided");
        assertRefused(signed(REGION, "LOCALNOSUCHKEY", owner.secret()), "security token included");
        assertRefused(signed("eu-west-1", owner.id(), owner.secret()), "scoped to us-east-1/execute-api");
        assertRefused(Access.NONE, "Missing Authentication Token");
        assertRefused((method, address, body) -> Map.of("Authorization", "Bearer abc"), "not a signature");
    }

    @Test
    void signature_isOfThisBodyAlone() throws IOException {
        Access right = signed(REGION, owner.id(), owner.secret());
        assertRefused((method, address, body) -> right.headers(method, address, "{}".getBytes(StandardCharsets.UTF_8)),
                "does not match");
        assertRefused((method, address, body) -> right.headers("GET", address, body), "does not match");
    }

    /** The role of a function lets it call AWS, and not the API. */
    @Test
    void keyOfAFunction_whoseRoleMayNotCall_isRefused() throws IOException {
        AccessKey function = guard.ofFunction("TrainingFunction");
        assertRefused(signed(REGION, function.id(), function.secret()), "execute-api:Invoke");
    }

    private void assertRefused(Access access, String why) throws IOException {
        io.segmenta.local.cli.HttpApi.Answer answer = ask(access, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains(why, "\"message\":\"Forbidden\"");
    }
}
