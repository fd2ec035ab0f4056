package io.segmenta.deployment;

import io.segmenta.platform.catalogue.Approval;
import io.segmenta.platform.sagemaker.ModelVersion;
import java.time.Instant;

/** A version that is approved, and the decision. */
record Approved(ModelVersion version, Approval decision) {
    /** When it was decided. */
    Instant at() {
        return decision.at();
    }
}
