package io.segmenta.pipeline.search;

/** What was found, decided and not yet put into words: {@link ChoiceWords} does that. */
public sealed interface Verdict {
    /**
     * Segments with some structure.
     *
     * @param borders whether rows near the borders are to be expected
     */
    record Clear(int k, double silhouette, Structure structure, boolean borders) implements Verdict {}

    /** Segments of the number that was given. */
    record Given(int k, double silhouette, Structure structure) implements Verdict {}

    /** Segments of an earlier model. */
    record Continued(int k, double silhouette, Structure structure) implements Verdict {}

    /**
     * Segments apart, but not round.
     *
     * @param own conductance of the rows, without that of rows without groups
     */
    record Shaped(int k, double own, double without) implements Verdict {}

    /**
     * Segments found by density.
     *
     * @param outside share of the rows in none
     */
    record Dense(int k, double outside) implements Verdict {}

    /** No number of segments from one to another has a silhouette that speaks for structure. */
    record NoneSearched(int from, int to, double silhouette, int taken) implements Verdict {}

    /** No algorithm finds segments that are told apart. */
    record NoneCompared(int k, double silhouette) implements Verdict {}

    /** The number that was given has a silhouette that speaks for no structure. */
    record NoneGiven(int k, double silhouette) implements Verdict {}

    /**
     * Every number of segments splits off a few rows.
     *
     * @param rows of the smallest segment at the number taken
     */
    record Outliers(int from, int to, int taken, long rows) implements Verdict {}

    /** Data without groups do as well. */
    record NoBetter(int k, Comparison figures) implements Verdict {}

    /** The segments of a layout are not told apart in the features that were laid out. */
    record NoneBeforeLayout(int k, double silhouette) implements Verdict {}

    /** No segment is found again when rows are drawn anew. */
    record NoneFoundAgain(int k) implements Verdict {}

    /** What was found, though some segments are not found again. */
    record Doubtful(Verdict found, int weak) implements Verdict {}

    /** What was found, of which one segment is so few rows that they may be outliers. */
    record Handful(Verdict found, long rows) implements Verdict {}

    /** What was found when so many rows unlike all others had been set aside. */
    record Without(Verdict found, int rows) implements Verdict {}
}
