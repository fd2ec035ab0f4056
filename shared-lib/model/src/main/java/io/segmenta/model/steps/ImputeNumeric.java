package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Values;

/**
 * Puts a fitted number in place of a missing one. Every numeric column that becomes a feature needs this step, or a
 * part in {@link ImputeNeighbors}, even when nothing was missing in training: a record may lack the field.
 *
 * @param value the number put in, in the column's own units at this place of the pipeline
 * @param imputed how many training rows it was put into
 * @param method how it was found: "mean", "median", "mode", "fill value"
 */
public record ImputeNumeric(String column, double value, long imputed, String method) implements InPlaceStep {

    public ImputeNumeric {
        Check.notNull(column, "column");
        Check.notNull(method, "method");
        Check.finite("value", value);
        Check.argument(imputed >= 0, "imputed must not be negative, got %d", imputed);
    }

    @Override
    public String describe() {
        return column + ": " + (imputed == 0 ? "none missing, later ones" : imputed + " missing") + " filled with "
                + method + " " + Values.brief(value);
    }
}
