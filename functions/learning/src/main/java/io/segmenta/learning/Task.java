package io.segmenta.learning;

import io.segmenta.config.ConfigHash;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Schema;
import io.segmenta.platform.RunIdentity;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be learned from.
 *
 * @param run that learns
 * @param file its name, for messages and files
 * @param size of the file in bytes
 * @param declared what somebody says of its columns
 */
public record Task(UUID run, String dataset, String file, long size, PipelineConfig config,
        Optional<Schema> declared) {
    /** Settings and the declared schema as one name, which tells runs of one upload apart. */
    public static String identity(PipelineConfig config, Optional<String> schema) {
        return identity(ConfigHash.of(config), schema);
    }

    /** The same of settings that have a hash already, valid or not. */
    public static String identity(String configHash, Optional<String> schema) {
        return RunIdentity.of(configHash, schema);
    }

    /**
     * The name of the run of an upload (docs/decisions/0009).
     *
     * @param version of the object, or its entity tag where the bucket keeps no versions
     * @param identity of settings and schema
     */
    public static UUID run(String bucket, String key, String version, String identity) {
        return RunIdentity.run(bucket, key, version, identity);
    }
}
