package io.segmenta.model.base;

/**
 * How messages and documents number rows. A row of a table counts from 1, the header not among them, as
 * {@code assignments.csv} does; a line of a file counts from 1 as an editor does, and is called a line. Code counts
 * both from 0 and comes here to name a row.
 */
public final class RowNumber {

    private RowNumber() {}

    /** Returns the number of the row at an index from 0. */
    public static int of(int index) {
        return index + 1;
    }
}
