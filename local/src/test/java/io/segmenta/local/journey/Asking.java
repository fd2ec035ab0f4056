package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a machine over HTTP, as a program of somebody else does. */
final class Asking {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Asking() {}

    /** The receipt of an erasure. */
    static JsonNode receipt(Machine machine, String erasure) {
        return ask(machine, "GET", "/api/v1/privacy/erasures/" + erasure, "");
    }

    /** The document that is answered; a refusal fails. */
    static JsonNode ask(Machine machine, String method, String path, String body) {
        return good(send(machine, method, path, body));
    }

    /** The document of an answer that is no refusal. */
    static JsonNode good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer, whatever it is. */
    static HttpResponse<String> send(Machine machine, String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(machine.state().httpApi() + path))
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
