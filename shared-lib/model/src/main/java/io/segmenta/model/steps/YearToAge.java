package io.segmenta.model.steps;

import io.segmenta.model.base.Check;

/**
 * Turns a year of birth into the age reached in a reference year.
 *
 * @param referenceYear of the Gregorian calendar
 */
public record YearToAge(String column, int referenceYear) implements InPlaceStep {

    public YearToAge {
        Check.notNull(column, "column");
        Check.range("referenceYear", referenceYear, 1, 9999);
    }

    @Override
    public String describe() {
        return column + ": age in " + referenceYear;
    }
}
