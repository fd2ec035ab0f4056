package io.segmenta.platform.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Experiments, of which one runs at most in a data set, and the looks at them. Every method may be called again with
 * the same arguments to the same effect.
 */
public interface ExperimentBook {
    /**
     * Starts an experiment and enters that in the audit, unless one runs in the data set.
     *
     * @return the one that runs: the given one, or another
     */
    Experiment start(Experiment experiment, AuditEntry entry);

    /** An experiment; empty when there is none of that id. */
    Optional<Experiment> find(UUID id);

    /** The experiments of a data set, or of all; the newest first. */
    List<Experiment> list(Optional<String> dataset, int limit);

    /** Those that run. */
    List<Experiment> running();

    /**
     * Stops an experiment for somebody and enters that in the audit, unless it has ended.
     *
     * @return as it is now
     */
    Experiment stop(UUID id, Experiment.End end, AuditEntry entry);

    /**
     * Adds a look at an experiment that runs, ends the experiment if that follows from it, and leaves what is to be
     * told: all of it or nothing. Nothing happens when it has ended.
     *
     * @param end empty while it goes on
     */
    void look(ExperimentLook look, Optional<Experiment.End> end, List<Announcement> news);

    /** Ends an experiment without a look, unless it has ended. */
    void end(UUID id, Experiment.End end);

    /** The looks at an experiment, the newest first. */
    List<ExperimentLook> looks(UUID experiment, int limit);
}
