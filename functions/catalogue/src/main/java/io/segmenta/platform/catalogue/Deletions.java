package io.segmenta.platform.catalogue;

import java.util.Optional;

/**
 * Data sets that were deleted. From then on they are in no list and nothing is trained for them; what was known of
 * their runs and versions stays, as does the audit.
 */
public interface Deletions {
    /**
     * Deletes a data set and enters that in the audit, unless something goes on in it: a run, a version that is live or
     * on its way to be, or an experiment. Nothing happens when it has been deleted.
     *
     * @return the deletion, of whoever was first; empty when something goes on
     */
    Optional<Deletion> delete(Deletion deletion, AuditEntry entry);

    /** The deletion of a data set; empty when it has not been deleted. */
    Optional<Deletion> of(String dataset);
}
