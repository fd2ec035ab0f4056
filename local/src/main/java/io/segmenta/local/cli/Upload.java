package io.segmenta.local.cli;

import io.segmenta.model.contract.SettingsKeys;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.contract.UploadSettings;
import java.util.LinkedHashMap;
import java.util.Map;
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
    /**
     * Puts it there, unless its run would refuse the settings.
     *
     * @throws CliException of the user when it would
     */
    static Upload send(S3Client s3, String bucket, String dataset, String fileName, RequestBody body,
            Map<String, String> settings) {
        String encoded = UploadSettings.encode(settings);
        if (encoded.length() > UploadSettings.MAX_LENGTH) {
            throw CliException.user("the --set options take %d characters, an upload can carry %d; put them into "
                    + "%s", encoded.length(), UploadSettings.MAX_LENGTH, SettingsKeys.settings(dataset));
        }
        UploadCheck.run(s3, bucket, dataset, settings);
        String key = new UploadKey(dataset, fileName).key();
        PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(bucket).key(key);
        if (!settings.isEmpty()) {
            request.metadata(Map.of(UploadSettings.METADATA, encoded));
        }
        PutObjectResponse answer = s3.putObject(request.build(), body);
        return new Upload(dataset, bucket, key, answer.eTag().replace("\"", ""),
                answer.versionId() == null ? "" : answer.versionId());
    }

    /** What tells this object from an earlier or later one of the same key. */
    String identity() {
        return version.isEmpty() ? etag : version;
    }

    /** Whether this is the upload that a run names. */
    boolean is(String itsKey, String itsVersion) {
        return itsKey.equals(key) && itsVersion.replace("\"", "").equals(identity());
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
}
