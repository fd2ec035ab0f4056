package io.segmenta.pipeline.experiment;

import java.util.Locale;

/** What a look comes to. */
public enum Decision {
    /** Too little is known, or nothing differs that could be told from chance. */
    NONE_YET,
    /** The challenger's customers have more of the outcome. */
    FOR,
    /** They have less. */
    AGAINST,
    /** Customers are not parted as planned, so that nothing can be read. */
    SAMPLE_RATIO_MISMATCH;

    /** Returns the decision as it stands in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether nothing further needs to be looked at. */
    public boolean isFinal() {
        return this != NONE_YET;
    }
}
