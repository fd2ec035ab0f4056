package io.segmenta.platform.sagemaker;

/** An endpoint cannot be changed because it is changing already. */
public final class EndpointBusyException extends RuntimeException {
    public EndpointBusyException(String endpoint) {
        super("endpoint " + endpoint + " is busy");
    }
}
