package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.ConfigHash;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.storage.ObjectHead;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file on somebody's machine to a run. */
class UploadsTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String DATASETS = Routes.BASE + "/datasets";
    private static final String UPLOADS = DATASETS + "/loyalty-members/uploads";
    private static final String UPLOAD = UPLOADS + '/' + World.UPLOAD;
    private static final String KEY = "uploads/loyalty-members/" + World.UPLOAD + "/members.csv";
    private static final AnnouncedKey PLACE = AnnouncedKey.parse(KEY).orElseThrow();
    private static final String DATA = "data/loyalty-members/members.csv";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @AutoClose
    private final World world = new World("uploads_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got announce(String body) {
        return client.post(UPLOADS, JSON, body);
    }

    private void arrive() {
        announce("{\"file_name\": \"members.csv\", \"size\": 9}");
        world.store.upload(KEY, "id,age\n1,2".getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private Client.Got start(String settings) {
        return client.post(Routes.BASE + "/runs", JSON, "{\"dataset\": \"loyalty-members\", \"upload\": \""
                + World.UPLOAD + "\", \"settings\": " + settings + '}');
    }

    /** As training does when the copy has arrived. */
    private void claim() {
        world.meanwhile = () -> world.catalogue.claim(new NewRun(World.run(7), World.DATASET, "bucket", DATA,
                world.store.head(DATA).orElseThrow().etag(), 9, "h", "{}", "api"), "owner", World.NOW,
                World.NOW.plusSeconds(900));
    }

    @Test
    void file_isExpectedUntilItArrives() {
        Client.Got made = announce("{\"file_name\": \"members.csv\", \"size\": 9, \"content_type\": \"text/csv\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo(UPLOAD);
        assertThat(made.json().at("/put/url").asText()).contains(KEY);
        assertThat(client.get(UPLOAD).json().path("state").asText()).isEqualTo("expected");
        world.store.upload(KEY, new byte[9], Map.of());
        assertThat(client.get(UPLOAD).json().path("state").asText()).isEqualTo("received");
        assertThat(client.get(UPLOADS).json().path("items").findValuesAsText("state")).containsExactly("received",
                "received", "expired");
        assertThat(client.get(DATASETS + "/shop/uploads/" + World.UPLOAD).status()).isEqualTo(404);
        assertThat(client.get(UPLOADS + "/none").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"file_name": "a/b.csv", "size": 1}                            | /file_name    | malformed
            {"file_name": "pipeline.yaml", "size": 1}                      | /file_name    | malformed
            {"size": 1}                                                    | /file_name    | malformed
            {"file_name": "a.csv"}                                         | /size         | missing
            {"file_name": "a.csv", "size": 0}                              | /size         | out-of-range
            {"file_name": "a.csv", "size": "9"}                            | /size         | malformed
            {"file_name": "a.csv", "size": 99999999999}                    | /size         | out-of-range
            {"file_name": "a.csv", "size": 1, "content_type": "text csv"}  | /content_type | malformed
            """)
    void fileThatCannotBe_isRefusedByField(String body, String pointer, String code) {
        Client.Got got = announce(body);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(got.json().at("/errors/0/code").asText()).isEqualTo(code);
    }

    @Test
    void dataset_isAddedOnce_andItsNameChecked() {
        Client.Got made = client.post(DATASETS, JSON, "{\"name\": \"new-ones\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo(DATASETS + "/new-ones");
        assertThat(client.post(DATASETS, JSON, "{\"name\": \"new-ones\"}").json()).isEqualTo(made.json());
        assertThat(client.get(DATASETS + "/new-ones").status()).isEqualTo(200);
        assertThat(client.post(DATASETS, JSON, "{\"name\": \"New Ones\"}").status()).isEqualTo(400);
        assertThat(client.post(DATASETS, JSON, "{}").status()).isEqualTo(400);
    }

    @Test
    void run_isStartedByACopyUnderData_withItsSettings() {
        arrive();
        claim();
        Client.Got got = start("{\"clustering.k\": 4, \"columns.exclude\": [\"region\", \"email\"]}");
        assertThat(got.status()).isEqualTo(202);
        assertThat(got.header("location")).isEqualTo(Routes.BASE + "/runs/" + World.run(7));
        assertThat(got.json().path("id").asText()).isEqualTo(World.run(7).toString());
        assertThat(world.store.bytes(DATA)).asString().startsWith("id,age");
        assertThat(UploadSettings.decode(world.store.head(DATA).orElseThrow().metadata().get(UploadSettings.METADATA)))
                .containsExactly(Map.entry("clustering.k", "4"), Map.entry("columns.exclude", "region,email"));
        assertThat(world.store.bytes(KEY)).isNotEmpty();
    }

    @Test
    void runThatIsNotClaimedYet_isQueuedUnderTheIdThatTrainingWillFind() {
        arrive();
        String schema = "{\"columns\": []}";
        world.store.upload("data/loyalty-members/schema.json", schema.getBytes(StandardCharsets.UTF_8), Map.of());
        Client.Got got = start("null");
        assertThat(got.status()).isEqualTo(202);
        assertThat(got.json().path("status").asText()).isEqualTo("queued");
        ObjectHead copy = world.store.head(DATA).orElseThrow();
        UUID run = Hashes.id("bucket", DATA, copy.version().orElse(copy.etag()),
                ConfigHash.of(PipelineConfig.defaults()) + '|' + Sha256.of(schema));
        assertThat(got.json().path("id").asText()).isEqualTo(run.toString());
        assertThat(got.header("location")).isEqualTo(Routes.BASE + "/runs/" + run);
        assertThat(world.store.head(DATA).orElseThrow().metadata()).isEmpty();
    }

    @Test
    void sameFileWithOtherSettings_isAnotherRun() {
        arrive();
        Client.Got first = start("{\"clustering.k\": 3}");
        world.catalogue.claim(new NewRun(UUID.fromString(first.json().path("id").asText()), World.DATASET, "bucket",
                DATA, world.store.head(DATA).orElseThrow().etag(), 9, "h", "{}", "api"), "owner",
                World.NOW.minusSeconds(60), World.NOW.plusSeconds(900));
        Client.Got again = start("{\"clustering.k\": 3}");
        Client.Got other = start("{\"clustering.k\": 4}");
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.json().path("status").asText()).isEqualTo("running");
        assertThat(other.json().path("id")).isNotEqualTo(first.json().path("id"));
        assertThat(other.json().path("status").asText()).isEqualTo("queued");
    }

    @Test
    void preview_isOfTheFileThatIsThereNow() {
        announce("{\"file_name\": \"members.csv\", \"size\": 9}");
        Client.Got early = client.get(UPLOAD + "/preview");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().path("detail").asText()).contains("has not arrived");
        world.store.upload(KEY, "id,age\n1,2".getBytes(StandardCharsets.UTF_8), Map.of());
        Client.Got looking = client.get(UPLOAD + "/preview");
        assertThat(looking.status()).isEqualTo(202);
        assertThat(looking.header("location")).isEqualTo(UPLOAD + "/preview");
        assertThat(looking.header("retry-after")).isEqualTo("1");
        world.preview(PLACE, "{\"etag\": \"of another\", \"rows_read\": 7}");
        assertThat(client.get(UPLOAD + "/preview").status()).isEqualTo(202);
        world.meanwhile = () -> world.preview(PLACE, "{\"etag\": \"%s\", \"rows_read\": 1}");
        Client.Got told = client.get(UPLOAD + "/preview");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json()).hasToString("{\"rows_read\":1}");
    }

    @Test
    void previewOfAFileThatCannotBeRead_tellsTheFailureOfTheRun() {
        arrive();
        world.preview(PLACE, "{\"etag\": \"%s\", \"failure\": {\"code\": \"unreadable\", \"detail\": \"damaged\"}}");
        Client.Got told = client.get(UPLOAD + "/preview");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().at("/failure/type").asText()).isEqualTo("urn:segmenta:problem:unreadable");
        assertThat(told.json().at("/failure/detail").asText()).isEqualTo("damaged");
    }

    @Test
    void runOfAFileThatHasNotArrived_isRefused() {
        announce("{\"file_name\": \"members.csv\", \"size\": 9}");
        Client.Got got = start("{}");
        assertThat(got.status()).isEqualTo(409);
        assertThat(got.json().path("detail").asText()).contains("has not arrived");
        assertThat(world.store.head(DATA)).isEmpty();
    }

    @Test
    void settingsWithinOneAnother_areThoseOfTheFileOfSettings() {
        arrive();
        Client.Got got = start("""
                {"columns": {"roles": {"wave, of 3": "categorical"}},
                 "survey": {"groups": {"Music": ["rock", "pop"], "Film": ["War, new", "Horror"]}}}""");
        assertThat(got.status()).isEqualTo(202);
        assertThat(UploadSettings.decode(world.store.head(DATA).orElseThrow().metadata().get(UploadSettings.METADATA)))
                .containsExactly(Map.entry("columns.roles.wave, of 3", "categorical"),
                        Map.entry("survey.groups.Music", "rock,pop"),
                        Map.entry("survey.groups.Film", "[\"War, new\",\"Horror\"]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"clustering.k": 5000}                    | clustering.k
            {"clustering.kk": 4}                      | clustering.kk
            {"registration.approval": "automatic"}    | registration.approval
            {"clustering.k": {"a": 1}}                | clustering.k
            {"clustering.k": null}                    | clustering.k must be a text
            [1]                                       | must be an object of settings
            """)
    void settingsThatTheRunWouldRefuse_areRefusedBeforeAnythingIsCopied(String settings, String named) {
        arrive();
        Client.Got got = start(settings);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/pointer").asText()).isEqualTo("/settings");
        assertThat(got.json().at("/errors/0/detail").asText()).contains(named);
        assertThat(world.store.head(DATA)).isEmpty();
    }

    @Test
    void run_withoutDatasetOrUpload_namesBoth() {
        Client.Got got = client.post(Routes.BASE + "/runs", JSON, "{}");
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().path("errors")).hasSize(2);
    }
}
