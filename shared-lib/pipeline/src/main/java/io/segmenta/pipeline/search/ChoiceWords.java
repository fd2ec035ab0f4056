package io.segmenta.pipeline.search;

import io.segmenta.config.ClusteringConfig.Criterion;
import io.segmenta.pipeline.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.Locale;

/** Verdicts and reasons in words. */
final class ChoiceWords {
    private static final String NOT_ABOVE = ", which does not exceed " + Structure.LEAST_SILHOUETTE + ". ";

    private ChoiceWords() {}

    static String of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Clear(int k, double silhouette, Structure structure, boolean borders) ->
                segments(k, ":", silhouette, structure) + (borders
                        ? " Usable as a working division; expect rows near the borders."
                        : "");
            case Verdict.Given(int k, double silhouette, Structure structure) ->
                segments(k, " as configured:", silhouette, structure);
            case Verdict.Handful(Verdict found, long rows) -> of(found) + " But one segment is "
                    + (rows == 1 ? "a single row, which may be an outlier"
                            : Numbers.count(rows) + " rows only, which may be outliers")
                    + ": look at it before you go by these figures.";
            case Verdict.Continued(int k, double silhouette, Structure structure) ->
                segments(k, " continued:", silhouette, structure);
            case Verdict.Shaped(int k, double own, double without) -> k
                    + " segments, clearly apart although not round: "
                    + Numbers.percent(own) + " of near neighbours are in another segment, " + Numbers.percent(without)
                    + " where the same algorithm divides data without groups.";
            case Verdict.Dense(int k, double outside) -> k + " segments found by density, " + Numbers.percent(outside)
                    + " of the rows outside every segment.";
            case Verdict.NoneSearched(int from, int to, double silhouette, int taken) ->
                "No clear segments: the best silhouette for " + range(from, to) + " is " + Numbers.fixed(silhouette, 3)
                        + NOT_ABOVE + continuum("the " + taken + " segments");
            case Verdict.NoneCompared(int k, double silhouette) -> "No clear segments: the silhouette of the " + k
                    + " that are told apart best is " + Numbers.fixed(silhouette, 3) + NOT_ABOVE
                    + continuum("the segments");
            case Verdict.NoneGiven(int k, double silhouette) -> "No clear segments at the given k = " + k
                    + ": its silhouette " + Numbers.fixed(silhouette, 3) + " does not exceed "
                    + Structure.LEAST_SILHOUETTE + ". " + continuum("the segments");
            case Verdict.Outliers(int from, int to, int taken, long rows) ->
                "No clear segments: outliers dominate. For " + range(from, to)
                        + " there is always a segment of a handful of rows, at k = " + taken + " one of "
                        + Numbers.count(rows)
                        + ". Try features.skew: auto or features.scale: robust, or leave out rows that do not belong.";
            case Verdict.NoBetter(int k, Comparison figures) ->
                "No clear segments: data without any groups do as well ("
                        + of(figures) + "). " + continuum("the " + k + " segments");
            case Verdict.NoneBeforeLayout(int k, double silhouette) ->
                "No clear segments: UMAP drew the " + k + " apart, in the features themselves they are not (silhouette "
                        + Numbers.fixed(silhouette, 3) + "). " + continuum("them");
            case Verdict.NoneFoundAgain(int k) -> "No clear segments: none of the " + k
                    + " is found again reliably when rows are drawn anew. " + continuum("the " + k + " segments");
            case Verdict.Without(Verdict found, int rows) -> of(found) + (rows == 1
                    ? " One row unlike all others was set aside before."
                    : String.format(Locale.ROOT, " %,d rows unlike all others were set aside before.", rows));
            case Verdict.Doubtful(Verdict found, int weak) -> of(found) + " But " + weak
                    + (weak == 1 ? " of them is" : " of them are")
                    + " not found again reliably when rows are drawn anew.";
        };
    }

    private static String segments(int k, String how, double silhouette, Structure structure) {
        return k + " segments" + how + " silhouette " + Numbers.fixed(silhouette, 3) + ", " + structure.words() + ".";
    }

    private static String continuum(String segments) {
        return "The data form a continuum: use " + segments
                + " as convenient slices, not as natural groups, and try other columns.";
    }

    private static String range(int from, int to) {
        return from == to ? "k = " + from : "k = " + from + " to " + to;
    }

    static String of(Ground ground) {
        return switch (ground) {
            case Ground.Note(String sentence) -> sentence;
            case Ground.Preferred preferred -> of(preferred);
            case Ground.OnlyNumber _ -> "The data allow only this number of segments in the range searched.";
            case Ground.SplitsOffOutliers(int k, double silhouette, double share) -> "k = " + k
                    + " has a higher silhouette (" + Numbers.fixed(silhouette, 3) + ") but only splits off outliers ("
                    + Numbers.percent(share) + " of the rows).";
            case Ground.Bend(int k) -> "The curve of inertia bends most at k = " + k + ".";
            case Ground.NearlyAsGood(int k, double silhouette) -> "k = " + k + " is nearly as good (silhouette "
                    + Numbers.fixed(silhouette, 3) + "): choose by what is easier to act on.";
            case Ground.LargestTried _ ->
                "The best k is the largest that was tried; a larger clustering.k_max may find a better one.";
            case Ground.Scale _ -> "Silhouette: above 0.7 strong, above 0.5 reasonable, above 0.25 weak, else no clear"
                    + " structure (Kaufman and Rousseeuw).";
            case Ground.Smallest(double share) ->
                "The smallest segment holds " + Numbers.percent(share) + " of the rows"
                        + (share < 0.02 ? ": look at whether it is a group or a handful of outliers." : ".");
            case Ground.FewestTaken _ ->
                "Without structure the small differences mean nothing, so the fewest segments were taken.";
            case Ground.GapPrefers(int k) -> k == 1 ? "The gap statistic, a cautious one, would not divide at all."
                    : "The gap statistic prefers k = " + k + ".";
            case Ground.Better(Comparison figures) -> "Data without groups do worse: " + of(figures) + ".";
            case Ground.NoBetter(Comparison figures) -> "Data without groups do as well: " + of(figures) + ".";
            case Ground.BeforeLayout(double silhouette) ->
                "In the features that were laid out (UMAP) the segments have a"
                        + " silhouette of " + Numbers.fixed(silhouette, 3)
                        + "; the verdict goes by the lesser of the two.";
            case Ground.FoundAgain(double least) ->
                "Every segment is found again when rows are drawn anew (Jaccard similarity at least "
                        + Numbers.fixed(least, 2) + ").";
            case Ground.NotFoundAgain(List<Integer> segments) ->
                "Not found again reliably when rows are drawn anew (Jaccard similarity below 0.6): "
                        + (segments.size() == 1 ? "segment " : "segments ")
                        + segments.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
            case Ground.NumberGiven _ -> "The number of segments was given (clustering.k), so no other was tried.";
            case Ground.NumberFound _ -> "The algorithm finds the number of segments itself.";
            case Ground.OfRowsInSegments(double silhouette) -> "The silhouette " + Numbers.fixed(silhouette, 3)
                    + " is that of the rows in segments. It measures round segments; those of density"
                    + " may be drawn out and then have a low one.";
            case Ground.ManyOutside _ ->
                "Many rows are outside: a smaller clustering.min_samples takes in more of them.";
            case Ground.FavoursRound _ -> "The silhouette favours round segments; segments that are drawn out or bent"
                    + " may be clear and have a low one.";
        };
    }

    private static String of(Ground.Preferred preferred) {
        int k = preferred.silhouette();
        boolean agree = k == preferred.calinskiHarabasz() && k == preferred.daviesBouldin();
        if (agree) {
            return "Silhouette, Calinski-Harabasz and Davies-Bouldin all prefer k = " + k
                    + (preferred.taken() == k ? "." : "; " + word(preferred.criterion()) + " decides.");
        }
        return "Silhouette prefers k = " + k + ", Calinski-Harabasz k = " + preferred.calinskiHarabasz()
                + ", Davies-Bouldin k = " + preferred.daviesBouldin() + "; " + word(preferred.criterion())
                + " decides.";
    }

    private static String of(Comparison figures) {
        return switch (figures) {
            case Comparison.Silhouettes(double without, double own) when own > 0 && without > 0 ->
                "k-means gives them a silhouette " + Numbers.percent(without / own) + " as high";
            case Comparison.Silhouettes _ -> "k-means finds nothing in either";
            case Comparison.Validities(double without, double own) -> "density-based validity "
                    + Numbers.fixed(without, 2) + " against " + Numbers.fixed(own, 2) + " here";
        };
    }

    static String word(Criterion criterion) {
        return switch (criterion) {
            case STABILITY -> "stability";
            case AUTO, SILHOUETTE -> "the silhouette";
            case CALINSKI_HARABASZ -> "Calinski-Harabasz";
            case DAVIES_BOULDIN -> "Davies-Bouldin";
        };
    }
}
