package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.observe.Quiet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleEventsTest {
    private static final World WORLD = new World("samples");

    private static APIGatewayV2HTTPResponse answer(String sample, SignIn signIn) throws IOException {
        String event = Files.readString(Path.of("../../events").resolve(sample + ".json"));
        return new ApiHandler(WORLD.routes(signIn), signIn, World.pages(signIn.kind()),
                Quiet.log("api", Clock.systemUTC())).handleRequest(
                        RuntimeJson.read(event, APIGatewayV2HTTPEvent.class),
                        new TestContext(Client.REQUEST_ID, 29_000));
    }

    @ParameterizedTest
    @CsvSource({"api-me, 200", "api-runs, 200", "api-daily, 200", "api-unknown-parameter, 400",
            "api-unknown-dataset, 404"})
    void sample_hasItsStatus(String sample, int status) throws IOException {
        SignIn signIn = new SignIn(SignIn.Kind.IAM, RoleMap.of("ana=viewer"), "");
        assertThat(answer(sample, signIn).getStatusCode()).isEqualTo(status);
    }

    @Test
    void caller_isTheUserWhoSigned() throws IOException {
        SignIn signIn = new SignIn(SignIn.Kind.IAM, RoleMap.of("arn:aws:iam::123456789012:user/ana=approver"), "");
        assertThat(Json.parse(answer("api-me", signIn).getBody()).toString())
                .isEqualTo("{\"name\":\"ana\",\"sign_in\":\"iam\",\"roles\":[\"viewer\",\"analyst\",\"approver\"]}");
    }

    @Test
    void priming_readsAndChangesNothing() {
        Priming.run(WORLD.parts(World.nobodySignsIn()));
        assertThat(WORLD.store.written()).isEmpty();
    }
}
