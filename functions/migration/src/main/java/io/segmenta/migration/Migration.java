package io.segmenta.migration;

import java.util.List;

/** Brings the catalogue to the schema of this program. */
interface Migration {
    /**
     * Does what has not been done; again to no effect.
     *
     * @param iamRoles ARNs of the roles that may sign in to Aurora DSQL and work with rows
     * @return the number of steps done now
     * @throws RuntimeException when the database cannot be reached or refuses
     */
    int migrate(List<String> iamRoles);
}
