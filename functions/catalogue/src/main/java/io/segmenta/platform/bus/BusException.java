package io.segmenta.platform.bus;

/** An event was not taken. */
public final class BusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusException(String message) {
        super(message);
    }
}
