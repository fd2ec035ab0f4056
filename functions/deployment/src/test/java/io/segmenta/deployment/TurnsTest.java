package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.events.RuntimeJson;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an event that comes while another call reconciles its data set. */
class TurnsTest extends DeploymentFixture {
    private static final int TIMEOUT = 120_000;
    private static final String HOLDER = "another call";

    private Instant begun;

    @BeforeEach
    void anotherCallIsAtWork() {
        decide(version(1), ApprovalStatus.APPROVED);
        begun = clock.instant();
        hold(begun);
    }

    /** The step that an attempt of a request leads to. */
    private String attempt(String request) {
        return handler.handleRequest(RuntimeJson.read(Events.text("deployment-approved"), ScheduledEvent.class),
                new TestContext(request, TIMEOUT)).get("step");
    }

    private void assertThatItCannotWait(String request) {
        assertThatThrownBy(() -> attempt(request)).isInstanceOf(Turns.TurnException.class)
                .hasMessageContaining("data set customers");
    }

    @Test
    void event_waitsForTheOneAtWork_andThenLooks() {
        duringPause = () -> catalogue.leaveReconciliation("customers", HOLDER);
        assertThat(attempt("r1")).isEqualTo("requested");
        assertThat(pauses).containsExactly(Turns.BETWEEN);
        assertThat(states()).containsExactly("v1 REQUESTED");
    }

    @Test
    void eventsWhileOneWaits_endAtOnce_andThatOneSeesWhatTheyTellOf() {
        String second = version(2);
        duringPause = () -> {
            decide(second, ApprovalStatus.APPROVED);
            assertThat(attempt("r2")).isEqualTo("waiting");
            assertThat(attempt("r3")).isEqualTo("waiting");
            clock.advance(Turns.LEASE);
        };
        assertThat(attempt("r1")).isEqualTo("requested");
        assertThat(pauses).hasSize(1);
        assertThat(states()).containsExactly("v2 REQUESTED");
        assertThat(attempt("r4")).as("the endpoint changes, nobody is at it").isEqualTo("waiting");
        assertThat(pauses).hasSize(1);
    }

    @Test
    void eventWhileAnotherCallIsAtWork_makesThatOneLookAgain_onceHoweverLongItWaits() {
        assertThatItCannotWait("r1");
        assertThat(pauses).hasSizeGreaterThan(40);
        assertThat(catalogue.endReconciliation("customers", HOLDER)).isFalse();
        catalogue.beginReconciliation("customers", HOLDER, clock.instant(), clock.instant().plusSeconds(1));
        assertThat(catalogue.endReconciliation("customers", HOLDER)).isTrue();
    }

    @Test
    void holderThatDied_isWaitedForAsLongAsThereIsTime_andTheRetryServes() {
        assertThatItCannotWait("r1");
        Duration waited = Duration.between(begun, clock.instant());
        assertThat(waited).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(92));
        clock.advance(Duration.ofMinutes(1));
        pauses.clear();
        assertThat(attempt("r1")).isEqualTo("requested");
        assertThat(pauses).isEmpty();
        assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofSeconds(155));
    }

    /** Stacks of one machine may repeat at once. */
    @Test
    void holderThatDied_isSurvivedByTheSecondAttempt_howeverSoonItComes() {
        assertThatItCannotWait("r1");
        assertThat(attempt("r1")).isEqualTo("requested");
        assertThat(Duration.between(begun, clock.instant())).isBetween(Turns.LEASE, Turns.LEASE.plus(Turns.BETWEEN));
    }

    /** Each attempt takes the lease anew, at once, after one minute and after two. */
    @Test
    void holderThatDiesInAllItsAttempts_isSurvivedByTheThirdAttempt() {
        assertThatItCannotWait("r1");
        hold(begun.plusSeconds(60));
        clock.advance(Duration.ofMinutes(1));
        duringPause = () -> hold(begun.plusSeconds(180));
        assertThatItCannotWait("r1");
        clock.advance(Duration.ofMinutes(2));
        assertThat(attempt("r1")).isEqualTo("requested");
        assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofSeconds(370));
    }

    private void hold(Instant since) {
        catalogue.beginReconciliation("customers", HOLDER, since, since.plus(Turns.LEASE));
    }

    @Test
    void holderThatDiedLongAgo_isTakenOverWhileTheEventWaits() {
        clock.advance(Turns.LEASE.minusSeconds(3));
        assertThat(attempt("r1")).isEqualTo("requested");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void eventsBetweenTheAttemptsOfTheOneThatWaits_areLeftToItsRetry() {
        assertThatItCannotWait("r1");
        assertThat(attempt("r2")).isEqualTo("waiting");
        clock.advance(Duration.ofMinutes(1));
        assertThat(attempt("r1")).isEqualTo("requested");
    }

    @Test
    void oneThatWaitedAndGotItsTurnAtOnceTheNextTime_waitsNoMore() {
        assertThatItCannotWait("r1");
        clock.advance(Duration.ofMinutes(1));
        attempt("r1");
        hold(clock.instant());
        duringPause = () -> catalogue.leaveReconciliation("customers", HOLDER);
        pauses.clear();
        assertThat(attempt("r2")).isEqualTo("waiting");
        assertThat(pauses).as("it waited itself, for its own look").hasSize(1);
    }

    @Test
    void holderThatDiedBeforeItSaidThatItWaitsNoMore_isWaitedFor() {
        catalogue.beginWaiting("customers", HOLDER, begun, begun.plus(Turns.LEASE));
        catalogue.leaveReconciliation("customers", HOLDER);
        catalogue.beginReconciliation("customers", "r0", begun, begun.plus(Turns.LEASE));
        assertThat(attempt("r1")).as("the one that waits is alive").isEqualTo("waiting");
        catalogue.leaveReconciliation("customers", "r0");
        hold(begun);
        assertThatItCannotWait("r1");
    }

    @Test
    void hour_waitsForNobody_andKeepsNobodyFromWaiting() {
        catalogue.claim(new NewRun(Hashes.id("hour"), "customers", Events.BUCKET, "k", "v", 1, "c0", "{}", "uploader"),
                "owner",
                clock.instant(), clock.instant());
        assertThat(invoke(Events.text("deployment-hourly"))).isEqualTo("all");
        assertThat(pauses).isEmpty();
        assertThat(endpoints.changes()).isZero();
        duringPause = () -> catalogue.leaveReconciliation("customers", HOLDER);
        assertThat(attempt("r1")).isEqualTo("requested");
    }
}
