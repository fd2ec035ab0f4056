package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The HTTP API of predictions and of everything else. Immutable. */
final class HttpApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;

    /** @param base the address without a slash at its end */
    HttpApi(String base) {
        this.base = base;
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
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /**
     * Changes a document that is still as it was seen.
     *
     * @param etag of the document
     * @param changes a merge patch (RFC 7396)
     */
    Answer patch(String path, String etag, byte[] changes) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/merge-patch+json").header("If-Match", etag)
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(changes)));
    }

    /** Asks for a state that needs no telling. */
    Answer put(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    Answer get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.send(request.timeout(LIMIT).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body(),
                    response.headers().firstValue("etag").orElse(""));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliException.infrastructure("interrupted");
        }
    }
}
