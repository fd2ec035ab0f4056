package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.Replacement;
import java.time.Instant;
import java.util.Optional;

/**
 * Copies what inference must know of the experiment of a data set from the catalogue to where it is read. Whoever
 * starts or ends one copies at once; monitoring copies again, for the call that did may have died before it came to
 * this.
 */
public final class ExperimentCopy {
    private static final String CONTENT_TYPE = "application/json";

    private final ExperimentBook experiments;
    private final ObjectStore store;

    public ExperimentCopy(ExperimentBook experiments, ObjectStore store) {
        this.experiments = experiments;
        this.store = store;
    }

    /**
     * Makes the copy say what the catalogue says; nothing happens where it does. What has ended stays there with its
     * end, so that nothing needs to be deleted.
     *
     * @throws ObjectConflictException when others copied meanwhile, again and again
     */
    public void renew(String dataset) {
        // The copy is read first, so that one that is made meanwhile is refused to be overwritten.
        Replacement.of(store, LiveExperiment.key(dataset), CONTENT_TYPE,
                copy -> experiments.list(Optional.of(dataset), 1).stream().findFirst()
                        .map(newest -> document(newest).write()));
    }

    private static LiveExperiment document(Experiment experiment) {
        LiveExperiment live = experiment.live();
        Instant ends = experiment.end().map(Experiment.End::at).filter(at -> at.isBefore(live.ends()))
                .orElse(live.ends());
        return new LiveExperiment(live.id(), live.dataset(), live.kind(), live.champion(), live.challenger(),
                live.modelKey(), live.modelSha256(), live.share(), ends);
    }
}
