package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A file put where its arrival starts training: {@code data/<dataset>/<file>}, with settings of this upload alone in
 * the object's metadata.
 *
 * @param etag without quotes
 * @param version empty in a bucket without versions
 */
record Upload(String dataset, String bucket, String key, String etag, String version) {
    /** The metadata entry that carries settings, as {@code key=value&key=value}, both URL-encoded. */
    static final String SETTINGS = "segmenta-set";

    private static final int METADATA_LIMIT = 2000;

    static Upload send(S3Client s3, String bucket, String dataset, String fileName, RequestBody body,
            Map<String, String> settings) {
        String encoded = encode(settings);
        if (encoded.length() > METADATA_LIMIT) {
            throw CliException.user("the --set options take %d characters, an upload can carry %d; put them into "
                    + "data/%s/pipeline.yaml", encoded.length(), METADATA_LIMIT, dataset);
        }
        String key = "data/" + dataset + "/" + fileName;
        PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(bucket).key(key);
        if (!settings.isEmpty()) {
            request.metadata(Map.of(SETTINGS, encoded));
        }
        PutObjectResponse answer = s3.putObject(request.build(), body);
        return new Upload(dataset, bucket, key, answer.eTag().replace("\"", ""),
                answer.versionId() == null ? "" : answer.versionId());
    }

    /** What tells this object from an earlier or later one of the same key. */
    String identity() {
        return version.isEmpty() ? etag : version;
    }

    /** Whether a run is of this upload, by its {@code lineage.json} or {@code failure.json}. */
    boolean isTrainedBy(JsonNode end) {
        return end.path("key").asText().equals(key)
                && end.path("object_version").asText().replace("\"", "").equals(identity());
    }

    /** {@code s3://bucket/key}. */
    String uri() {
        return "s3://" + bucket + "/" + key;
    }

    /** The settings of {@code --set key=value} options, in their order; the last of a key wins. */
    static Map<String, String> settings(Iterable<String> options) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw CliException.user("--set must be key=value, got \"%s\"", option);
            }
            settings.put(option.substring(0, equals).strip(), option.substring(equals + 1).strip());
        }
        return settings;
    }

    /** As it stands in the metadata. */
    static String encode(Map<String, String> settings) {
        return settings.entrySet().stream().map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
