package io.segmenta.simulation;

import java.time.Instant;

/**
 * An event on its way to a function, in Lambda's asynchronous queue.
 *
 * @param requestId of the invocation, which its retries share
 * @param attempt from 1
 * @param due not delivered before
 */
record Message(Function function, Object event, String requestId, int attempt, Instant due, String about) {
    /** A function of the product. */
    enum Function {
        TRAINING(900), REGISTRATION(120), DEPLOYMENT(120),
        /** Somebody edits a segment over the API, who does not try again when it fails. */
        EDITING(29), MONITORING(300), SCORING(900), PRIVACY(900),
        /** Somebody asks the API, who asks again when there is no answer, twice at most. */
        API(29),
        /** A process answers predictions; who asks does not ask again. */
        SERVING(29);

        private final int timeout;

        Function(int timeout) {
            this.timeout = timeout;
        }

        /** Whether an event that cannot be seen to in all attempts is kept. */
        boolean hasDeadLetters() {
            return switch (this) {
                case EDITING, API, SERVING -> false;
                default -> true;
            };
        }

        /** Whether the machine may sleep longer than any lease while it is at work; others end at their time-out. */
        boolean maySleep() {
            return this == TRAINING || this == REGISTRATION || this == EDITING;
        }

        /** In seconds. */
        int timeout() {
            return timeout;
        }
    }

    Message again(Instant when) {
        return new Message(function, event, requestId, attempt + 1, when, about);
    }

    /** Given back by an operator, which is a call of its own. */
    Message redriven(String id, Instant now) {
        return new Message(function, event, id, 1, now, about);
    }
}
