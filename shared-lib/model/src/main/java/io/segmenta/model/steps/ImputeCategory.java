package io.segmenta.model.steps;

import io.segmenta.model.base.Check;

/**
 * Puts a fitted level in place of a missing one.
 *
 * @param level the level put in
 * @param imputed how many training rows it was put into
 * @param method how it was found: "mode", "fill value"
 */
public record ImputeCategory(String column, String level, long imputed, String method) implements InPlaceStep {

    public ImputeCategory {
        Check.notNull(column, "column");
        Check.notNull(level, "level");
        Check.notNull(method, "method");
        Check.argument(imputed >= 0, "imputed must not be negative, got %d", imputed);
    }

    @Override
    public String describe() {
        return column + ": " + (imputed == 0 ? "none missing, later ones" : imputed + " missing") + " filled with "
                + method + " \"" + level + "\"";
    }
}
