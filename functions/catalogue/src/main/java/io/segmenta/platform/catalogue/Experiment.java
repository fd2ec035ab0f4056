package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.experiment.ExperimentKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Two versions that are tried beside each other.
 *
 * @param live what inference is told of it
 * @param outcome what is measured; empty while shadowing
 * @param customers planned of both arms
 * @param segments of the champion when it began
 * @param started when
 * @param by who started it
 * @param end how it ended; empty while it runs
 */
public record Experiment(LiveExperiment live, Optional<Outcome> outcome, int customers, int segments, Instant started,
        String by, Optional<End> end) {

    /**
     * What is measured.
     *
     * @param numbers whether it is a number; else 0 or 1
     */
    public record Outcome(String name, boolean numbers) {}

    /** Why an experiment ended. */
    public enum Because {
        /** It was decided. */
        DECIDED,
        /** Its days, and those in which outcomes are waited for, are over. */
        TIME,
        /** Another version than its champion is live. */
        CHAMPION_CHANGED,
        /** Somebody stopped it. */
        STOPPED
    }

    /** How it ended. */
    public record End(Because because, String decision, Instant at, String by) {}

    /** Its id. */
    public UUID id() {
        return live.id();
    }

    /** The data set. */
    public String dataset() {
        return live.dataset();
    }

    /** What it does with the challenger's answers. */
    public ExperimentKind kind() {
        return live.kind();
    }

    /** The same, ended. */
    public Experiment ended(End how) {
        return new Experiment(live, outcome, customers, segments, started, by, Optional.of(how));
    }
}
