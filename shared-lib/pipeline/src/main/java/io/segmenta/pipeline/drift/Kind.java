package io.segmenta.pipeline.drift;

import java.util.Locale;

/** What a statistic is about. */
public enum Kind {
    /** Where a number lies: the mean standardised mid-rank. */
    LOCATION(Family.COLUMN),
    /** How wide a number lies. */
    SPREAD(Family.COLUMN),
    /** The share of a level of a text column. */
    LEVEL(Family.COLUMN),
    /** The share of records without a value. */
    MISSING(Family.FAULT),
    /** The share of records below all that was trained on. */
    BELOW(Family.FAULT),
    /** The share of records above all that was trained on. */
    ABOVE(Family.FAULT),
    /** The share of records with a text that was not trained on. */
    UNSEEN(Family.FAULT),
    /** The share of requests that were refused. */
    REFUSED(Family.FAULT),
    /** The share of a segment. */
    SEGMENT(Family.SEGMENT),
    /** The share of records in no segment. */
    OUTSIDE(Family.FIT),
    /** The share of records between two segments. */
    BETWEEN(Family.FIT),
    /** How far the records of a segment lie from it. */
    DISTANCE(Family.FIT);

    /** What a rise of it tells. */
    enum Family {
        COLUMN, FAULT, SEGMENT, FIT
    }

    private final Family family;

    Kind(Family family) {
        this.family = family;
    }

    Family family() {
        return family;
    }

    /** Whether it is about one column. */
    boolean isOfColumn() {
        return family == Family.COLUMN || (family == Family.FAULT && this != REFUSED);
    }

    /** The name in documents. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
