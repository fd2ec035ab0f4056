package io.segmenta.model.experiment;

import java.util.Locale;

/** What an experiment does with the challenger's answers. */
public enum ExperimentKind {
    /** Nobody gets them: they are compared with the champion's. */
    SHADOW,
    /** Customers of the challenger's arm get them. */
    AB,
    /** Both arms get the champion's: whatever differs is by chance, or a fault. */
    AA;

    /** Returns the kind as it stands in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether customers are parted into arms. */
    public boolean hasArms() {
        return this != SHADOW;
    }
}
