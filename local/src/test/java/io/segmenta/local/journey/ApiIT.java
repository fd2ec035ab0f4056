package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of two data sets from upload to a live version, looked at and decided over the REST API alone. */
class ApiIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DATASETS = List.of("shop", "mall");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String api = "";

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(api + path)));
    }

    @Test
    void everyVersion_isApprovedBySomebodyWhoSawIt() throws Exception {
        try (Machine machine = Machine.start(folder.resolve("state"))) {
            api = machine.state().httpApi() + "/api/v1";
            assertThat(look("/me").path("roles")).hasSize(4);
            String upload = upload(DATASETS.getFirst(), "customers.csv", Samples.customers(1));
            sendAlong(DATASETS.getLast(), Samples.customers(1));
            train(DATASETS.getLast());
            for (String dataset : DATASETS) {
                machine.awaitPackages(dataset, 1);
                String run = look("/runs?dataset=" + dataset).at("/items/0/id").asText();
                assertThat(look("/runs/" + run).path("status").asText()).isEqualTo("succeeded");
                lookAtCost(look("/runs/" + run).path("usd"));
                lookAtDocuments(run);
                repeat(run);
                decide(dataset, 1, "{\"decision\": \"approve\", \"comment\": \"as expected\"}");
                machine.awaitServing(dataset, "v1", Samples.CUSTOMER);
                Machine.await("the live version to be shown", () -> isLive(dataset));
                Machine.await("the segments to be live", () -> !liveSegments(dataset).isEmpty());
                rename(dataset);
                lookAtPeople(dataset, run);
                export(dataset, run);
            }
            start(DATASETS.getFirst(), upload, 5);
            machine.awaitPackages(DATASETS.getFirst(), 2);
            Machine.await("the second version", () -> look("/datasets/" + DATASETS.getFirst() + "/models").path("items")
                    .size() == 2);
            decide(DATASETS.getFirst(), 2, "{\"decision\": \"approve\", \"comment\": \"finer\"}");
            machine.awaitServing(DATASETS.getFirst(), "v2", Samples.CUSTOMER);
            goBack(DATASETS.getFirst(), 1);
            machine.awaitServing(DATASETS.getFirst(), "v1", Samples.CUSTOMER);
            if (cancel(DATASETS.getFirst(), upload)) {
                assertThat(look("/datasets/" + DATASETS.getFirst() + "/models").path("items")).hasSize(2);
            }
            lookAtAudit();
            assertThat(look("/datasets")).hasSize(2);
            assertThat(get("/datasets/shopp").body()).contains("did you mean");
        }
    }

    /** As a program does that has nothing but the API: announces the file, puts it to S3, starts the run. */
    private String upload(String dataset, String name, byte[] file) throws IOException, InterruptedException {
        assertThat(post("/datasets", "{\"name\": \"" + dataset + "\"}").statusCode()).isEqualTo(201);
        JsonNode announced = JSON.readTree(post("/datasets/" + dataset + "/uploads", "{\"file_name\": \"" + name
                + "\", \"size\": " + file.length + ", \"content_type\": \"text/csv\"}").body());
        URI address = URI.create(announced.at("/put/url").asText());
        assertThat(send(HttpRequest.newBuilder(address).header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofByteArray(Arrays.copyOf(file, file.length - 1)))).statusCode())
                .as("of another size").isEqualTo(403);
        HttpResponse<String> put = send(HttpRequest.newBuilder(address).header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofByteArray(file)));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        String upload = announced.path("id").asText();
        preview("/datasets/" + dataset + "/uploads/" + upload + "/preview");
        start(dataset, upload, 4);
        return upload;
    }

    private void preview(String path) throws IOException, InterruptedException {
        Machine.await("somebody to look at the file", () -> got(path).statusCode() == 200);
        JsonNode preview = look(path);
        assertThat(preview.path("complete").asBoolean()).isTrue();
        assertThat(preview.at("/columns/0/role").asText()).isEqualTo("identifier");
        assertThat(preview.at("/forecast/rows")).isEqualTo(preview.path("rows_read"));
        assertThat(preview.at("/forecast/usd/low").asDouble()).isPositive()
                .isLessThan(preview.at("/forecast/usd/high").asDouble());
    }

    /** Twice, as a program does whose connection broke: it is one run. */
    private JsonNode start(String dataset, String upload, int segments) throws IOException, InterruptedException {
        String body = "{\"dataset\": \"" + dataset + "\", \"upload\": \"" + upload
                + "\", \"settings\": {\"clustering.k\": " + segments + "}}";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + "/runs"))
                .header("Content-Type", "application/json").header("Idempotency-Key", dataset + segments)
                .POST(BodyPublishers.ofString(body));
        HttpResponse<String> started = send(request);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        HttpResponse<String> again = send(request);
        assertThat(again.headers().firstValue("idempotency-replayed")).contains("true");
        assertThat(again.body()).isEqualTo(started.body());
        return JSON.readTree(started.body());
    }

    /** As clients of SegmentIQ do. */
    private void sendAlong(String dataset, byte[] file) throws IOException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + dataset
                + ".txt\"\r\nContent-Type: text/csv\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> sent = send(HttpRequest.newBuilder(URI.create(api + "/datasets/upload"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(form.toByteArray())));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        assertThat(JSON.readTree(sent.body()).path("name").asText()).isEqualTo(dataset);
        assertThat(look("/datasets/" + dataset)).isEqualTo(JSON.readTree(sent.body()));
        String uploads = "/datasets/" + dataset + "/uploads";
        preview(uploads + '/' + look(uploads).at("/items/0/id").asText() + "/preview");
    }

    private void train(String dataset) throws IOException, InterruptedException {
        HttpResponse<String> trained = post("/clustering/train", "{\"dataset_id\": \""
                + look("/datasets/" + dataset).path("id").asText()
                + "\", \"linkage\": \"ward\", \"n_clusters\": 4, \"use_pca\": false}");
        assertThat(trained.statusCode()).as(trained.body()).isIn(201, 202);
        Machine.await("the run to begin", () -> !look("/runs?dataset=" + dataset).path("items").isEmpty());
        String run = "/clustering/runs/" + look("/runs?dataset=" + dataset).at("/items/0/id").asText();
        assertThat(run).endsWith(JSON.readTree(trained.body()).path("id").asText());
        Machine.await("the run to end", () -> !look(run).path("status").asText().equals("running"));
        JsonNode ended = look(run);
        assertThat(ended.path("status").asText()).as("%s", look(run.replace("/clustering", ""))).isEqualTo("succeeded");
        assertThat(ended.path("linkage").asText()).isEqualTo("ward");
        assertThat(ended.at("/metrics/n_clusters").asInt()).isEqualTo(4);
        assertThat(get(run + "/dendrogram").statusCode()).isEqualTo(200);
    }

    /** Every file once more, on the server. */
    private void repeat(String run) throws IOException, InterruptedException {
        HttpResponse<String> asked = post("/runs/" + run + "/repetitions", "");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String repetition = "/runs/" + run + "/repetitions/" + JSON.readTree(asked.body()).path("id").asText();
        Machine.await("the run to be repeated", () -> !look(repetition).path("state").asText().equals("running"));
        JsonNode told = look(repetition);
        assertThat(told.path("state").asText()).as("%s", told).isEqualTo("same");
        assertThat(told.path("equal_files").valueStream().map(JsonNode::asText)).contains("model.tar.gz",
                "people/assignments.csv.gz");
        assertThat(look("/runs/" + run + "/repetitions").path("items")).hasSize(1);
    }

    private static void lookAtCost(JsonNode usd) {
        assertThat(usd.path("spent").asDouble()).as("%s", usd).isBetween(usd.path("low").asDouble() / 2,
                2 * usd.path("high").asDouble());
        assertThat(usd.path("requests").asDouble()).as("requests to S3 were counted").isGreaterThan(10 * 5e-6);
        assertThat(usd.path("prices_of").asText()).isEqualTo("us-east-1");
    }

    private void goBack(String dataset, int version) throws IOException, InterruptedException {
        String live = "/datasets/" + dataset + "/live";
        Machine.await("the second version to be shown", () -> look(live).path("version").asInt() == 2
                && !look(live).has("deployment"));
        HttpResponse<String> back = send(HttpRequest.newBuilder(URI.create(api + live))
                .header("If-Match", get(live).headers().firstValue("etag").orElseThrow())
                .header("Content-Type", "application/json").PUT(BodyPublishers
                        .ofString("{\"version\": " + version + ", \"comment\": \"the coarser one sold more\"}")));
        assertThat(back.statusCode()).as(back.body()).isEqualTo(202);
    }

    private boolean cancel(String dataset, String upload) throws IOException, InterruptedException {
        HttpResponse<String> started = post("/runs", "{\"dataset\": \"" + dataset + "\", \"upload\": \"" + upload
                + "\", \"settings\": {\"clustering.algorithm\": \"auto\"}}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String run = "/runs/" + JSON.readTree(started.body()).path("id").asText();
        HttpRequest.Builder cancellation = HttpRequest.newBuilder(URI.create(api + run + "/cancellation"))
                .PUT(BodyPublishers.noBody());
        int asked = send(cancellation).statusCode();
        // A small file may be trained before anybody can ask.
        assertThat(asked).isIn(202, 409);
        Machine.await("the run to end", () -> !look(run).path("status").asText().equals("running"));
        String status = look(run).path("status").asText();
        assertThat(status).isIn(asked == 202 ? List.of("cancelled", "succeeded") : List.of("succeeded"));
        assertThat(send(cancellation).statusCode()).isEqualTo(status.equals("cancelled") ? 202 : 409);
        return status.equals("cancelled");
    }

    private void lookAtAudit() throws IOException, InterruptedException {
        List<String> actions = look("/audit?limit=200").path("items").findValuesAsText("action");
        assertThat(actions).containsOnlyOnce("live-changed").contains("dataset-added",
                "file-uploaded", "run-started", "segment-edited", "version-decided");
        assertThat(actions).filteredOn("run-started"::equals).hasSize(4);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(api + path)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private void rename(String dataset) throws IOException, InterruptedException {
        String segments = "/datasets/" + dataset + "/segments";
        String segment = segments + '/' + liveSegments(dataset).getFirst();
        String seen = get(segment).headers().firstValue("etag").orElseThrow();
        HttpRequest.Builder edit = HttpRequest.newBuilder(URI.create(api + segment)).header("If-Match", seen)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"name\": \"Regulars\"}"));
        assertThat(send(edit).statusCode()).isEqualTo(200);
        assertThat(send(edit).statusCode()).isEqualTo(412);
        assertThat(look(segment + "/edits").at("/items/0/by").asText()).isEqualTo("local");
    }

    private void lookAtDocuments(String run) throws IOException, InterruptedException {
        for (JsonNode document : look("/runs/" + run + "/documents").path("items")) {
            HttpResponse<String> answer = send(HttpRequest
                    .newBuilder(URI.create(api.replace("/api/v1", "") + document.path("url").asText())));
            assertThat(answer.statusCode()).as("%s", document).isIn(200, 303);
            assertThat(answer.headers().firstValue("content-type")).as("%s", document).isPresent();
        }
        for (String absent : List.of("plots/elbow.png", "plots/silhouette.png", "assignments.csv.gz")) {
            assertThat(get("/runs/" + run + "/documents/" + absent).statusCode()).as(absent).isEqualTo(404);
        }
    }

    /** Of each data set, so that it is seen which files the API needs. */
    private void lookAtPeople(String dataset, String run) throws IOException, InterruptedException {
        JsonNode first = look("/runs/" + run + "/assignments?limit=1");
        JsonNode row = first.at("/items/0");
        assertThat(first.path("total").asInt()).isPositive();
        String members = "/datasets/" + dataset + "/segments/" + row.path("segment_id").asText() + "/members";
        assertThat(look(members + "?limit=1").at("/items/0")).isEqualTo(row);
        HttpResponse<String> csv = send(HttpRequest.newBuilder(URI.create(api + members)).header("Accept",
                "text/csv"));
        assertThat(csv.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(csv.body().lines().count()).isEqualTo(look(members).path("total").asInt() + 1);
        String id = row.has("id") ? row.path("id").asText() : row.path("row").asText();
        HttpResponse<String> customer = post("/datasets/" + dataset + "/customers/search",
                JSON.writeValueAsString(Map.of("id", id)));
        assertThat(customer.statusCode()).as(customer.body()).isEqualTo(200);
        assertThat(JSON.readTree(customer.body()).path("segment_id")).isEqualTo(row.path("segment_id"));
        assertThat(look("/clustering/runs/" + run + "/assignments?limit=1").at("/items/0/segment_id"))
                .isEqualTo(row.path("segment_id"));
    }

    /** A list as one file, fetched from S3. */
    private void export(String dataset, String run) throws IOException, InterruptedException {
        assertThat(look("/datasets/" + dataset + "/uploads").path("items")).isNotEmpty();
        HttpResponse<String> asked = post("/datasets/" + dataset + "/exports",
                "{\"columns\": [\"segment_name\", \"row\"], \"min_confidence\": 0.5}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String list = asked.headers().firstValue("location").orElseThrow().replace("/api/v1", "");
        Machine.await("the list", () -> look(list).path("state").asText().equals("ready"));
        JsonNode ready = look(list);
        HttpResponse<String> file = send(HttpRequest.newBuilder(URI.create(ready.at("/file/url").asText())));
        assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
        assertThat(file.body()).startsWith("\ufeffsegment_name,row\n");
        assertThat(file.body().lines().count()).isEqualTo(ready.path("rows").asInt() + 1);
        assertThat(ready.path("rows").asInt()).isBetween(1,
                look("/runs/" + run + "/assignments?limit=1").path("total").asInt());
    }

    private void decide(String dataset, int number, String decided) throws IOException, InterruptedException {
        String version = "/datasets/" + dataset + "/models/" + number;
        assertThat(look(version + "/evidence").path("gates")).isNotEmpty();
        JsonNode segments = look(version + "/profile").path("segments");
        assertThat(segments).isNotEmpty().allMatch(segment -> segment.path("slot").asInt() > 0);
        lookAtMap(version, segments.size());
        String seen = get(version + "/approvals").headers().firstValue("etag").orElseThrow();
        HttpRequest.Builder decision = HttpRequest.newBuilder(URI.create(api + version + "/approvals"))
                .header("If-Match", seen).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(decided));
        assertThat(send(decision).statusCode()).isEqualTo(200);
        assertThat(send(decision).statusCode()).isEqualTo(412);
    }

    /** As a page of the dashboard does. */
    private void lookAtMap(String version, int segments) throws IOException, InterruptedException {
        JsonNode map = look(version + "/map");
        assertThat(map.path("segments")).hasSize(segments);
        String page = api.replace("/api/v1", "");
        URI points = URI.create(map.at("/points_file/url").asText());
        HttpResponse<String> file = send(HttpRequest.newBuilder(points).header("Origin", page));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("access-control-allow-origin")).hasValue(page);
        assertThat(file.headers().firstValue("content-length")).hasValue(map.at("/file/bytes").asText());
        HttpResponse<String> config = send(HttpRequest.newBuilder(URI.create(page + "/config.json")));
        assertThat(JSON.readTree(config.body()).path("sign_in").asText()).isEqualTo("none");
        assertThat(config.headers().firstValue("content-security-policy").orElse(""))
                .contains("connect-src 'self' http://" + points.getAuthority() + ';');
    }

    private boolean isLive(String dataset) {
        return look("/datasets/" + dataset + "/live").path("version").asInt() == 1;
    }

    /** The catalogue is told last that a version is live. */
    private List<String> liveSegments(String dataset) {
        return look("/datasets/" + dataset + "/segments?state=live").path("items").findValuesAsText("id");
    }

    private JsonNode look(String path) {
        HttpResponse<String> answer = got(path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> got(String path) {
        try {
            return get(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
