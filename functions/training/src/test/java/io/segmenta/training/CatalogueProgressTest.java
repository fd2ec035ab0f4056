package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.observe.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How often the catalogue hears of a run's progress. */
class CatalogueProgressTest {
    private static final UUID RUN = new UUID(1, 2);

    private final TickingClock clock = new TickingClock();
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final CatalogueProgress progress = new CatalogueProgress(catalogue, RUN, "owner", clock,
            Quiet.log("training", clock));

    CatalogueProgressTest() {
        catalogue.claim(new NewRun(RUN, "customers", "bucket", "key", "etag", 1, "hash", "{}", "uploader"), "owner",
                clock.instant(), Instant.MAX);
    }

    private Run noted() {
        return catalogue.run(RUN).orElseThrow();
    }

    @Test
    void stepsOfOneStage_areNotedOnceASecond() {
        progress.report("reading", 0.1, "");
        clock.advance(Duration.ofMillis(999));
        progress.report("reading", 0.2, "");
        assertThat(noted().progress()).isEqualTo(0.1);
        clock.advance(Duration.ofMillis(1));
        progress.report("reading", 0.3, "");
        assertThat(noted().progress()).isEqualTo(0.3);
        clock.advance(Duration.ofMillis(999));
        progress.report("reading", 0.4, "");
        assertThat(noted().progress()).as("a second from the last one that was noted").isEqualTo(0.3);
    }

    @Test
    void newStage_isNotedAtOnce() {
        progress.report("reading", 1, "");
        progress.report("clustering", 0, "k=2");
        assertThat(noted().stage()).isEqualTo("clustering");
        assertThat(noted().progress()).isZero();
        assertThat(noted().detail()).contains("k=2");
    }
}
