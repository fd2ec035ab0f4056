package io.segmenta.local.stack.sagemaker;

/** Hears of changes in SageMaker; calls come from many threads and must return at once. */
public interface EndpointListener {

    /** A line that the serving program of an endpoint wrote to its log. */
    default void endpointLog(String endpoint, String line) {}

    /**
     * An endpoint changed its state.
     *
     * @param status as SageMaker names it, for example {@code InService}
     * @param detail the failure reason, or empty
     */
    default void endpointChanged(String endpoint, String status, String detail) {}

    /** A model package was created or its approval changed; {@code status} as SageMaker names it. */
    default void modelPackageChanged(String group, int version, String status) {}
}
