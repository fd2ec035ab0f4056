package io.segmenta.training;

/** Ends an attempt because somebody wants its run to end. */
final class CancelledException extends RuntimeException {
    private final String by;

    CancelledException(String by) {
        super("cancelled by " + by);
        this.by = by;
    }

    String by() {
        return by;
    }
}
