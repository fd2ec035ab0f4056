package io.segmenta.migration;

import io.segmenta.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Sends answers to CloudFormation, at the presigned address of S3 that it gave. */
final class Answers {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int OK = 200;

    /**
     * Sends an answer; without a content type, as the address was signed.
     *
     * @throws UncheckedIOException when it is not taken; Lambda then calls again
     */
    void send(String address, Map<String, String> answer) {
        var document = Json.object();
        answer.forEach(document::put);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            HttpResponse<Void> taken = client.send(
                    HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT)
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(document))).build(),
                    HttpResponse.BodyHandlers.discarding());
            if (taken.statusCode() != OK) {
                throw new IOException("CloudFormation's address answered " + taken.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while answering CloudFormation", e);
        }
    }
}
