package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;

/**
 * One column within one segment, against all rows.
 */
public sealed interface ColumnProfile permits NumericProfile, CategoryProfile {
    /** The column's name as in the file. */
    String name();

    /** The same column under another name. */
    ColumnProfile named(String other);

    /** The column's role. */
    Role role();

    /** Whether the column shaped the segments; profiles also cover columns that did not. */
    boolean used();

    /** Rows of the segment that hold a value. */
    long known();

    /** Signed distance from the population in its standard deviations, 0 when there is none to tell. */
    double effect();

    /** Signed strength that outliers cannot inflate, comparable between columns; decides traits and names. */
    double strength();
}
