package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.catalogue.NewRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do: to which end, and what is entered of it. */
class DoingsTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String API = Routes.BASE;
    private static final String LIVE = API + "/datasets/loyalty-members/live";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @AutoClose
    private final World world = new World("doings_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got put(String target, Map<String, String> headers, String body) {
        return client.send("PUT", target, headers, body, event -> {});
    }

    private Client.Got cancel(int run) {
        return put(API + "/runs/" + World.run(run) + "/cancellation", Map.of(), "");
    }

    private JsonNode audit(String query) {
        return client.get(API + "/audit" + query).json().path("items");
    }

    private static List<String> all(JsonNode entries, String field) {
        List<String> values = new ArrayList<>();
        entries.forEach(entry -> values.add(entry.path(field).asText()));
        return values;
    }

    // ---- cancellation

    @Test
    void cancellation_isShownByTheRun_andTheSameWhoeverAsksAgain() {
        Client.Got asked = cancel(3);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.header("location")).isEqualTo(API + "/runs/" + World.run(3));
        assertThat(cancel(3).body()).isEqualTo(asked.body());
        assertThat(client.get(API + "/runs/" + World.run(3)).json()).isEqualTo(asked.json());
        world.catalogue.cancelled(World.run(3), "owner", "cancelled by local", World.NOW);
        Client.Got after = cancel(3);
        assertThat(after.status()).isEqualTo(202);
        assertThat(after.json().path("status").asText()).isEqualTo("cancelled");
        assertThat(after.json().path("detail").asText()).isEqualTo("cancelled by local");
        assertThat(after.json().at("/cancellation/by").asText()).isEqualTo("local");
        assertThat(client.get(API + "/runs/" + World.run(3)).json()).isEqualTo(after.json());
        assertThat(all(client.get(API + "/runs?status=cancelled").json().path("items"), "id"))
                .containsExactly(World.run(3).toString());
        assertThat(all(audit("?action=run-cancelled"), "object")).containsExactly(World.run(3).toString());
    }

    @ParameterizedTest
    @CsvSource({"2, succeeded", "4, failed"})
    void cancellation_ofARunThatHasEnded_isRefusedAndEntersNothing(int run, String status) {
        Client.Got got = cancel(run);
        assertThat(got.status()).isEqualTo(409);
        assertThat(got.json().path("detail").asText()).endsWith("has ended: it is " + status);
        assertThat(audit("?action=run-cancelled")).isEmpty();
        assertThat(client.get(API + "/runs/" + World.run(run)).json().has("cancellation")).isFalse();
    }

    @Test
    void cancellation_thatCameTooLate_isRefusedFromThenOn() {
        assertThat(cancel(5).status()).isEqualTo(202);
        world.catalogue.fail(World.run(5), "owner", "too-few-rows", "3 rows", World.NOW);
        assertThat(cancel(5).status()).isEqualTo(409);
        assertThat(client.get(API + "/runs/" + World.run(5)).json().has("cancellation")).isFalse();
    }

    // ---- back to an approved version

    private Client.Got goBack(int version, String etag) {
        return put(LIVE, Map.of("Content-Type", "application/json", "If-Match", etag),
                "{\"version\": " + version + ", \"comment\": \"the older one was better\"}");
    }

    @Test
    void live_ofAnApprovedVersion_isApprovedAgainByName() {
        world.registry.decide(world.arn(2), ApprovalStatus.APPROVED, "first");
        String seen = client.get(LIVE).header("etag");
        Client.Got got = goBack(2, seen);
        assertThat(got.status()).as(got.body()).isEqualTo(202);
        assertThat(got.header("location")).isEqualTo(LIVE);
        assertThat(world.registry.version(world.arn(2)).approvalDescription())
                .isEqualTo("the older one was better (local)");
        JsonNode entry = audit("?action=live-changed").path(0);
        assertThat(entry.at("/before/version").asInt()).isEqualTo(1);
        assertThat(entry.at("/after/version").asInt()).isEqualTo(2);
        assertThat(entry.path("comment").asText()).isEqualTo("the older one was better");
    }

    @Test
    void live_ofTheVersionThatIsLive_changesNothing() {
        Client.Got got = goBack(1, client.get(LIVE).header("etag"));
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json()).isEqualTo(client.get(LIVE).json());
        assertThat(audit("?action=live-changed")).isEmpty();
    }

    @Test
    void live_thatIsNotAsItWasSeen_orOfAVersionThatIsNotApproved_isRefused() {
        String seen = client.get(LIVE).header("etag");
        assertThat(put(LIVE, JSON, "{\"version\": 1}").status()).isEqualTo(428);
        assertThat(goBack(1, "\"0000\"").status()).isEqualTo(412);
        assertThat(goBack(9, seen).status()).isEqualTo(404);
        Client.Got pending = goBack(2, seen);
        assertThat(pending.status()).isEqualTo(409);
        assertThat(pending.json().path("detail").asText()).contains("version 2 is pending; approve it by POST "
                + API + "/datasets/loyalty-members/models/2/approvals");
        assertThat(put(LIVE, JSON, "{\"version\": 0}").json().at("/errors/0/pointer").asText()).isEqualTo("/version");
    }

    // ---- audit

    @Test
    void everyChange_isEnteredOnce_withWhoDidItAndHowItWas() {
        client.post(API + "/datasets", JSON, "{\"name\": \"new-ones\"}");
        client.post(API + "/datasets", JSON, "{\"name\": \"new-ones\"}");
        client.post(API + "/datasets/new-ones/uploads", JSON, "{\"file_name\": \"a.csv\", \"size\": 3}");
        world.store.upload("uploads/new-ones/" + World.UPLOAD + "/a.csv", new byte[3], Map.of());
        world.meanwhile = () -> world.catalogue.claim(new NewRun(World.run(7), "new-ones", "bucket",
                "data/new-ones/a.csv", world.store.head("data/new-ones/a.csv").orElseThrow().etag(), 3, "h", "{}",
                "api"), "owner", World.NOW, World.NOW.plusSeconds(900));
        client.post(API + "/runs", JSON, "{\"dataset\": \"new-ones\", \"upload\": \"" + World.UPLOAD
                + "\", \"settings\": {\"clustering.k\": 4}}");
        String segment = API + "/datasets/loyalty-members/segments/s-6187b9685b";
        client.patch(segment, Map.of("If-Match", client.get(segment).header("etag"), "Content-Type",
                "application/merge-patch+json"), "{\"name\": \"Loyal\"}");
        String approvals = API + "/datasets/loyalty-members/models/2/approvals";
        client.post(approvals, Map.of("If-Match", client.get(approvals).header("etag"), "Content-Type",
                "application/json"), "{\"decision\": \"reject\", \"comment\": \"not yet\"}");
        assertThat(all(audit("?after=2026-11-28T18:30:00Z"), "action")).containsExactlyInAnyOrder("dataset-added",
                "file-uploaded", "run-started", "segment-edited", "version-decided");
        assertThat(all(audit("?dataset=new-ones"), "object")).containsExactlyInAnyOrder("new-ones",
                World.UPLOAD.toString(), "data/new-ones/a.csv");
        JsonNode edited = audit("?action=segment-edited").path(0);
        assertThat(edited.path("actor").asText()).isEqualTo("local");
        assertThat(edited.path("role").asText()).isEqualTo("operator");
        assertThat(edited.at("/before/name").asText()).isEqualTo("Older members");
        assertThat(edited.at("/after/name").asText()).isEqualTo("Loyal");
        assertThat(edited.path("request_id").asText()).isEqualTo(Client.REQUEST_ID);
        JsonNode decided = audit("?action=version-decided").path(0);
        assertThat(decided.at("/before/status").asText()).isEqualTo("pending");
        assertThat(decided.at("/after/status").asText()).isEqualTo("rejected");
        assertThat(decided.path("comment").asText()).isEqualTo("not yet");
        assertThat(audit("?action=run-started").path(0).at("/after/settings/clustering.k").asText()).isEqualTo("4");
        assertThat(audit("?actor=nobody")).isEmpty();
        assertThat(audit("?actor=local&action=run-started,dataset-added")).hasSize(2);
    }

    @Test
    void audit_inPages_showsEachEntryOnce() {
        for (int number = 1; number <= 5; number++) {
            client.post(API + "/datasets", JSON, "{\"name\": \"set-" + number + "\"}");
        }
        List<String> seen = new ArrayList<>();
        String next = API + "/audit?limit=2";
        while (!next.isEmpty()) {
            JsonNode page = client.get(next).json();
            seen.addAll(all(page.path("items"), "object"));
            next = page.path("next").asText("");
        }
        assertThat(seen).hasSize(8).doesNotHaveDuplicates().endsWith(World.EARLIER_UPLOAD.toString(),
                World.OLD_UPLOAD.toString());
    }

    @Test
    void audit_ofWrongParameters_namesThem() {
        Client.Got got = client.get(API + "/audit?action=run-canceled&after=yesterday");
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().path("detail").asText()).contains("did you mean run-cancelled?").contains("after");
        assertThat(client.get(API + "/audit?dataset=nobody").status()).isEqualTo(404);
    }

    @Test
    void refusedChange_isNotEntered() {
        SignIn viewers = new SignIn(SignIn.Kind.NONE, RoleMap.of("*=viewer"), "");
        new Client(world.routes(viewers), viewers, CONTRACT).post(API + "/datasets", JSON, "{\"name\": \"x\"}");
        client.post(API + "/datasets", JSON, "{\"name\": \"Not A Name\"}");
        assertThat(audit("?action=dataset-added")).isEmpty();
    }
}
