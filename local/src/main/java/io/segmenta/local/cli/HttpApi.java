package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The HTTP API of predictions and of everything else. Immutable. */
final class HttpApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration TRANSFER_LIMIT = Duration.ofHours(1);
    private static final int SEE_OTHER = 303;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final Access access;

    /** @param base the address without a slash at its end */
    HttpApi(String base) {
        this(base, Access.NONE);
    }

    /** @param access says who calls */
    HttpApi(String base, Access access) {
        this.base = base;
        this.access = access;
    }

    /**
     * What the API answered.
     *
     * @param etag of a document; empty where there is none
     */
    record Answer(int status, byte[] body, String etag) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException broken) {
                throw CliException.infrastructure(broken, "the HTTP API answered %d with no JSON: %s", status,
                        Problems.firstLine(text()));
            }
        }

        /** This answer, unless it is a refusal. */
        Answer good() {
            if (status >= 300) {
                throw failure();
            }
            return this;
        }

        /** The refusal in one line: a fault of the caller, or of the service. */
        CliException failure() {
            String type = "";
            String detail;
            try {
                JsonNode problem = JSON.readTree(body);
                type = problem.path("title").asText("");
                detail = problem.path("detail").asText(problem.path("message").asText(text()));
            } catch (IOException plain) {
                detail = text();
            }
            String line = (type.isEmpty() ? "" : type + ": ") + Problems.firstLine(detail);
            return status < 500 || status == 503
                    ? CliException.user("%s (%d)", line, status)
                    : CliException.infrastructure("the HTTP API failed: %s (%d)", line, status);
        }
    }

    Answer post(String path, String contentType, byte[] body) throws IOException {
        return send("POST", path, Map.of("Content-Type", contentType), body);
    }

    /**
     * Posts a document on the ground of another one that is still as it was seen.
     *
     * @param etag of the other document
     */
    Answer post(String path, String etag, JsonNode document) throws IOException {
        return send("POST", path, Map.of("Content-Type", "application/json", "If-Match", etag),
                document.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Changes a document that is still as it was seen.
     *
     * @param etag of the document
     * @param changes a merge patch (RFC 7396)
     */
    Answer patch(String path, String etag, byte[] changes) throws IOException {
        return send("PATCH", path, Map.of("Content-Type", "application/merge-patch+json", "If-Match", etag), changes);
    }

    /** Asks for a state that needs no telling. */
    Answer put(String path) throws IOException {
        return send("PUT", path, Map.of(), new byte[0]);
    }

    /** Puts a document. */
    Answer put(String path, JsonNode document) throws IOException {
        return send("PUT", path, Map.of("Content-Type", "application/json"),
                document.toString().getBytes(StandardCharsets.UTF_8));
    }

    Answer get(String path) throws IOException {
        return send("GET", path, Map.of(), new byte[0]);
    }

    /**
     * Puts a file to an address that needs no saying who calls, as one that is presigned.
     *
     * @throws CliException when it is refused
     */
    void put(URI address, Map<String, String> headers, Path file) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(TRANSFER_LIMIT)
                .PUT(HttpRequest.BodyPublishers.ofFile(file));
        headers.forEach(request::header);
        sent(request).good();
    }

    /**
     * A document that must be there.
     *
     * @throws CliException when it is not, or may not be seen
     */
    JsonNode document(String path) throws IOException {
        return get(path).good().json();
    }

    /**
     * The items of a list, page by page, until there are enough.
     *
     * @param path with a query, which names a limit where the list has pages
     */
    List<JsonNode> list(String path, int most) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        pages(path, page -> {
            page.forEach(items::add);
            return items.size() < most;
        });
        return items.subList(0, Math.min(most, items.size()));
    }

    /**
     * The pages of a list, one after the other.
     *
     * @param path as of {@link #list}
     * @param page takes the items of one; false when that is enough
     */
    void pages(String path, Predicate<JsonNode> page) throws IOException {
        pages(get(path), page);
    }

    /**
     * The same of a list whose first page is there.
     *
     * @throws CliException when one is refused
     */
    void pages(Answer first, Predicate<JsonNode> page) throws IOException {
        JsonNode found = first.good().json();
        while (page.test(found.isArray() ? found : found.path("items")) && !found.path("next").asText("").isEmpty()) {
            found = document(found.path("next").asText());
        }
    }

    private Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        URI address = URI.create(base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LIMIT).method(method,
                body.length == 0 ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        access.headers(method, address, body).forEach(request::header);
        return sent(request);
    }

    /** What is too large for an answer lies elsewhere, where nobody needs to know who calls. */
    private Answer sent(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Optional<String> elsewhere = response.headers().firstValue("location")
                    .filter(_ -> response.statusCode() == SEE_OTHER);
            if (elsewhere.isPresent()) {
                return sent(HttpRequest.newBuilder(response.uri().resolve(elsewhere.get())).timeout(TRANSFER_LIMIT));
            }
            return new Answer(response.statusCode(), response.body(),
                    response.headers().firstValue("etag").orElse(""));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliException.infrastructure("interrupted");
        }
    }
}
