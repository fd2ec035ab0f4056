package io.segmenta.platform.storage;

/** An object does not hold the bytes that were registered, or is gone. Nothing may be made from it. */
public final class ReplacedObjectException extends RuntimeException {
    ReplacedObjectException(String message) {
        super(message);
    }
}
