package io.segmenta.deployment;

import io.segmenta.platform.Pause;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.CatalogueException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One call at a time reconciles a data set. Who comes meanwhile has it look again before it ends; and the first of them
 * waits and then looks too, in case the one at work is dead. So an event is seen to unless both fail in all their
 * attempts. Who waits takes over when the lease of a dead call ends; what it cannot wait for, Lambda's retry of it
 * finds ended.
 */
final class Turns {
    /** Longer than a call of the function may take, so that whoever holds it no longer is dead. */
    static final Duration LEASE = Duration.ofSeconds(150);
    /** What a call that has waited keeps of its time for the work itself. */
    static final Duration RESERVE = Duration.ofSeconds(30);
    /** Between two looks of who waits. */
    static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Catalogue catalogue;
    private final Pause pause;
    private final Clock clock;

    /** The call at work has not ended in the time that another one could wait for it, and is most likely dead. */
    static final class TurnException extends RuntimeException {
        TurnException(String dataset) {
            super("another call has been reconciling data set " + dataset + " for as long as this one could wait");
        }
    }

    Turns(Catalogue catalogue, Pause pause, Clock clock) {
        this.catalogue = catalogue;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Takes the data set's turn, if need be when the call that has it ends.
     *
     * @param owner the id of the call, which its retries share
     * @param deadline when the call must have ended
     * @return false when another call has it and looks again, and another one waits and will look too
     * @throws TurnException when the one that has it does not end in time
     */
    boolean take(String dataset, String owner, Instant deadline) {
        if (takeNow(dataset, owner)) {
            return true;
        }
        Instant now = clock.instant();
        if (!catalogue.beginWaiting(dataset, owner, now, now.plus(LEASE))) {
            return false;
        }
        do {
            awaitEnd(dataset, owner, deadline);
        } while (!takeNow(dataset, owner));
        return true;
    }

    private void awaitEnd(String dataset, String owner, Instant deadline) {
        while (catalogue.isReconciling(dataset, owner, clock.instant())) {
            if (!rests(deadline)) {
                throw new TurnException(dataset);
            }
        }
    }

    /** Lets a moment pass; false, at once, when there is no time for that. */
    boolean rests(Instant deadline) {
        boolean hasTime = !clock.instant().plus(RESERVE).isAfter(deadline);
        if (hasTime) {
            pause.sleep(BETWEEN);
        }
        return hasTime;
    }

    /** Takes the data set's turn if nobody has it; who has it looks again before it ends. */
    boolean takeNow(String dataset, String owner) {
        Instant now = clock.instant();
        boolean taken = catalogue.beginReconciliation(dataset, owner, now, now.plus(LEASE));
        if (taken) {
            // Before anything is looked at: who comes from now on may have decided after that, and has to wait itself.
            catalogue.endWaiting(dataset, owner);
        }
        return taken;
    }

    /** Ends the call's turn; false when somebody asked meanwhile, so that it has to be taken anew. */
    boolean end(String dataset, String owner) {
        return catalogue.endReconciliation(dataset, owner);
    }

    /** Ends the turn of a call that has failed: the next one need not wait for the lease. */
    void leave(String dataset, String owner, RuntimeException failure) {
        try {
            catalogue.leaveReconciliation(dataset, owner);
        } catch (CatalogueException e) {
            // The lease ends by itself.
            failure.addSuppressed(e);
        }
    }
}
