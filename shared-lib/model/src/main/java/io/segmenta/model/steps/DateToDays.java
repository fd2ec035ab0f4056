package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.time.LocalDate;

/**
 * Turns a date into its age: days from the date to a reference day, negative for dates after it.
 *
 * @param referenceEpochDay the reference, in days since 1970-01-01
 */
public record DateToDays(String column, long referenceEpochDay) implements InPlaceStep {

    /** The earliest reference, in the year -768. */
    public static final long EARLIEST = -1_000_000;
    /** The latest reference, in the year 29349. */
    public static final long LATEST = 10_000_000;

    public DateToDays {
        Check.notNull(column, "column");
        Check.range("referenceEpochDay", referenceEpochDay, EARLIEST, LATEST);
    }

    @Override
    public String describe() {
        return column + ": days before " + LocalDate.ofEpochDay(referenceEpochDay);
    }
}
