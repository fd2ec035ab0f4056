package io.segmenta.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.catalogue.SimulatedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A thousand schedules in every build; {@code -Dsegmenta.schedules=1000000 -Dsegmenta.schedules.seed=1} for more. */
class SimulationTest {
    private static final long SCHEDULES = Long.getLong("segmenta.schedules", 1_000);
    private static final long SEED = Long.getLong("segmenta.schedules.seed", 1);

    @Test
    void functions_underAnyFaults_keepTheInvariants() throws InterruptedException {
        hold("functions", SCHEDULES, new Simulation(
                (choices, tracing) -> new Schedule(choices, Options.ALL, Catalogues.inMemory(), tracing)));
    }

    /** The others' events are seen to within minutes, and the approved version serves, without the hourly schedule. */
    @Test
    void deployment_whenOneCallIsDeadForGood_servesWhatIsApprovedWithinMinutes() throws InterruptedException {
        hold("one deployment dies", SCHEDULES / 4 + 1, new Simulation(
                (choices, tracing) -> new Schedule(choices, Options.ONE_DIES, Catalogues.inMemory(), tracing)));
    }

    /** A fortieth of the schedules: a statement on a real database costs as much as all else of a step. */
    @Test
    void functionsOnPostgres_underAnyFaults_keepTheInvariants() throws InterruptedException, SQLException {
        try (Connection connection = SimulatedDatabase.create("simulation").open()) {
            hold("functions on PostgreSQL", SCHEDULES / 40 + 1, new Simulation(
                    (choices, tracing) -> new Schedule(choices, Options.MODELS, new SqlCatalogues(connection), tracing),
                    1));
        }
    }

    @Test
    void localQueue_underAnyFaults_losesNothing() throws InterruptedException {
        hold("local queue", SCHEDULES, new Simulation(QueueHistory::new));
    }

    private static void hold(String what, long schedules, Simulation simulation) throws InterruptedException {
        long started = System.nanoTime();
        List<Simulation.Failure> failures = simulation.run(SEED, schedules, 1);
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %d schedules, %d steps, %d faults in %.1f s%n", what, schedules,
                simulation.steps(), simulation.faults(), seconds);
        assertThat(failures).as(() -> inVirtualThread(() -> simulation.report(failures.getFirst()))).isEmpty();
    }

    private static String inVirtualThread(Supplier<String> work) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error fault) {
                result.completeExceptionally(fault);
            }
        });
        return result.join();
    }
}
