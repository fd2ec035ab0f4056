package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.platform.Json;
import io.segmenta.platform.storage.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PrivacyTest {
    private static final String BASE = "/api/v1/privacy/";
    private static final String HASH = World.KEYS.hash("M000002").hex();

    private static final AtomicInteger WORLDS = new AtomicInteger();

    @AutoClose
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

    /** Somebody wrote the identifier into the name of a segment. */
    @Test
    void catalogueThatNamesACustomer_isToldOf_andOnlyAsAWholeWord() {
        assertThat(post("subjects", "{\"id\":\"M000002\"}").json().path("catalogue")).isEmpty();
        String segment = DATASET + "/segments/s-67ccba2355";
        String tag = client.get(segment).header("etag");
        assertThat(client.patch(segment, Map.of("Content-Type", "application/merge-patch+json", "If-Match", tag),
                "{\"name\":\"Friends of M000002\"}").status()).isEqualTo(200);
        JsonNode named = post("subjects", "{\"id\":\"M000002\"}").json().path("catalogue");
        assertThat(named.path("segment_edits.name").asInt()).isEqualTo(1);
        assertThat(named.toString()).contains("audit.became");
        assertThat(post("subjects", "{\"id\":\"M00000\"}").json().path("catalogue")).isEmpty();
        post("erasures", "{\"id\":\"M000002\"}");
        String key = world.store.list("privacy/erasures/").getFirst();
        assertThat(new String(world.store.bytes(key), StandardCharsets.UTF_8)).contains("\"segment_edits.name\":1");
    }

    private static final String DATASET = "/api/v1/datasets/loyalty-members";
    private static final String ROWS = "/api/v1/runs/" + World.run(2) + "/assignments";

    private Client.Got csv(String target) {
        return client.get(target, "Accept", "text/csv");
    }

    @Test
    void whoOptedOut_isOnNoPageOfRows_norOfMembers_norFoundAmongThem() {
        String member = client.get(ROWS).json().path("items").path(1).path("id").asText();
        JsonNode found = client.post(DATASET + "/customers/search", Map.of("Content-Type", "application/json"),
                "{\"id\":\"M000002\"}").json();
        assertThat(found.path("history")).isNotEmpty();
        assertThat(member).isEqualTo("M000002");

        optOut("{\"id\":\"M000002\",\"opted_out\":true}");

        assertThat(client.get(ROWS).body()).contains("M000001").doesNotContain("M000002");
        assertThat(csv(ROWS).body()).contains("M000001").doesNotContain("M000002");
        assertThat(client.get("/api/v1/clustering/runs/" + World.run(2) + "/assignments").body())
                .contains("M000001").doesNotContain("M000002");
        // Of the one member nothing is left but that there is one.
        assertThat(client.get(DATASET + "/segments/s-67ccba2355/members").body())
                .isEqualTo("{\"total\":1,\"items\":[]}");
        assertThat(client.get(DATASET + "/segments/s-67ccba2355/members?order=confidence").body())
                .doesNotContain("M000002");
        assertThat(client.post(DATASET + "/customers/search", Map.of("Content-Type", "application/json"),
                "{\"id\":\"M000002\"}").body()).isEqualTo("{\"opted_out\":true,\"history\":[]}");
        assertThat(post("subjects", "{\"id\":\"M000002\"}").json().path("datasets").path(0).path("history"))
                .as("who asks for oneself is told").isNotEmpty();

        optOut("{\"id\":\"M000002\",\"opted_out\":false}");
        assertThat(client.get(ROWS).body()).contains("M000002");
    }

    @Test
    void listThatWasWrittenBefore_isGivenToNobody() {
        String address = client.post(DATASET + "/exports", Map.of("Content-Type", "application/json"), "{}")
                .header("location");
        ExportKey key = new ExportKey("loyalty-members", World.UPLOAD);
        world.store.upload(key.result(), "{\"rows\":3,\"opt_outs\":\"\"}".getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(client.get(address).json().has("file")).isTrue();
        optOut("{\"id\":\"M000002\",\"opted_out\":true}");
        JsonNode withheld = client.get(address).json();
        assertThat(withheld.has("file")).isFalse();
        assertThat(withheld.path("state").asText()).isEqualTo("failed");
        assertThat(withheld.at("/failure/detail").asText()).contains("ask for it again");
        String now = world.store.head(OptOuts.KEY).orElseThrow().etag();
        world.store.upload(key.result(),
                ("{\"rows\":2,\"opt_outs\":\"" + now + "\"}").getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(client.get(address).json().has("file")).isTrue();
    }

    private Client.Got keyed(String target, String body) {
        return client.post(target, Map.of("Content-Type", "application/json", "Idempotency-Key", "a"), body);
    }

    /** As if the call that answered had died before its answer was kept. */
    private void died() {
        world.forgetAnswers();
        world.passed = world.passed.plusSeconds(61);
    }

    @Test
    void erasure_askedForAgainAfterADeadCall_isTheOne_alsoWhenItIsDone() {
        String body = "{\"id\":\"M000002\"}";
        Client.Got first = keyed(BASE + "erasures", body);
        ErasureKey key = new ErasureKey(UUID.fromString(first.json().path("erasure").asText()));
        byte[] request = world.store.bytes(key.request());
        died();
        assertThat(keyed(BASE + "erasures", body).json()).isEqualTo(first.json());
        assertThat(world.store.bytes(key.request())).isEqualTo(request);
        world.store.delete(key.request());
        world.store.upload(key.receipt(), "{\"state\":\"done\"}".getBytes(StandardCharsets.UTF_8), Map.of());
        died();
        assertThat(keyed(BASE + "erasures", body).status()).isEqualTo(202);
        assertThat(world.store.head(key.request())).isEmpty();
        assertThat(client.get("/api/v1/audit?action=erasure-asked-for").json().path("items")).hasSize(1);
    }

    @Test
    void receipt_thatIsWrittenWhileItIsAskedFor_isTold() {
        ErasureKey key = new ErasureKey(UUID.fromString(keyed(BASE + "erasures", "{\"id\":\"M000002\"}").json()
                .path("erasure").asText()));
        world.store.beforeHead(key.request(), () -> {
            world.store.upload(key.receipt(), ("{\"erasure\":\"" + key.erasure() + "\",\"state\":\"done\"}")
                    .getBytes(StandardCharsets.UTF_8), Map.of());
            world.store.delete(key.request());
        });
        assertThat(client.get(BASE + "erasures/" + key.erasure()).json().path("state").asText()).isEqualTo("done");
    }

    @Test
    void list_askedForAgainAfterADeadCall_isTheOne_alsoWhenASegmentIsCalledOtherwise() {
        Client.Got first = keyed(DATASET + "/exports", "{}");
        String segment = DATASET + "/segments/s-67ccba2355";
        client.patch(segment, Map.of("Content-Type", "application/merge-patch+json", "If-Match",
                client.get(segment).header("etag")), "{\"name\":\"Friends\"}");
        died();
        Client.Got again = keyed(DATASET + "/exports", "{}");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void twoWhoOptOutAtOnce_areBothOnTheList() {
        Parts.World parts = world.parts(World.nobodySignsIn());
        boolean[] done = new boolean[1];
        ObjectStore busy = (ObjectStore) Proxy.newProxyInstance(ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("replace") && !done[0]) {
                        done[0] = true;
                        optOut("{\"id\":\"M000001\",\"opted_out\":true}");
                    }
                    try {
                        return method.invoke(world.store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Client other = new Client(Routes.of(Parts.of(new Parts.World(parts.deployed(), parts.signIn(),
                parts.catalogue(), parts.listings(), busy, parts.links(), parts.registry(), parts.clock(),
                parts.incoming(), parts.keys()))), World.nobodySignsIn(), Contract.read());
        assertThat(other.send("PUT", BASE + "opt-outs", Map.of("Content-Type", "application/json"),
                "{\"id\":\"M000002\",\"opted_out\":true}", event -> {}).status()).isEqualTo(200);
        assertThat(list().holds(World.KEYS, "M000001")).isTrue();
        assertThat(list().holds(World.KEYS, "M000002")).isTrue();
    }
}
