package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.Sha256;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.catalogue.IdempotencyKeys.Keyed;
import io.segmenta.platform.catalogue.NewRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Requests with an idempotency key. */
class OnceTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String DATASETS = Routes.BASE + "/datasets";
    private static final String UPLOADS = DATASETS + "/loyalty-members/uploads";
    private static final String RUNS = Routes.BASE + "/runs";
    private static final String FILE = "{\"file_name\": \"members.csv\", \"size\": 9, \"content_type\": \"text/csv\"}";
    private static final String DATA = "data/loyalty-members/members.csv";

    @AutoClose
    private final World world = new World("once_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got post(String target, String key, String body) {
        return client.post(target, Map.of("Content-Type", "application/json", "Idempotency-Key", key), body);
    }

    private static String start(String upload) {
        return "{\"dataset\": \"loyalty-members\", \"upload\": \"" + upload + "\"}";
    }

    private static String text(int characters) {
        return "k".repeat(characters);
    }

    @Test
    void repetition_isAnsweredTheSame_andNothingIsDoneTwice() {
        Client.Got first = post(UPLOADS, "a", FILE);
        Client.Got again = post(UPLOADS, "a", FILE);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers()).doesNotContainKey("idempotency-replayed");
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(client.get(UPLOADS).json().path("items")).hasSize(3);
        assertThat(post(UPLOADS, "b", FILE).json().path("id")).isNotEqualTo(first.json().path("id"));
    }

    @Test
    void addressToPutTo_isNotKept_andSignedAnewForTheTimeThatIsLeft() {
        post(UPLOADS, "a", FILE);
        world.passed = Duration.ofMinutes(5);
        Client.Got again = post(UPLOADS, "a", FILE);
        assertThat(again.json().at("/put/url").asText()).endsWith("?for=PT10M");
        world.passed = Duration.ofMinutes(15);
        Client.Got late = post(UPLOADS, "a", FILE);
        assertThat(late.status()).isEqualTo(201);
        assertThat(late.json().has("put")).isFalse();
        assertThat(world.kept()).isNotEmpty().noneMatch(answer -> answer.contains("s3.example"));
    }

    @Test
    void keyOfAnotherRequest_isRefused_byBodyByPathAndByType() {
        post(DATASETS, "a", "{\"name\": \"first\"}");
        for (Client.Got got : new Client.Got[] {post(DATASETS, "a", "{\"name\": \"second\"}"),
                post(UPLOADS, "a", "{\"name\": \"first\"}"),
                client.post(DATASETS, Map.of("Content-Type", "text/csv", "Idempotency-Key", "a"),
                        "{\"name\": \"first\"}")}) {
            assertThat(got.status()).isEqualTo(422);
            assertThat(got.json().path("type").asText()).isEqualTo("urn:segmenta:problem:idempotency-key-reused");
        }
        assertThat(client.get(DATASETS + "/second").status()).isEqualTo(404);
    }

    @Test
    void keyOfAnotherCaller_isAnother() {
        SignIn people = new SignIn(SignIn.Kind.JWT, RoleMap.of("*=analyst"), "groups");
        Client signed = new Client(world.routes(people), people, CONTRACT);
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "a");
        for (String name : new String[] {"ann", "bob"}) {
            Consumer<ObjectNode> signIn = event -> ((ObjectNode) event.path("requestContext")).putObject("authorizer")
                    .putObject("jwt").putObject("claims").put("sub", name);
            Client.Got got = signed.send("POST", UPLOADS, headers, FILE, signIn);
            assertThat(got.headers()).doesNotContainKey("idempotency-replayed");
            assertThat(got.json().path("by").asText()).isEqualTo(name);
        }
    }

    @Test
    void refusedRequest_leavesItsKeyFree() {
        Client.Got upload = post(UPLOADS, "upload", FILE);
        String id = upload.json().path("id").asText();
        assertThat(post(RUNS, "run", start(id)).status()).isEqualTo(409);
        world.store.upload("uploads/loyalty-members/" + id + "/members.csv", new byte[9], Map.of());
        Client.Got started = post(RUNS, "run", start(id));
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.headers()).doesNotContainKey("idempotency-replayed");
        assertThat(post(DATASETS, "name", "{\"name\": \"Not A Name\"}").status()).isEqualTo(400);
        assertThat(post(DATASETS, "name", "{\"name\": \"a-name\"}").status()).isEqualTo(201);
    }

    @Test
    void run_startedTwiceWithOneKey_isOneRun() {
        String id = arrived();
        Client.Got first = post(RUNS, "run", start(id));
        String version = world.store.head(DATA).orElseThrow().etag();
        world.catalogue.claim(new NewRun(World.run(7), World.DATASET, "bucket", DATA, version, 9, "h", "{}", "api"),
                "owner", World.NOW, World.NOW.plusSeconds(900));
        Client.Got again = post(RUNS, "run", start(id));
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(world.store.written()).containsOnlyOnce(DATA);
    }

    private String arrived() {
        String id = post(UPLOADS, "upload", FILE).json().path("id").asText();
        world.store.upload("uploads/loyalty-members/" + id + "/members.csv", new byte[9], Map.of());
        return id;
    }

    private Keyed taken(String key, String target, String body) {
        String content = Sha256.of(body.getBytes(StandardCharsets.UTF_8));
        String fingerprint = Sha256.of(("POST " + target + "\napplication/json\n" + content)
                .getBytes(StandardCharsets.UTF_8));
        return new Keyed(Hashes.id("idempotency key", Sha256.of("local".getBytes(StandardCharsets.UTF_8)),
                Sha256.of(key.getBytes(StandardCharsets.UTF_8))), fingerprint,
                World.NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void requestThatIsBeingAnswered_isToldToAskAgain_untilWhoAnswersHasDied() {
        String body = "{\"name\": \"first\"}";
        world.catalogue.idempotencyKeys().take(taken("a", DATASETS, body), "another call", World.NOW,
                World.NOW.plusSeconds(60));
        Client.Got busy = post(DATASETS, "a", body);
        assertThat(busy.status()).isEqualTo(409);
        assertThat(busy.header("retry-after")).isEqualTo("2");
        world.passed = Duration.ofSeconds(60);
        Client.Got taken = post(DATASETS, "a", body);
        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.headers()).doesNotContainKey("idempotency-replayed");
    }

    @Test
    void whatADeadCallHasMade_isNotMadeAgain() {
        String id = arrived();
        post(RUNS, "run", start(id));
        String version = world.store.head(DATA).orElseThrow().etag();
        world.catalogue.claim(new NewRun(World.run(7), World.DATASET, "bucket", DATA, version, 9,
                ConfigHash.of(PipelineConfig.defaults()), "{}", "api"), "owner", World.NOW.plusSeconds(2),
                World.NOW.plusSeconds(900));
        // As if another call had answered, and died before its answer was kept.
        world.forgetAnswers();
        world.passed = Duration.ofSeconds(61);
        Client.Got again = post(RUNS, "run", start(id));
        assertThat(again.headers()).doesNotContainKey("idempotency-replayed");
        assertThat(again.json().path("id").asText()).isEqualTo(World.run(7).toString());
        assertThat(world.store.written()).containsOnlyOnce(DATA);
        Client.Got upload = post(UPLOADS, "upload", FILE);
        assertThat(upload.json().path("id").asText()).isEqualTo(id);
        assertThat(upload.json().path("created_at").asText()).isEqualTo("2026-11-28T18:40:00Z");
        assertThat(client.get(UPLOADS).json().path("items")).hasSize(3);
    }

    @Test
    void key_isForgottenAfterADay() {
        post(DATASETS, "a", "{\"name\": \"first\"}");
        world.passed = Duration.ofHours(24);
        assertThat(post(DATASETS, "a", "{\"name\": \"second\"}").status()).isEqualTo(201);
    }

    @Test
    void keyOfNoCharactersOrTooMany_isNamed() {
        assertThat(post(DATASETS, text(255), "{\"name\": \"first\"}").status()).isEqualTo(201);
        for (String key : new String[] {"", " ", text(256)}) {
            Client.Got got = post(DATASETS, key, "{\"name\": \"first\"}");
            assertThat(got.status()).isEqualTo(400);
            JsonNode error = got.json().at("/errors/0");
            assertThat(error.path("header").asText()).isEqualTo("Idempotency-Key");
            assertThat(error.path("code").asText()).isEqualTo("out-of-range");
        }
    }

    @Test
    void decision_repeatedWithItsKey_isNotStale() {
        String approvals = DATASETS + "/loyalty-members/models/2/approvals";
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "a", "If-Match",
                client.get(approvals).header("etag"));
        String body = "{\"decision\": \"reject\"}";
        Client.Got first = client.post(approvals, headers, body);
        Client.Got again = client.post(approvals, headers, body);
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("etag")).isEqualTo(first.header("etag"));
        assertThat(client.get(Routes.BASE + "/audit?action=version-decided").json().path("items")).hasSize(1);
    }
}
