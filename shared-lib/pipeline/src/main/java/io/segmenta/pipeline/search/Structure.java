package io.segmenta.pipeline.search;

/**
 * How much structure a mean silhouette speaks for, after Kaufman and Rousseeuw, "Finding Groups in Data" (1990), table
 * 4 of chapter 2: above 0.70 strong, above 0.50 reasonable, above 0.25 weak, otherwise none.
 */
public enum Structure {
    /** No substantial structure. */
    NONE("no clear structure"),
    /** Segments that are clearly apart, or dense, without being round, so that the silhouette does not tell of them. */
    SHAPED("segments apart but not round"),
    /** A structure that could be artificial. */
    WEAK("a weak structure"),
    /** A reasonable structure. */
    REASONABLE("a reasonable structure"),
    /** A strong structure. */
    STRONG("a strong structure");

    /** At or below this mean silhouette there are no clear segments. */
    public static final double LEAST_SILHOUETTE = 0.25;

    private final String words;

    Structure(String words) {
        this.words = words;
    }

    static Structure of(double silhouette) {
        if (silhouette > 0.7) {
            return STRONG;
        }
        if (silhouette > 0.5) {
            return REASONABLE;
        }
        return silhouette > LEAST_SILHOUETTE ? WEAK : NONE;
    }

    String words() {
        return words;
    }
}
