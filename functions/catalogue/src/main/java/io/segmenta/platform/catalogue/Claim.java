package io.segmenta.platform.catalogue;

/** The answer to a claim, and the run as it stands. */
public record Claim(Outcome outcome, Run run) {
    /** Who may work on the run. */
    public enum Outcome {
        /** The claimant, and nobody has before. */
        CLAIMED,
        /** The claimant, after an attempt that ended half way. */
        RESUMED,
        /** Somebody else, until the lease ends. */
        BUSY,
        /** Nobody: it has ended. */
        FINISHED
    }
}
