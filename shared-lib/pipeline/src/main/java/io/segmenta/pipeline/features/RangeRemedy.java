package io.segmenta.pipeline.features;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.util.function.Supplier;

/**
 * Adds the settings that help to a refusal of values that are too large to compute with: the library knows no settings.
 */
public final class RangeRemedy {

    private RangeRemedy() {}

    /**
     * Returns what is made.
     *
     * @throws DataException as it is thrown by {@code made}, with the remedy if the reason is
     * {@link Reason#OUT_OF_RANGE}
     */
    public static <T> T added(Supplier<T> made) {
        try {
            return made.get();
        } catch (DataException refused) {
            if (refused.reason() != Reason.OUT_OF_RANGE) {
                throw refused;
            }
            throw new DataException(refused.reason(), refused.getMessage() + "; correct the value, leave the column out"
                    + " (columns.exclude) or scale it (features.scale)", refused);
        }
    }
}
