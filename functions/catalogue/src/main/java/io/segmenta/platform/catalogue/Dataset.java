package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.UUID;

/** A data set: runs of one name belong together. */
public record Dataset(UUID id, String name, Instant createdAt) {}
