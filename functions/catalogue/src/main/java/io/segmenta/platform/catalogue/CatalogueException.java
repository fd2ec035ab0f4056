package io.segmenta.platform.catalogue;

/** The catalogue cannot be reached or does not work: a fault of infrastructure, worth another try later. */
public final class CatalogueException extends RuntimeException {
    public CatalogueException(String message) {
        super(message);
    }

    public CatalogueException(String message, Throwable cause) {
        super(message, cause);
    }
}
