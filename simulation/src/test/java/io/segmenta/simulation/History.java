package io.segmenta.simulation;

import java.util.List;
import java.util.Optional;

/** What happens under one list of decisions. Can be run once. */
interface History {
    /**
     * Runs it to its end.
     *
     * @throws Violation when something that must hold does not
     */
    void run();

    /** The decisions made so far. */
    Choices choices();

    int steps();

    int faults();

    /** What has happened, if it was asked to be written down. */
    List<String> trace();

    /** Runs it; what it violates, empty when it holds. */
    default Optional<Violation> violation() {
        try {
            run();
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(e);
        }
    }
}
