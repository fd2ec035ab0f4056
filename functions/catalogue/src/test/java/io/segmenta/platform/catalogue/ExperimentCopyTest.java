package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExperimentCopyTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID ID = UUID.fromString("0b1c2d3e-0000-4000-8000-000000000006");
    private static final AuditEntry ENTRY = new AuditEntry(NOON, "ann", "approver", "experiment-started",
            Optional.of("members"), ID.toString(), Optional.empty(), Optional.empty(), Optional.empty(), "request");

    private final InMemoryObjectStore store = new InMemoryObjectStore("bucket");
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final ExperimentCopy copy = new ExperimentCopy(catalogue.experiments(), store);

    private void start() {
        catalogue.experiments().start(new Experiment(new LiveExperiment(ID, "members", ExperimentKind.AA, "v1", "v1",
                "runs/members/r/model.tar.gz", "cafe", 0.5, NOON.plus(Duration.ofDays(14))),
                Optional.of(new Experiment.Outcome("bought", false)), 5_000, 2, NOON, "ann", Optional.empty()), ENTRY);
    }

    private void stop() {
        catalogue.experiments().stop(ID, new Experiment.End(Experiment.Because.STOPPED, "none_yet", NOON, "ann"),
                ENTRY);
    }

    private Instant ends() {
        return LiveExperiment.parse("members", store.bytes(LiveExperiment.key("members"))).ends();
    }

    @Test
    void dataSetWithoutExperiments_hasNoCopy() {
        copy.renew("members");
        assertThat(store.written()).isEmpty();
    }

    @Test
    void experiment_isCopiedOnce_andItsEnd() {
        start();
        copy.renew("members");
        copy.renew("members");
        assertThat(ends()).isEqualTo(NOON.plus(Duration.ofDays(14)));
        assertThat(store.written()).hasSize(1);
        stop();
        copy.renew("members");
        assertThat(ends()).isEqualTo(NOON);
    }

    @Test
    void endThatAnotherCopiedMeanwhile_isNotOverwrittenByWhatWasBefore() {
        start();
        new ExperimentCopy(slow(() -> {
            stop();
            copy.renew("members");
        }), store).renew("members");
        assertThat(ends()).isEqualTo(NOON);
    }

    /** Lets something happen after the experiments were read for the first time. */
    private ExperimentBook slow(Runnable after) {
        boolean[] done = new boolean[1];
        return (ExperimentBook) Proxy.newProxyInstance(ExperimentBook.class.getClassLoader(),
                new Class<?>[] {ExperimentBook.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(catalogue.experiments(), arguments);
                        if (!done[0]) {
                            done[0] = true;
                            after.run();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
