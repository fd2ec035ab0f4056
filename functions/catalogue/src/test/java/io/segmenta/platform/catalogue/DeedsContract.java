package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every catalogue does about requests of people: once each, and runs that they end. */
abstract class DeedsContract {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    static final Instant LEASE = NOON.plusSeconds(960);

    abstract Catalogue catalogue();

    static NewRun newRun(String dataset, String key) {
        return new NewRun(Hashes.id(dataset, key), dataset, "bucket", key, "etag", 42, "cafe", "{\"seed\":42}",
                "uploader");
    }

    private static AuditEntry did(String action, String object, Instant at) {
        return new AuditEntry(at, "ann", "analyst", action, Optional.empty(), object, Optional.empty(),
                Optional.empty(), Optional.empty(), "request-of-" + action);
    }

    @Test
    void cancellation_isAskedOfARunThatGoesOn_onceAndForAll() {
        NewRun run = newRun("unwanted", "data/unwanted/a.csv");
        Cancellations cancellations = catalogue().cancellations();
        Cancellation first = new Cancellation(run.id(), "unwanted", "ann", NOON);
        AuditEntry entry = did("run-cancelled", run.id().toString(), NOON);
        assertThat(cancellations.ask(first, entry)).isEmpty();
        catalogue().claim(run, "owner", NOON, LEASE);
        assertThat(cancellations.of(run.id())).isEmpty();
        assertThat(cancellations.ask(first, entry)).contains(first);
        assertThat(cancellations.ask(new Cancellation(run.id(), "unwanted", "bob", LEASE), entry)).contains(first);
        assertThat(catalogue().run(run.id()).orElseThrow().status()).isEqualTo(Run.Status.RUNNING);
        catalogue().cancelled(run.id(), "another", "ann wanted it", LEASE);
        assertThat(catalogue().run(run.id()).orElseThrow().status()).isEqualTo(Run.Status.RUNNING);
        catalogue().cancelled(run.id(), "owner", "ann wanted it", LEASE);
        Run ended = catalogue().run(run.id()).orElseThrow();
        assertThat(ended.status()).isEqualTo(Run.Status.CANCELLED);
        assertThat(ended.reason()).contains("cancelled");
        assertThat(ended.detail()).contains("ann wanted it");
        assertThat(ended.finishedAt()).contains(LEASE);
        assertThat(catalogue().claim(run, "later", LEASE.plusSeconds(1), LEASE.plusSeconds(9)).outcome())
                .isEqualTo(Claim.Outcome.FINISHED);
        assertThat(cancellations.of(run.id())).contains(first);
    }

    @Test
    void cancellation_ofARunThatHasEnded_isNoneAtAll() {
        NewRun run = newRun("ended", "data/ended/a.csv");
        catalogue().claim(run, "owner", NOON, LEASE);
        catalogue().succeed(run.id(), new RunResult("d", "m", "{}"), NOON);
        assertThat(catalogue().cancellations().ask(new Cancellation(run.id(), "ended", "ann", NOON),
                did("run-cancelled", run.id().toString(), NOON))).isEmpty();
    }

    private static IdempotencyKeys.Keyed keyed(String key, String body) {
        return new IdempotencyKeys.Keyed(Hashes.id("key", key), body, NOON.plusSeconds(86_400));
    }

    @Test
    void key_isTakenByOneCall_andItsAnswerIsGivenToWhoComesLater() {
        IdempotencyKeys keys = catalogue().idempotencyKeys();
        assertThat(keys.take(keyed("a", "x"), "r-1", NOON, LEASE))
                .isEqualTo(new IdempotencyKeys.Taken.Free(Optional.empty()));
        assertThat(keys.take(keyed("a", "x"), "r-1", NOON, LEASE))
                .isEqualTo(new IdempotencyKeys.Taken.Free(Optional.empty()));
        assertThat(keys.take(keyed("a", "x"), "r-2", NOON, LEASE)).isEqualTo(new IdempotencyKeys.Taken.Busy());
        assertThat(keys.take(keyed("a", "y"), "r-2", NOON, LEASE)).isEqualTo(new IdempotencyKeys.Taken.Otherwise());
        assertThat(keys.take(keyed("b", "y"), "r-2", NOON, LEASE))
                .isEqualTo(new IdempotencyKeys.Taken.Free(Optional.empty()));
        keys.answered(keyed("a", "x").id(), "r-2", "not its own");
        keys.answered(keyed("a", "x").id(), "r-1", "made");
        assertThat(keys.take(keyed("a", "x"), "r-3", LEASE.plusSeconds(1), LEASE.plusSeconds(9)))
                .isEqualTo(new IdempotencyKeys.Taken.Answered("made"));
        assertThat(keys.take(keyed("a", "y"), "r-3", LEASE, LEASE)).isEqualTo(new IdempotencyKeys.Taken.Otherwise());
    }

    @Test
    void key_ofACallThatDied_isTakenOverWhenItsLeaseHasEnded() {
        IdempotencyKeys keys = catalogue().idempotencyKeys();
        keys.take(keyed("dead", "x"), "r-1", NOON, LEASE);
        assertThat(keys.take(keyed("dead", "x"), "r-2", LEASE.minusSeconds(1), LEASE))
                .isEqualTo(new IdempotencyKeys.Taken.Busy());
        assertThat(keys.take(keyed("dead", "x"), "r-2", LEASE, LEASE.plusSeconds(60)))
                .isEqualTo(new IdempotencyKeys.Taken.Free(Optional.of(NOON)));
        assertThat(keys.take(keyed("dead", "x"), "r-3", LEASE.plusSeconds(60), LEASE.plusSeconds(120)))
                .isEqualTo(new IdempotencyKeys.Taken.Free(Optional.of(NOON)));
        keys.answered(keyed("dead", "x").id(), "r-1", "too late");
        assertThat(keys.take(keyed("dead", "x"), "r-4", LEASE.plusSeconds(61),
                LEASE.plusSeconds(99))).isEqualTo(new IdempotencyKeys.Taken.Busy());
    }

    @Test
    void key_ofARefusedRequestOrAfterADay_isFreeForAnyRequest() {
        IdempotencyKeys keys = catalogue().idempotencyKeys();
        keys.take(keyed("refused", "x"), "r-1", NOON, LEASE);
        keys.free(keyed("refused", "x").id(), "another", NOON.plusSeconds(1));
        keys.free(keyed("refused", "x").id(), "r-1", NOON.plusSeconds(1));
        assertThat(keys.take(keyed("refused", "y"), "r-2", NOON.plusSeconds(1), LEASE))
                .isEqualTo(new IdempotencyKeys.Taken.Free(Optional.empty()));
        keys.answered(keyed("refused", "y").id(), "r-2", "made");
        Instant dayAfter = NOON.plusSeconds(86_400);
        keys.sweep(dayAfter.minusSeconds(1));
        assertThat(keys.take(keyed("refused", "y"), "r-3", dayAfter.minusSeconds(1), dayAfter))
                .isEqualTo(new IdempotencyKeys.Taken.Answered("made"));
        IdempotencyKeys.Keyed later = new IdempotencyKeys.Keyed(keyed("refused", "z").id(), "z",
                dayAfter.plusSeconds(86_400));
        assertThat(keys.take(later, "r-4", dayAfter, dayAfter.plusSeconds(60)))
                .isEqualTo(new IdempotencyKeys.Taken.Free(Optional.empty()));
        keys.sweep(dayAfter);
        assertThat(keys.take(later, "r-5", dayAfter, dayAfter.plusSeconds(60)))
                .isEqualTo(new IdempotencyKeys.Taken.Busy());
    }
}
