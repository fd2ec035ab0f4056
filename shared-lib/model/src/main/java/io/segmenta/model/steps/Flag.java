package io.segmenta.model.steps;

/** What happened to a source column on its way to the features of one record. */
public enum Flag {
    /** The field was absent, null or blank. */
    MISSING(1),
    /** A fitted value, or one from similar rows, stands in its place. */
    IMPUTED(2),
    /** The level was not seen in training. */
    UNSEEN(4),
    /**
     * The value lies outside the range seen in training or declared. It is used as it is, unless the pipeline has a
     * {@link Clip} step for the column, which moves it to the bound.
     */
    CLIPPED(8),
    /** The value given for a derived column was not used: its expression yields another one. */
    RECOMPUTED(16);

    private final byte bit;

    Flag(int bit) {
        this.bit = (byte) bit;
    }

    /** Returns the flag's bit in a byte of flags. */
    public byte bit() {
        return bit;
    }
}
