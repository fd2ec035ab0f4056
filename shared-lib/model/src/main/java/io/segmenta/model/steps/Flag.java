package io.segmenta.model.steps;

/** What happened to a source column on its way to the features of one record. */
public enum Flag {
    /** The field was absent, null or blank. */
    MISSING,
    /** The fitted imputation value stands in its place. */
    IMPUTED,
    /** The level was not seen in training. */
    UNSEEN,
    /**
     * The value lies outside the range seen in training or declared. It is used as it is, unless the pipeline has a
     * {@link Clip} step for the column, which moves it to the bound.
     */
    CLIPPED,
    /** The value given for a derived column was not used: its expression yields another one. */
    RECOMPUTED;

    /** Returns the flag's bit in a byte of flags. */
    public byte bit() {
        return (byte) (1 << ordinal());
    }
}
