package io.segmenta.platform.catalogue;

import java.util.Optional;
import java.util.UUID;

/**
 * Which runs somebody wants to end. Whoever is at a run looks here at each stage and ends it; one that is whole by then
 * has succeeded.
 */
public interface Cancellations {
    /** The code of a run that ended so. */
    String REASON = "cancelled";

    /**
     * Asks for the end of a run that goes on, and enters that in the audit; nothing happens when it has ended, or
     * somebody has asked before.
     *
     * @return what was asked first; empty when the run has ended, and nobody had asked
     */
    Optional<Cancellation> ask(Cancellation cancellation, AuditEntry entry);

    /** What was asked of a run; empty when nobody wants it to end. */
    Optional<Cancellation> of(UUID run);
}
