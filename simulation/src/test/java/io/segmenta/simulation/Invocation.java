package io.segmenta.simulation;

import io.segmenta.platform.catalogue.Catalogue;
import java.time.Instant;

/** One attempt at one call of a function, as long as it runs. */
final class Invocation {
    /** What becomes of the request to a service that an invocation waits with. */
    enum Fate {
        /** It is done and answered. */
        DONE,
        /** It is not done, and the caller is told so. */
        FAILED,
        /** It is done, and the answer does not arrive. */
        LOST,
        /** It is done, its answer is lost, and the client's own retry does it again. */
        REPEATED,
        /** The process dies before it is sent. */
        DIES_BEFORE,
        /** The process dies after it was done. */
        DIES_AFTER,
        /** The process stands still for longer than any lease, then goes on. */
        SUSPENDED,
        /** S3 answers that another conditional write is under way. */
        CONFLICT
    }

    final Message message;
    final int number;
    final Fiber fiber;
    Instant deadline;
    /** The one of its process. */
    Catalogue catalogue;
    /** What it waits with. */
    String request = "its begin";
    Fate fate = Fate.DONE;
    /** Until when it pauses. */
    Instant asleepUntil = Instant.MIN;
    /** The request that it dies with, counted from 0; negative when it is not doomed. */
    int diesAt = -1;
    boolean dead;
    /** Whether a service has failed it. */
    boolean harmed;
    Throwable failure;
    Object answer;

    Invocation(Message message, int number, Instant deadline, Fiber fiber) {
        this.message = message;
        this.number = number;
        this.deadline = deadline;
        this.fiber = fiber;
    }

    String name() {
        return message.function().name().toLowerCase(java.util.Locale.ROOT) + "#" + number;
    }
}
