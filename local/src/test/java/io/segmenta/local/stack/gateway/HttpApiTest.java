package io.segmenta.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.http.Wire;
import io.segmenta.local.stack.lambda.EchoProject;
import io.segmenta.local.stack.lambda.FunctionListener;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.SystemPlan;
import io.segmenta.local.stack.template.TemplateReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API answers to requests that no function should see. */
class HttpApiTest {

    private static final String ACCOUNT = "000000000000";
    private static final String ENDED = "Host: localhost\r\nConnection: close\r\n";

    @TempDir
    Path folder;

    private Functions functions;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        EchoProject.write(folder);
        SystemPlan plan = TemplateReader.read(folder.resolve("template.yaml"), Map.of(), "us-east-1");
        functions = new Functions(plan,
                new Functions.Settings(folder, ACCOUNT, "us-east-1", Duration.ofSeconds(1), variables -> variables),
                new Processes(folder.resolve("processes")), new FunctionListener() {
                });
        api = HttpApi.start(0, plan, functions, ACCOUNT);
    }

    @AfterEach
    void stop() {
        api.close();
        functions.close();
    }

    private String ask(String head, String body) {
        return Wire.ask(URI.create(api.url()).getPort(),
                head + ENDED + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void request_unknownRoute_isAProblemDocument() {
        assertThat(ask("GET /nowhere HTTP/1.1\r\n", "")).startsWith("HTTP/1.1 404 ")
                .containsIgnoringCase("Content-Type: application/problem+json\r\n").contains("\"status\":404")
                .contains("\"title\":\"Not Found\"").contains("\"message\":\"Not Found\"");
    }

    @Test
    void request_throughAnotherName_is421() {
        assertThat(Wire.ask(URI.create(api.url()).getPort(),
                "GET /nowhere HTTP/1.1\r\nHost: page.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ").containsIgnoringCase("Content-Type: application/problem+json\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", " ; charset=utf-8"})
    void request_contentTypeWithoutAType_is400(String type) {
        assertThat(ask("POST /predict/x HTTP/1.1\r\nContent-Type: " + type + "\r\n", "{}"))
                .startsWith("HTTP/1.1 400 ").contains("the header Content-Type names no media type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a", "predict", "/predict/%zz"})
    void request_targetThatIsNoPath_is400(String target) {
        assertThat(ask("POST " + target + " HTTP/1.1\r\n", "{}")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void request_notHttp_is400() {
        assertThat(Wire.ask(URI.create(api.url()).getPort(), "\u0016\u0003\u0001 hello\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void request_headersLongerThanApiGatewayTakes_is431() {
        assertThat(ask("POST /predict/x HTTP/1.1\r\nX-Long: " + "x".repeat(11_000) + "\r\n", "{}"))
                .startsWith("HTTP/1.1 431 ").contains("application/problem+json");
    }

    @Test
    void request_queryNameLongerThanAnyJsonReaderTakes_is414() {
        assertThat(ask("POST /predict/x?" + "n".repeat(50_001) + "=1 HTTP/1.1\r\n", "{}"))
                .startsWith("HTTP/1.1 414 ").contains("application/problem+json");
    }
}
