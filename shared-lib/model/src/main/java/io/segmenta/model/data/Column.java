package io.segmenta.model.data;

/** One named column of a {@link Table}. Immutable. */
public sealed interface Column permits NumericColumn, TextColumn {

    /** Returns the name, unique in its table. */
    String name();

    /** Returns the number of rows. */
    int rows();

    /** Tells whether the row has no value. */
    boolean isMissing(int row);

    /** Returns the number of missing values. */
    int missing();

    /** Returns the value as text, "" when missing. */
    String text(int row);

    /** Returns the given rows, in the given order. */
    Column selectRows(int[] rows);

    /** Returns the same values under another name. */
    Column renamed(String name);
}
