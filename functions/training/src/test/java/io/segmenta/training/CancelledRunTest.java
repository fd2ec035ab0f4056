package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.Cancellation;
import io.segmenta.platform.catalogue.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that somebody wants to end. */
class CancelledRunTest extends TrainingFixture {
    private static final String EVENT = Events.text("training-s3-put");

    @BeforeEach
    void upload() {
        upload(KEY, "a,b\n1,2\n");
    }

    private void cancel() {
        UUID run = onlyRun().id();
        AuditEntry entry = new AuditEntry(clock.instant(), "ann", "analyst", "run-cancelled", Optional.of("customers"),
                run.toString(), Optional.empty(), Optional.empty(), Optional.empty(), "request");
        catalogue.cancellations().ask(new Cancellation(run, "customers", "ann", clock.instant()), entry);
    }

    @Test
    void cancelledRun_endsAtItsNextStage_andStoresNothingThatItLearned() {
        trainer.during(this::cancel);
        JsonNode outcome = invokeOne(EVENT, "r1");
        assertThat(outcome.path("status").textValue()).isEqualTo("CANCELLED");
        assertThat(outcome.path("reason").textValue()).isEqualTo("cancelled");
        String prefix = "runs/customers/" + id(outcome) + "/";
        assertThat(store.written()).containsExactly(prefix + "start.json", prefix + "failure.json");
        JsonNode failure = Json.parse(new String(store.bytes(prefix + "failure.json"), StandardCharsets.UTF_8));
        assertThat(failure.path("reason").textValue()).isEqualTo("cancelled");
        assertThat(failure.path("detail").textValue()).isEqualTo("cancelled by ann");
        assertThat(onlyRun().status()).isEqualTo(Run.Status.CANCELLED);
        assertThat(onlyRun().detail()).contains("cancelled by ann");
    }

    @Test
    void cancelledRun_staysSo_howeverOftenItsNoticeComes() {
        trainer.during(this::cancel);
        invokeOne(EVENT, "r1");
        clock.advance(Duration.ofHours(1));
        assertThat(invokeOne(EVENT, "r2").path("status").textValue()).isEqualTo("CANCELLED");
        assertThat(trainer.calls()).isEqualTo(1);
        assertThat(onlyRun().attempts()).isEqualTo(1);
    }

    @Test
    void runThatDiedBeforeItSawTheCancellation_endsWhenItIsTriedAgain() {
        trainer.during(this::cancel);
        trainer.failNext(new IllegalStateException("the process died"));
        assertThatThrownBy(() -> invokeOne(EVENT, "r1")).hasMessage("the process died");
        assertThat(onlyRun().status()).isEqualTo(Run.Status.RUNNING);
        assertThat(invokeOne(EVENT, "r1").path("status").textValue()).isEqualTo("CANCELLED");
        assertThat(trainer.calls()).isEqualTo(1);
    }

    @Test
    void runThatHasStoredEverything_succeedsAllTheSame() {
        invokeOne(EVENT, "r1");
        cancel();
        assertThat(onlyRun().status()).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(catalogue.cancellations().of(onlyRun().id())).isEmpty();
        assertThat(invokeOne(EVENT, "r2").path("status").textValue()).isEqualTo("SUCCEEDED");
    }
}
