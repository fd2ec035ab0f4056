package io.segmenta.platform.storage;

import java.util.Objects;

/** An object does not hold the bytes that were registered, or is gone. Nothing may be made from it. */
public final class ReplacedObjectException extends RuntimeException {
    private final String message;

    ReplacedObjectException(String message) {
        super(message);
        this.message = message;
    }

    /** Returns what is wrong and what to do, never null. */
    @Override
    public String getMessage() {
        return message;
    }

    /** Returns what is wrong, never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
