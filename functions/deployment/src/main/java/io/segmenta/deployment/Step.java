package io.segmenta.deployment;

/** The last thing a reconciliation did. */
enum Step {
    /** Nothing was to be done. */
    NONE,
    /** The endpoint is changing, and its next event goes on; or another call is at work. */
    WAITING,
    /** An endpoint is being deleted and has to be made anew; no event tells when it is gone. */
    DELETING,
    /** A version has been asked of the endpoint. */
    REQUESTED,
    /** A version went live. */
    LIVE,
    /** A version did not work and another one, or none, goes on. */
    ROLLED_BACK,
    /** Nothing is approved, so nothing serves any more. */
    OUT_OF_SERVICE,
    /** The event was about something else. */
    IGNORED;

    boolean waits() {
        return this == WAITING || this == DELETING;
    }

    boolean changesWhatServes() {
        return this == REQUESTED || this == LIVE;
    }
}
