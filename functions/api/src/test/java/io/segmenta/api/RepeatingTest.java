package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.RepetitionKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A run is asked to be made once more, and what came of it is told. */
class RepeatingTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String RUNS = Routes.BASE + "/runs/";
    private static final RepetitionKey ASKED = new RepetitionKey(World.DATASET, World.run(2), World.UPLOAD);

    @AutoClose
    private final World world = new World("repeating_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got ask(UUID run, Map<String, String> headers) {
        return client.post(RUNS + run + "/repetitions", headers, "");
    }

    private void leave(String result) {
        world.store.upload(ASKED.result(), result.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void run_isAskedToBeRepeated_andEnteredInTheAudit() {
        Client.Got got = ask(World.run(2), Map.of());
        assertThat(got.status()).as(got.body()).isEqualTo(202);
        assertThat(got.header("location")).isEqualTo(RUNS + World.run(2) + "/repetitions/" + World.UPLOAD);
        assertThat(world.store.head(ASKED.request())).isPresent();
        Client.Got running = client.get(got.header("location"));
        assertThat(running.json()).isEqualTo(got.json());
        assertThat(running.json().path("state").asText()).isEqualTo("running");
        assertThat(running.header("retry-after")).isEqualTo("1");
        JsonNode entry = client.get(Routes.BASE + "/audit?action=repetition-asked-for").json().at("/items/0");
        assertThat(entry.path("object").asText()).isEqualTo(World.run(2).toString());
        assertThat(entry.at("/after/repetition").asText()).isEqualTo(World.UPLOAD.toString());
    }

    @Test
    void whatCameOfIt_isTold() {
        String address = ask(World.run(2), Map.of()).header("location");
        leave("{\"status\": \"same\", \"files\": 1, \"equal_files\": [\"model.tar.gz\"], \"recompressed_files\": [], "
                + "\"differing_files\": [], \"left_out\": [], \"version\": \"0.1.0\", "
                + "\"finished_at\": \"2026-11-28T18:41:00Z\"}");
        JsonNode same = client.get(address).json();
        assertThat(same.path("state").asText()).isEqualTo("same");
        assertThat(same.at("/equal_files/0").asText()).isEqualTo("model.tar.gz");
        leave("{\"status\": \"failed\", \"version\": \"0.1.0\", \"failure\": {\"code\": \"not-found\", \"detail\": "
                + "\"the upload is gone\"}}");
        JsonNode failed = client.get(address).json();
        assertThat(failed.at("/failure/type").asText()).isEqualTo("urn:segmenta:problem:not-found");
        assertThat(failed.at("/failure/detail").asText()).isEqualTo("the upload is gone");
        assertThat(failed.has("equal_files")).isFalse();
    }

    @Test
    void repetitions_areListed_theNewestFirst() {
        ask(World.run(2), Map.of());
        JsonNode items = client.get(RUNS + World.run(2) + "/repetitions").json().path("items");
        assertThat(items.findValuesAsText("id")).containsExactly(World.UPLOAD.toString(),
                World.REPETITION.repetition().toString());
        assertThat(client.get(RUNS + World.run(1) + "/repetitions").json().path("items")).isEmpty();
    }

    @Test
    void askedAgainByTheSameKey_isOne() {
        Map<String, String> key = Map.of("Idempotency-Key", "again");
        Client.Got first = ask(World.run(2), key);
        Client.Got second = ask(World.run(2), key);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("idempotency-replayed")).isEqualTo("true");
        assertThat(client.get(Routes.BASE + "/audit?action=repetition-asked-for").json().path("items")).hasSize(1);
    }

    @Test
    void runThatHasNotSucceeded_isRefused() {
        Client.Got running = ask(World.run(3), Map.of());
        assertThat(running.status()).isEqualTo(409);
        assertThat(running.json().path("detail").asText()).endsWith("is running; only a run that has succeeded can be "
                + "repeated");
    }

    @Test
    void unknownRunOrRepetition_isSaidToBeUnknown() {
        assertThat(ask(new UUID(0, 1), Map.of()).status()).isEqualTo(404);
        assertThat(client.get(RUNS + World.run(2) + "/repetitions/x").json().path("detail").asText())
                .isEqualTo("run " + World.run(2) + " has no repetition \"x\"");
        assertThat(client.get(RUNS + World.run(1) + "/repetitions/" + World.REPETITION.repetition()).status())
                .as("of another run").isEqualTo(404);
    }
}
