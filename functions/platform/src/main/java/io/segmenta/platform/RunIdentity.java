package io.segmenta.platform;

import io.segmenta.model.base.Sha256;
import java.util.Optional;
import java.util.UUID;

/** The name of a run follows from what goes into it (docs/decisions/0009), so whoever starts one knows it at once. */
public final class RunIdentity {
    private RunIdentity() {}

    /**
     * Settings and the declared schema as one name, which tells runs of one upload apart.
     *
     * @param configHash of the settings, valid or not
     * @param schema as it is written; empty when none is declared
     */
    public static String of(String configHash, Optional<String> schema) {
        return configHash + schema.map(text -> "|" + Sha256.of(text)).orElse("");
    }

    /**
     * The id of the run of an upload.
     *
     * @param version of the object, or its entity tag where the bucket keeps no versions
     * @param identity of settings and schema
     */
    public static UUID run(String bucket, String key, String version, String identity) {
        return Hashes.id(bucket, key, version, identity);
    }
}
