package io.segmenta.pipeline.read.parquet;

/** Takes the cells of a column, one row after another. */
public interface Cells {
    /** A cell without a value. */
    void missing();

    /** A whole number. */
    void whole(long value);

    /** A number; NaN is none. */
    void number(double value);

    /**
     * A decimal number.
     *
     * @param unscaled its digits as a whole number
     * @param scale how many of them stand behind the point, above 0
     */
    void decimal(long unscaled, int scale);

    /** A text in part of an array that the next call may overwrite. */
    void text(char[] chars, int from, int to);

    /** The entries named from now on are those of another dictionary, of this many. */
    void dictionary(int entries);

    /** A text that is an entry of a dictionary. */
    void entry(int index, char[] chars, int from, int to);
}
