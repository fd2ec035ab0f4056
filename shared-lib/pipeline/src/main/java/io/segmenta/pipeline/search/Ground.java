package io.segmenta.pipeline.search;

import io.segmenta.config.ClusteringConfig.Criterion;
import java.util.List;

/** Something that a choice rests on, decided and not yet put into words: {@link ChoiceWords} does that. */
public sealed interface Ground {
    /** A sentence of whoever made the segments or went through a search. */
    record Note(String sentence) implements Ground {}

    /** The number of segments that each criterion prefers, the one taken, and the criterion that decided. */
    record Preferred(int silhouette, int calinskiHarabasz, int daviesBouldin, int taken, Criterion criterion)
            implements
                Ground {}

    /** The rows allow no other number of segments. */
    record OnlyNumber() implements Ground {}

    /** A number of segments has a higher silhouette, but splits off a few rows. */
    record SplitsOffOutliers(int k, double silhouette, double share) implements Ground {}

    /** Where the curve of inertia bends most. */
    record Bend(int k) implements Ground {}

    /** Another number of segments is nearly as good. */
    record NearlyAsGood(int k, double silhouette) implements Ground {}

    /** The number taken is the largest that was tried. */
    record LargestTried() implements Ground {}

    /** How silhouettes are read. */
    record Scale() implements Ground {}

    /** The share of the rows in the smallest segment. */
    record Smallest(double share) implements Ground {}

    /** The fewest segments were taken, as there is no structure. */
    record FewestTaken() implements Ground {}

    /** The number of segments that the gap statistic prefers, 1 for none. */
    record GapPrefers(int k) implements Ground {}

    /** Data without groups do worse. */
    record Better(Comparison figures) implements Ground {}

    /** Data without groups do as well. */
    record NoBetter(Comparison figures) implements Ground {}

    /** The silhouette of a layout's segments in the features that were laid out. */
    record BeforeLayout(double silhouette) implements Ground {}

    /** Every segment is found again when rows are drawn anew, the least sure with this Jaccard similarity. */
    record FoundAgain(double least) implements Ground {}

    /** The segments that are not found again. */
    record NotFoundAgain(List<Integer> segments) implements Ground {
        /** Copies the list. */
        public NotFoundAgain {
            segments = List.copyOf(segments);
        }
    }

    /** The number of segments was given. */
    record NumberGiven() implements Ground {}

    /** The algorithm finds the number of segments. */
    record NumberFound() implements Ground {}

    /** The silhouette is that of the rows in segments. */
    record OfRowsInSegments(double silhouette) implements Ground {}

    /** Many rows are outside every segment. */
    record ManyOutside() implements Ground {}

    /** The silhouette favours round segments. */
    record FavoursRound() implements Ground {}
}
