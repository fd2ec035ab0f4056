package io.segmenta.platform.storage;

/** An object does not hold the bytes that were registered, or is gone. Nothing may be made from it. */
public final class ExchangedObjectException extends RuntimeException {
    ExchangedObjectException(String message) {
        super(message);
    }
}
