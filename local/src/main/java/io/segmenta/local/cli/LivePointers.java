package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What serves now: {@code live/<dataset>.json} in the bucket. */
final class LivePointers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final S3Client s3;
    private final String bucket;

    LivePointers(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** The pointer of a data set, or empty when nothing of it serves. */
    Optional<JsonNode> of(String dataset) {
        try {
            return Optional.of(JSON.readTree(
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key("live/" + dataset + ".json"))
                            .asByteArray()));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException("live/" + dataset + ".json is no JSON", broken);
        }
    }

    /** The version that serves, such as {@code v3}, or empty. */
    String version(String dataset) {
        return of(dataset).map(pointer -> pointer.path("model_version").asText("")).orElse("");
    }
}
