package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.UUID;

/**
 * One look at an experiment.
 *
 * @param counts what was seen, a JSON object
 * @param decision what it comes to: {@code none_yet}, {@code for}, {@code against} or {@code sample_ratio_mismatch}
 * @param reportKey of the whole report in the bucket, whose name follows from its content
 */
public record ExperimentLook(UUID experiment, Instant at, String counts, String decision, String reportKey) {}
