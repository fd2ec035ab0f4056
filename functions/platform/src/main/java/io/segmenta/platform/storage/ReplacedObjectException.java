package io.segmenta.platform.storage;

import java.util.Objects;

/** An object does not hold the bytes that were registered, or is gone. Nothing may be made from it. */
public final class ReplacedObjectException extends RuntimeException {
    ReplacedObjectException(String message) {
        super(message);
    }

    /** Returns what is wrong, never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
