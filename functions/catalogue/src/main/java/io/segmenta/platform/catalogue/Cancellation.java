package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.UUID;

/** That somebody wants a run to end. */
public record Cancellation(UUID run, String dataset, String by, Instant at) {}
