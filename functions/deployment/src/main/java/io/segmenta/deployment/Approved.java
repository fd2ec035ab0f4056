package io.segmenta.deployment;

import io.segmenta.platform.sagemaker.ModelVersion;
import java.time.Instant;

/** A version that is approved, and when that was decided. */
record Approved(ModelVersion version, Instant at) {}
