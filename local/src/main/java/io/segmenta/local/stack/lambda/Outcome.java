package io.segmenta.local.stack.lambda;

/** How a call of a function ended; the payload is JSON, not to be written to. */
public sealed interface Outcome {

    /** What the function answered, or the error as {@code {"errorMessage", "errorType", …}}. */
    byte[] payload();

    /** The function answered. */
    record Success(byte[] payload) implements Outcome {}

    /** The function threw, timed out, ended its process or could not be started. */
    record Failure(String errorType, String message, byte[] payload) implements Outcome {}
}
