package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.UploadSettings;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.RunResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as SegmentIQ's clients send them. */
class SegmentIqTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String API = Routes.BASE;
    private static final String ID = Hashes.id("dataset", "mall-customers").toString();
    private static final String DATA = "data/mall-customers/Mall_Customers.csv";
    private static final String BOUNDARY = "----boundary7MA4";
    private static final byte[] FILE = "id,age,gender\n1,20,f\n".getBytes(StandardCharsets.UTF_8);

    @AutoClose
    private final World world = new World("segmentiq_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got send(byte[] body, String contentType, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", contentType));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return client.send("POST", API + "/datasets/upload", all, "", event -> event
                .put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true));
    }

    private static byte[] form(String field, String name, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                + name + "\"\r\nContent-Type: text/csv\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private Client.Got upload(String name, byte[] file) {
        return send(form("file", name, file), "multipart/form-data; boundary=" + BOUNDARY);
    }

    private Client.Got train(String body, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return client.post(API + "/clustering/train", all, body);
    }

    /** As training does when the copy has arrived. */
    private void claim() {
        world.catalogue.claim(new NewRun(World.run(7), "mall-customers", "bucket", DATA,
                world.store.head(DATA).orElseThrow().etag(), FILE.length, "h", "{}", "api"), "owner", World.NOW,
                World.NOW.plusSeconds(900));
    }

    private void succeed() {
        io.segmenta.model.contract.RunFolder folder = new io.segmenta.model.contract.RunFolder("mall-customers",
                World.run(7));
        world.store.upload(folder.key(RunFile.FEATURES), """
                {"features": [{"name": "pc1", "source": "pc1"}],
                 "columns": [{"name": "age", "role": "numeric"}, {"name": "gender", "role": "categorical"}],
                 "pipeline": {"steps": [{"step": "scale"}, {"step": "pca"}]}}"""
                .getBytes(StandardCharsets.UTF_8), Map.of());
        world.catalogue.succeed(World.run(7), new RunResult("d", "m", """
                {"algorithm": "agglomerative ward", "n_samples": 500, "n_features": 8, "n_clusters": 4,
                 "silhouette_score": 0.532, "cluster_sizes": {"0": 125, "1": 143, "2": 112, "3": 120}}"""),
                World.NOW);
    }

    // ---- POST /datasets/upload

    @Test
    void file_makesTheDatasetAndTheUploadAtOnce() {
        Client.Got made = upload("Mall_Customers.csv", FILE);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonNode body = made.json();
        assertThat(body.properties()).extracting(Map.Entry::getKey).containsExactly("id", "name", "file_path",
                "created_at");
        assertThat(body.path("id").asText()).isEqualTo(ID);
        assertThat(body.path("name").asText()).isEqualTo("mall-customers");
        String path = body.path("file_path").asText();
        assertThat(path).isEqualTo("uploads/mall-customers/" + World.UPLOAD + "/Mall_Customers.csv");
        assertThat(world.store.bytes(path)).isEqualTo(FILE);
        assertThat(client.get(made.header("location")).json()).isEqualTo(body);
        assertThat(client.get(API + "/datasets").json()).contains(body);
        JsonNode announced = client.get(API + "/datasets/mall-customers/uploads").json().at("/items/0");
        assertThat(announced.path("state").asText()).isEqualTo("received");
        assertThat(announced.path("content_type").asText()).isEqualTo("text/csv");
    }

    @Test
    void file_sentTwiceWithOneKey_isOneUpload() {
        byte[] body = form("file", "Mall_Customers.csv", FILE);
        String type = "multipart/form-data; boundary=" + BOUNDARY;
        JsonNode first = send(body, type, "Idempotency-Key", "a").json();
        Client.Got again = send(body, type, "Idempotency-Key", "a");
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first);
        assertThat(client.get(API + "/datasets/mall-customers/uploads").json().path("items")).hasSize(1);
    }

    @Test
    void fileThatIsTooLargeForARequest_isRefusedWithTheWayToDoIt() {
        assertThat(upload("Mall_Customers.csv", new byte[4_400_000]).status()).isEqualTo(201);
        Client.Got got = upload("large.csv", new byte[4_500_000]);
        assertThat(got.status()).isEqualTo(413);
        assertThat(got.json().path("detail").asText()).contains("4500000 bytes")
                .contains("POST /api/v1/datasets/large/uploads");
        assertThat(client.get(API + "/datasets/large").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"file, a/b.csv, malformed", "file, '', malformed", "file, pipeline.yaml, malformed",
            "data, a.csv, missing"})
    void formThatIsNone_isNamed(String field, String name, String code) {
        Client.Got got = send(form(field, name, FILE), "multipart/form-data; boundary=" + BOUNDARY);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/pointer").asText()).isEqualTo("/file");
        assertThat(got.json().at("/errors/0/code").asText()).isEqualTo(code);
    }

    @Test
    void bodyThatIsNoForm_isRefused() {
        byte[] whole = form("file", "a.csv", FILE);
        String type = "multipart/form-data; boundary=" + BOUNDARY;
        assertThat(send(FILE, "text/csv").status()).isEqualTo(415);
        assertThat(send(whole, "multipart/form-data").status()).isEqualTo(400);
        assertThat(send(FILE, type).status()).isEqualTo(400);
        assertThat(send(new byte[0], type).status()).isEqualTo(400);
        assertThat(send(form("file", "a.csv", new byte[0]), type).status()).isEqualTo(400);
        for (int length = 1; length < whole.length - 6; length += 7) {
            assertThat(send(java.util.Arrays.copyOf(whole, length), type).status()).as("%d bytes", length)
                    .isEqualTo(400);
        }
    }

    // ---- POST /clustering/train

    @Test
    void training_thatEndsInTime_isAnsweredWithItsMetrics() {
        upload("Mall_Customers.csv", FILE);
        world.meanwhile = () -> {
            claim();
            world.meanwhile = this::succeed;
        };
        Client.Got got = train("{\"dataset_id\": \"" + ID
                + "\", \"linkage\": \"ward\", \"n_clusters\": 4, \"use_pca\": true}");
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        assertThat(got.header("location")).isEqualTo(API + "/clustering/runs/" + World.run(7));
        JsonNode body = got.json();
        assertThat(body.path("dataset_id").asText()).isEqualTo(ID);
        assertThat(body.path("linkage").asText()).isEqualTo("ward");
        assertThat(body.path("n_clusters").asInt()).isEqualTo(4);
        assertThat(body.at("/feature_config/numeric_features/0").asText()).isEqualTo("age");
        assertThat(body.at("/feature_config/categorical_features/0").asText()).isEqualTo("gender");
        assertThat(body.at("/feature_config/pca_applied").asBoolean()).isTrue();
        assertThat(body.at("/metrics/n_samples").asInt()).isEqualTo(500);
        assertThat(body.at("/metrics/n_encoded_features").asInt()).isEqualTo(8);
        assertThat(body.at("/metrics/silhouette_score").asDouble()).isEqualTo(0.532);
        assertThat(body.at("/metrics/cluster_sizes/1").asInt()).isEqualTo(143);
        assertThat(body.path("dendrogram_path").asText()).endsWith("/plots/dendrogram.svg");
        assertThat(client.get(got.header("location")).json()).isEqualTo(body);
        assertThat(UploadSettings.decode(world.store.head(DATA).orElseThrow().metadata().get(UploadSettings.METADATA)))
                .containsExactly(Map.entry("clustering.algorithm", "agglomerative"),
                        Map.entry("clustering.agglomerative.linkage", "ward"), Map.entry("clustering.k", "4"),
                        Map.entry("features.pca_variance", "0.95"));
    }

    @Test
    void training_byNameWithoutAnythingElse_leavesTheRestToTheSettings() {
        upload("Mall_Customers.csv", FILE);
        world.meanwhile = this::claim;
        train("{\"dataset_id\": \"mall-customers\", \"use_pca\": false}", "Prefer", "respond-async");
        assertThat(UploadSettings.decode(world.store.head(DATA).orElseThrow().metadata().get(UploadSettings.METADATA)))
                .containsExactly(Map.entry("clustering.algorithm", "agglomerative"));
    }

    @Test
    void training_thatTakesItsTime_isFollowedElsewhere() {
        upload("Mall_Customers.csv", FILE);
        world.meanwhile = this::claim;
        Client.Got got = train("{\"dataset_id\": \"mall-customers\", \"n_clusters\": 4}");
        assertThat(got.status()).isEqualTo(202);
        assertThat(world.waited).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(26));
        assertThat(got.header("location")).isEqualTo(API + "/clustering/runs/" + World.run(7));
        assertThat(got.header("retry-after")).isEqualTo("1");
        assertThat(got.json().path("status").asText()).isEqualTo("running");
        assertThat(got.json().path("metrics").isNull()).isTrue();
    }

    @Test
    void training_askedForAsynchronously_doesNotWait() {
        upload("Mall_Customers.csv", FILE);
        world.meanwhile = this::claim;
        Client.Got got = train("{\"dataset_id\": \"mall-customers\"}", "Prefer", "respond-async");
        assertThat(got.status()).isEqualTo(202);
        assertThat(got.header("preference-applied")).isEqualTo("respond-async");
        assertThat(world.waited).isLessThan(Duration.ofSeconds(1));
        assertThat(got.json().path("id").asText()).isEqualTo(World.run(7).toString());
    }

    @Test
    void training_thatFails_saysSoByItsStatus() {
        upload("Mall_Customers.csv", FILE);
        world.meanwhile = () -> {
            claim();
            world.catalogue.fail(World.run(7), "owner", "too-few-rows", "1 row", World.NOW);
        };
        Client.Got got = train("{\"dataset_id\": \"mall-customers\"}");
        assertThat(got.status()).isEqualTo(201);
        assertThat(got.json().path("status").asText()).isEqualTo("failed");
        assertThat(got.json().path("metrics").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"linkage": "ward"}                                    | 400 | /dataset_id
            {"dataset_id": "shop", "linkage": "wards"}             | 400 | /linkage
            {"dataset_id": "shop", "n_clusters": 1}                | 400 | /n_clusters
            {"dataset_id": "shop", "n_clusters": "4"}              | 400 | /n_clusters
            {"dataset_id": "shop", "use_pca": "no"}                | 400 | /use_pca
            {"dataset_id": "shop", "clusters": 4}                  | 400 | /clusters
            {"dataset_id": 1}                                      | 404 |
            {"dataset_id": "shop"}                                 | 409 |
            """)
    void trainingThatCannotBe_isRefused(String body, int status, String pointer) {
        Client.Got got = train(body);
        assertThat(got.status()).as(got.body()).isEqualTo(status);
        assertThat(got.json().at("/errors/0/pointer").asText()).isEqualTo(pointer == null ? "" : pointer);
    }
}
