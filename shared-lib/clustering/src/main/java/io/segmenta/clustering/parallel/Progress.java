package io.segmenta.clustering.parallel;

/** Receives word of how far a long computation is. Called from one thread at a time; must return quickly. */
@FunctionalInterface
public interface Progress {

    /** Ignores every report. */
    Progress NONE = (stage, fraction, detail) -> {};

    /**
     * Takes one report.
     *
     * @param stage what is being done, in a word or two
     * @param fraction how much of the stage is done, in [0, 1]
     * @param detail one line for a person, may be empty
     */
    void report(String stage, double fraction, String detail);
}
