package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrivacyTest {
    private static final String BASE = "/api/v1/privacy/";
    private static final String HASH = World.KEYS.hash("M000002").hex();

    private static final AtomicInteger WORLDS = new AtomicInteger();

    private final World world = new World("privacy_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(),
            Contract.read());

    private Client.Got optOut(String body) {
        return client.send("PUT", BASE + "opt-outs", Map.of("Content-Type", "application/json"), body, event -> {});
    }

    private Client.Got post(String path, String body) {
        return client.post(BASE + path, Map.of("Content-Type", "application/json"), body);
    }

    private OptOuts list() {
        return OptOuts.parse(world.store.bytes(OptOuts.KEY));
    }

    @Test
    void optOut_isPutOnTheList_onceAndTakenOff() {
        assertThat(optOut("{\"id\":\"M000002\",\"opted_out\":true}").json().path("subject").asText())
                .isEqualTo(HASH);
        optOut("{\"id\":\" M000002 \",\"opted_out\":true}");
        assertThat(list().size()).isEqualTo(1);
        assertThat(list().holds(World.KEYS, "M000002")).isTrue();
        assertThat(post("subjects", "{\"id\":\"M000002\"}").json().path("opted_out").asBoolean()).isTrue();
        optOut("{\"id\":\"M000002\",\"opted_out\":false}");
        assertThat(list().size()).isZero();
        assertThat(optOut("{\"id\":\"M000002\"}").status()).isEqualTo(400);
    }

    @Test
    void erasure_isLaidDownForThePrivacyFunction_andTheAuditHasTheHash() {
        Client.Got asked = post("erasures", "{\"id\":\"M000002\"}");
        assertThat(asked.status()).isEqualTo(202);
        ErasureKey key = new ErasureKey(UUID.fromString(asked.json().path("erasure").asText()));
        JsonNode request = Json.parse(new String(world.store.bytes(key.request()), StandardCharsets.UTF_8));
        assertThat(request.path("id").asText()).isEqualTo("M000002");
        assertThat(client.get(BASE + "erasures/" + key.erasure()).json().path("state").asText()).isEqualTo("running");
        String audit = client.get("/api/v1/audit?action=erasure-asked-for").body();
        assertThat(audit).contains(HASH).doesNotContain("M000002");
        assertThat(client.get(BASE + "erasures/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void subject_isToldWhatIsKnown_andNothingOfAStranger() {
        JsonNode known = post("subjects", "{\"id\":\"M000002\"}").json();
        assertThat(known.path("datasets").path(0).path("dataset").asText()).isEqualTo("loyalty-members");
        assertThat(known.path("datasets").path(0).path("history")).isNotEmpty();
        assertThat(post("subjects", "{\"id\":\"nobody\"}").json().path("datasets")).isEmpty();
    }
}
