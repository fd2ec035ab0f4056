package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
            upload(DATASETS.getLast(), "members.txt", Samples.customers(1));
            for (String dataset : DATASETS) {
                machine.awaitPackages(dataset, 1);
                String run = look("/runs?dataset=" + dataset).at("/items/0/id").asText();
                assertThat(look("/runs/" + run).path("status").asText()).isEqualTo("succeeded");
                lookAtDocuments(run);
                decide(dataset, 1, "{\"decision\": \"approve\", \"comment\": \"as expected\"}");
                machine.awaitServing(dataset, "v1", Samples.CUSTOMER);
                Machine.await("the live version to be shown", () -> isLive(dataset));
                Machine.await("the segments to be live", () -> !liveSegments(dataset).isEmpty());
                rename(dataset);
            }
            start(DATASETS.getFirst(), upload, 5);
            machine.awaitPackages(DATASETS.getFirst(), 2);
            Machine.await("the second version", () -> look("/datasets/" + DATASETS.getFirst() + "/models").path("items")
                    .size() == 2);
            decide(DATASETS.getFirst(), 2, "{\"decision\": \"reject\"}");
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
    }

    private void start(String dataset, String upload, int segments) throws IOException, InterruptedException {
        HttpResponse<String> started = post("/runs", "{\"dataset\": \"" + dataset + "\", \"upload\": \"" + upload
                + "\", \"settings\": {\"clustering.k\": " + segments + "}}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
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

    private void decide(String dataset, int number, String decided) throws IOException, InterruptedException {
        String version = "/datasets/" + dataset + "/models/" + number;
        assertThat(look(version + "/evidence").path("gates")).isNotEmpty();
        assertThat(look(version + "/profile").path("segments")).isNotEmpty();
        String seen = get(version + "/approvals").headers().firstValue("etag").orElseThrow();
        HttpRequest.Builder decision = HttpRequest.newBuilder(URI.create(api + version + "/approvals"))
                .header("If-Match", seen).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(decided));
        assertThat(send(decision).statusCode()).isEqualTo(200);
        assertThat(send(decision).statusCode()).isEqualTo(412);
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
