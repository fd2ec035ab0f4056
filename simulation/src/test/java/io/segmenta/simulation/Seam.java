package io.segmenta.simulation;

import java.util.function.Supplier;

/** The place between a program and a service, where a schedule decides what becomes of a request. */
interface Seam {
    /**
     * Asks a service.
     *
     * @param request for the trace
     * @param effect what the service does and answers
     * @param broken what the caller gets when the request or its answer is lost
     */
    <T> T ask(Supplier<String> request, Supplier<T> effect, Supplier<? extends RuntimeException> broken);

    /** As {@link #ask}, of a conditional write to S3, which may also meet another one under way. */
    <T> T askConditionally(Supplier<String> request, Supplier<T> effect, Supplier<? extends RuntimeException> broken,
            Supplier<? extends RuntimeException> conflict);
}
