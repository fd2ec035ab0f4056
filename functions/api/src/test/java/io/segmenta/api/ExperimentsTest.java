package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.platform.ApprovalStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From starting an experiment to its end. */
class ExperimentsTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String EXPERIMENTS = Routes.BASE + "/experiments";
    private static final String AB = "{\"dataset\": \"loyalty-members\", \"challenger\": 2, \"kind\": \"ab\", "
            + "\"outcome\": {\"name\": \"bought\", \"kind\": \"binary\"}}";

    @AutoClose
    private final World world = new World("experiments_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got send(String method, String target, String body) {
        return client.send(method, target, body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json"), body,
                event -> {});
    }

    private Client.Got start(String body) {
        return send("POST", EXPERIMENTS, body);
    }

    private void approved() {
        world.registry.decide(world.arn(2), ApprovalStatus.APPROVED, "as it is");
    }

    private LiveExperiment live() {
        return LiveExperiment.parse("loyalty-members", world.store.bytes(LiveExperiment.key("loyalty-members")));
    }

    @Test
    void start_tellsInference_andIsListedShownAndAudited() {
        approved();
        Client.Got started = start(AB);
        assertThat(started.status()).isEqualTo(201);
        String id = started.json().path("id").asText();
        assertThat(started.header("location")).isEqualTo(EXPERIMENTS + '/' + id);
        assertThat(started.json().path("champion").asInt()).isEqualTo(1);
        assertThat(started.json().path("outcomes").asText()).isEqualTo("outcomes/loyalty-members/" + id + "/");
        LiveExperiment live = live();
        assertThat(live.id()).hasToString(id);
        assertThat(live.kind()).isEqualTo(ExperimentKind.AB);
        assertThat(live.champion()).isEqualTo("v1");
        assertThat(live.challenger()).isEqualTo("v2");
        assertThat(live.share()).isEqualTo(0.5);
        assertThat(live.modelKey()).isEqualTo("runs/loyalty-members/" + World.run(2) + "/model.tar.gz");
        JsonNode items = client.get(EXPERIMENTS + "?dataset=loyalty-members&limit=1").json();
        assertThat(items.path("items").path(0).path("id").asText()).isEqualTo(id);
        JsonNode next = client.get(items.path("next").asText()).json();
        assertThat(next.path("items").path(0).path("id").asText()).isEqualTo(World.EXPERIMENT.toString());
        assertThat(client.get(EXPERIMENTS + '/' + id).json().path("state").asText()).isEqualTo("running");
        assertThat(client.get(Routes.BASE + "/audit?action=experiment-started").json().path("items").path(0)
                .path("object").asText()).isEqualTo(id);
    }

    @Test
    void stop_givesCustomersBack_andStaysAsItWas() {
        approved();
        String id = start(AB).json().path("id").asText();
        Client.Got stopped = send("PUT", EXPERIMENTS + '/' + id + "/stop", "");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().path("ended").path("because").asText()).isEqualTo("stopped");
        assertThat(live().ends()).isEqualTo(World.NOW);
        assertThat(send("PUT", EXPERIMENTS + '/' + id + "/stop", "").body()).isEqualTo(stopped.body());
        assertThat(client.get(Routes.BASE + "/audit?action=experiment-stopped").json().path("items")).hasSize(1);
    }

    @Test
    void another_isRefusedWhileOneRuns() {
        approved();
        String id = start(AB).json().path("id").asText();
        Client.Got shadow = client.send("POST", EXPERIMENTS,
                Map.of("Content-Type", "application/json", "Idempotency-Key", "second"),
                "{\"dataset\": \"loyalty-members\", \"challenger\": 2, \"kind\": \"shadow\"}", event -> {});
        assertThat(shadow.status()).isEqualTo(409);
        assertThat(shadow.json().path("detail").asText()).contains(id).contains("runs in");
    }

    @Test
    void aa_needsNoChallenger_andShadowTakesATenth() {
        Client.Got aa = start("{\"dataset\": \"loyalty-members\", \"kind\": \"aa\", \"outcome\": {\"name\": \"spent\", "
                + "\"kind\": \"number\"}, \"days\": 3, \"customers\": 900, \"share\": 0.25}");
        assertThat(aa.status()).isEqualTo(409);
        world.registry.decide(world.arn(1), ApprovalStatus.APPROVED, "as it is");
        aa = start("{\"dataset\": \"loyalty-members\", \"kind\": \"aa\", \"outcome\": {\"name\": \"spent\", "
                + "\"kind\": \"number\"}, \"days\": 3, \"customers\": 900, \"share\": 0.25}");
        assertThat(aa.status()).isEqualTo(201);
        assertThat(aa.json().path("challenger").asInt()).isEqualTo(1);
        assertThat(aa.json().path("ends_at").asText()).isEqualTo("2026-12-01T18:40:00Z");
        send("PUT", EXPERIMENTS + '/' + aa.json().path("id").asText() + "/stop", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"dataset\": \"loyalty-members\", \"kind\": \"ab\", \"challenger\": 2}|400|/outcome",
            "{\"dataset\": \"loyalty-members\", \"kind\": \"shadow\", \"challenger\": 2, \"outcome\": {\"name\": \"x\","
                    + " \"kind\": \"binary\"}}|400|/outcome",
            "{\"dataset\": \"loyalty-members\", \"kind\": \"abc\", \"challenger\": 2}|400|/kind",
            "{\"dataset\": \"loyalty-members\", \"kind\": \"shadow\"}|400|/challenger",
            "{\"dataset\": \"loyalty-members\", \"kind\": \"shadow\", \"challenger\": 2, \"share\": 1}|400|/share",
            "{\"dataset\": \"loyalty-members\", \"kind\": \"shadow\", \"challenger\": 2, \"days\": 0}|400|/days",
            "{\"dataset\": \"loyalty-members\", \"kind\": \"shadow\", \"challenger\": 9}|404|",
            "{\"dataset\": \"loyalty-members\", \"kind\": \"shadow\", \"challenger\": 1}|409|",
            "{\"dataset\": \"loyalty-members\", \"kind\": \"shadow\", \"challenger\": 2}|409|",
            "{\"dataset\": \"shop\", \"kind\": \"shadow\", \"challenger\": 2}|409|",
            "{\"dataset\": \"nowhere\", \"kind\": \"shadow\", \"challenger\": 2}|404|"})
    void mistakes_areRefusedBeforeAnythingStarts(String body, int status, String pointer) {
        Client.Got got = start(body);
        assertThat(got.status()).as(got.body()).isEqualTo(status);
        if (pointer != null) {
            assertThat(got.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        }
        assertThat(world.catalogue.experiments().running()).isEmpty();
    }

    @Test
    void unknownExperiment_isNotFound() {
        for (String id : List.of("x", World.run(2).toString())) {
            assertThat(client.get(EXPERIMENTS + '/' + id).status()).isEqualTo(404);
        }
    }
}
