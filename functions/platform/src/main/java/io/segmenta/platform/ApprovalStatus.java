package io.segmenta.platform;

/** What was decided about a model version. */
public enum ApprovalStatus {
    PENDING, APPROVED, REJECTED
}
