package io.segmenta.training;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;

/**
 * Why a run fails, which is never tried again.
 *
 * @param reason a code in kebab-case
 * @param detail for the user, one sentence; of settings one a line
 */
record Fault(String reason, String detail) {
    static Fault of(ConfigException refusal) {
        return new Fault("configuration", String.join("\n", refusal.problems()));
    }

    static Fault of(DataException refusal) {
        return new Fault(refusal.reason().code(), refusal.getMessage());
    }
}
