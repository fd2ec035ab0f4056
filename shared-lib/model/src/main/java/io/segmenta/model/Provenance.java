package io.segmenta.model;

import io.segmenta.model.base.Check;

/**
 * What a model was made from: enough to make it again. No clock and no run id, so that equal inputs give equal models.
 *
 * @param dataSha256 lower-case hex digest of the features that it was fitted on
 * ({@link io.segmenta.model.data.RowsDigest}): equal for equal features and rows, however the file was named, written
 * or cut
 * @param configurationSha256 lower-case hex digest of the configuration
 * @param seed of every random choice
 * @param libraryVersion that fitted it
 * @param rows it was fitted on
 * @param algorithm in words ("kmeans", "agglomerative ward")
 */
public record Provenance(String dataSha256, String configurationSha256, long seed, String libraryVersion, long rows,
        String algorithm) {

    public Provenance {
        Check.notNull(dataSha256, "dataSha256");
        Check.notNull(configurationSha256, "configurationSha256");
        Check.notNull(libraryVersion, "libraryVersion");
        Check.notBlank(algorithm, "algorithm");
        Check.argument(rows >= 0, "rows must not be negative, got %d", rows);
    }
}
