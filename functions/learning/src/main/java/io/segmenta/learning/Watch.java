package io.segmenta.learning;

/** Hears how far a repetition has come. */
@FunctionalInterface
public interface Watch {
    /**
     * Called as the work goes on, from one thread at a time.
     *
     * @param stage what is being done, for example {@code clustering}
     * @param fraction how much of the stage is done, in [0, 1]
     * @param detail more about it, or empty
     */
    void report(String stage, double fraction, String detail);
}
