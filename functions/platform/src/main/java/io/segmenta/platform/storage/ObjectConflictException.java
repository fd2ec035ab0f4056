package io.segmenta.platform.storage;

/** An object is not what the writer or reader was told it is. */
public final class ObjectConflictException extends RuntimeException {
    private final String key;

    public ObjectConflictException(String key, String message) {
        super(key + ": " + message);
        this.key = key;
    }

    /** Returns the key of the object. */
    public String key() {
        return key;
    }
}
