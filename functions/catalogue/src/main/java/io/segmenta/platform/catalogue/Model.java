package io.segmenta.platform.catalogue;

import io.segmenta.platform.ApprovalStatus;
import java.time.Instant;
import java.util.UUID;

/** A registered model. */
public record Model(UUID run, String dataset, int version, String arn, ApprovalStatus status, Instant createdAt) {}
