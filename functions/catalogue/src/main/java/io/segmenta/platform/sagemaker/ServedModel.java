package io.segmenta.platform.sagemaker;

/**
 * A registered version as the serving program is to load it.
 *
 * @param packageArn of the version
 * @param version as {@code v3}, which every answer tells
 * @param sha256 of the only model file that may be loaded
 * @param bucket where people's names of the segments lie
 * @param dataset whose segments these are
 * @param captureSeconds how long answers are counted before the counts are written; 0 counts none
 */
public record ServedModel(String packageArn, String version, String sha256, String bucket, String dataset,
        int captureSeconds) {}
