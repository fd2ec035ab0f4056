package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.RunSegment;
import java.util.UUID;

/** A segment as one run found it. */
public record SegmentVersion(UUID run, RunSegment segment) {}
