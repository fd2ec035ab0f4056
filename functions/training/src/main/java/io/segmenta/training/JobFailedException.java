package io.segmenta.training;

/** A job on many machines has failed as often as it may by itself; the run stays, to be resumed. */
final class JobFailedException extends RuntimeException {
    JobFailedException(String message) {
        super(message);
    }
}
