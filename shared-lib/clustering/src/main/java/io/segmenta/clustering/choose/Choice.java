package io.segmenta.clustering.choose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.segmenta.clustering.text.Numbers;
import io.segmenta.model.Check;
import io.segmenta.model.config.PipelineConfig.Criterion;

/**
 * Which number of segments was taken, and why.
 *
 * @param k the number of segments taken
 * @param candidates all that were judged, ascending k
 * @param structure how much structure the one taken has
 * @param verdict the finding in one or two sentences
 * @param reasons what it rests on, one sentence each
 */
public record Choice(int k, List<Candidate> candidates, Structure structure, String verdict, List<String> reasons) {
    /** Copies the lists. */
    public Choice {
        candidates = List.copyOf(candidates);
        reasons = List.copyOf(reasons);
    }

    /** The candidate that was taken. */
    public Candidate chosen() {
        return candidates.stream().filter(candidate -> candidate.k() == k).findFirst().orElseThrow();
    }

    /**
     * Chooses among candidates; of equally good ones the smaller k. Where the silhouette finds no structure, its small
     * differences mean nothing: then the smallest k within 0.015 of the best is taken.
     *
     * @param candidates ascending k, at least one
     * @param criterion what decides
     * @return the choice
     */
    public static Choice search(List<Candidate> candidates, Criterion criterion) {
        Check.argument(!candidates.isEmpty(), "candidates must not be empty");
        double silhouette = best(candidates, Criterion.SILHOUETTE).silhouette();
        Structure structure = Structure.of(silhouette);
        Candidate best = structure == Structure.NONE && criterion == Criterion.SILHOUETTE
                ? candidates.stream().filter(one -> silhouette - one.silhouette() < CLOSE).findFirst().orElseThrow()
                : best(candidates, criterion);
        return new Choice(best.k(), candidates, structure, searched(candidates, best, silhouette, structure),
                reasons(candidates, best, criterion));
    }

    /**
     * Judges a number of segments that was given.
     *
     * @param given the candidate of that k
     * @return the choice
     */
    public static Choice fixed(Candidate given) {
        Structure structure = Structure.of(given.silhouette());
        String figure = "silhouette " + Numbers.fixed(given.silhouette(), 3);
        String verdict = structure == Structure.NONE
                ? "No clear segments at the given k = " + given.k() + ": its " + figure + " does not exceed "
                        + Structure.LEAST_SILHOUETTE + ". " + ADVICE
                : given.k() + " segments as configured: " + figure + ", " + structure.words() + ".";
        List<String> reasons = new ArrayList<>();
        reasons.add("The number of segments was given (clustering.k), so no other was tried.");
        reasons.add(SCALE);
        smallest(given).forEach(reasons::add);
        return new Choice(given.k(), List.of(given), structure, verdict, reasons);
    }

    private static final double CLOSE = 0.015;
    private static final String ADVICE = "The data form a continuum: use the segments as convenient slices, not"
            + " as natural groups, and try other columns.";
    private static final String SCALE = "Silhouette: above 0.7 strong, above 0.5 reasonable, above 0.25 weak, else no"
            + " clear structure (Kaufman and Rousseeuw).";

    private static String searched(List<Candidate> candidates, Candidate best, double silhouette,
            Structure structure) {
        String range = candidates.size() == 1 ? "k = " + best.k()
                : "k = " + candidates.getFirst().k() + " to " + candidates.getLast().k();
        if (structure == Structure.NONE) {
            return "No clear segments: the best silhouette for " + range + " is " + Numbers.fixed(silhouette, 3)
                    + ", which does not exceed " + Structure.LEAST_SILHOUETTE + ". "
                    + ADVICE.replace("the segments", "the " + best.k() + " segments");
        }
        String found = best.k() + " segments: silhouette " + Numbers.fixed(best.silhouette(), 3) + ", "
                + Structure.of(best.silhouette()).words() + ".";
        return structure == Structure.WEAK
                ? found + " Usable as a working division; expect rows near the borders."
                : found;
    }

    private static List<String> reasons(List<Candidate> candidates, Candidate best, Criterion criterion) {
        List<String> reasons = new ArrayList<>();
        int silhouette = best(candidates, Criterion.SILHOUETTE).k();
        int calinski = best(candidates, Criterion.CALINSKI_HARABASZ).k();
        int davies = best(candidates, Criterion.DAVIES_BOULDIN).k();
        boolean agree = silhouette == calinski && calinski == davies;
        reasons.add(candidates.size() == 1 ? "The data allow only this number of segments in the range searched."
                : agree ? "Silhouette, Calinski-Harabasz and Davies-Bouldin all prefer k = " + silhouette + "."
                        : "Silhouette prefers k = " + silhouette + ", Calinski-Harabasz k = " + calinski
                                + ", Davies-Bouldin k = " + davies + "; " + word(criterion) + " decides.");
        OptionalInt knee = Knee.of(candidates);
        if (knee.isPresent()) {
            reasons.add("The curve of inertia bends most at k = " + knee.getAsInt() + ".");
        }
        close(candidates, best).ifPresent(other -> reasons.add("k = " + other.k() + " is nearly as good (silhouette "
                + Numbers.fixed(other.silhouette(), 3) + "): choose by what is easier to act on."));
        if (best.silhouette() <= Structure.LEAST_SILHOUETTE && best.k() < silhouette
                && criterion == Criterion.SILHOUETTE) {
            reasons.add("Without structure the small differences mean nothing, so the fewest segments were taken.");
        }
        if (best.k() == candidates.getLast().k() && candidates.size() > 2) {
            reasons.add("The best k is the largest that was tried; a larger clustering.k_max may find a better one.");
        }
        reasons.add(SCALE);
        smallest(best).forEach(reasons::add);
        return reasons;
    }

    private static Optional<Candidate> close(List<Candidate> candidates, Candidate best) {
        return candidates.stream().filter(other -> other.k() != best.k())
                .filter(other -> best.silhouette() - other.silhouette() < CLOSE)
                .max(Comparator.comparingDouble(Candidate::silhouette));
    }

    private static List<String> smallest(Candidate candidate) {
        String share = "The smallest segment holds " + Numbers.percent(candidate.smallestShare()) + " of the rows";
        return List.of(candidate.smallestShare() < 0.02
                ? share + ": look at whether it is a group or a handful of outliers."
                : share + ".");
    }

    private static Candidate best(List<Candidate> candidates, Criterion criterion) {
        Comparator<Candidate> order = switch (criterion) {
            case SILHOUETTE -> Comparator.comparingDouble(Candidate::silhouette);
            case CALINSKI_HARABASZ -> Comparator.comparingDouble(Candidate::calinskiHarabasz);
            case DAVIES_BOULDIN -> Comparator.comparingDouble((Candidate candidate) -> -candidate.daviesBouldin());
        };
        return candidates.stream().max(order.thenComparing(candidate -> -candidate.k())).orElseThrow();
    }

    private static String word(Criterion criterion) {
        return switch (criterion) {
            case SILHOUETTE -> "the silhouette";
            case CALINSKI_HARABASZ -> "Calinski-Harabasz";
            case DAVIES_BOULDIN -> "Davies-Bouldin";
        };
    }
}
