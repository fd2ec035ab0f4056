package io.segmenta.pipeline.search;

import io.segmenta.config.ClusteringConfig.Criterion;
import io.segmenta.model.base.Check;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

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

    /** The same choice with more reasons, told first. */
    Choice because(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(reasons);
        return new Choice(k, candidates, structure, verdict, all);
    }

    /** The same choice with better figures for one candidate. */
    Choice with(Candidate measured) {
        return new Choice(k, candidates.stream().map(one -> one.k() == measured.k() ? measured : one).toList(),
                structure, verdict,
                reasons);
    }

    /**
     * Chooses among candidates; of equally good ones the smaller k, by stability the greater. A candidate with a segment below 1 % of the rows
     * rather splits off outliers than finds segments, so it is taken only when all are such. Where the silhouette finds
     * no structure, its small differences mean nothing: then the smallest k within 0.015 of the best is taken.
     *
     * @param candidates ascending k, at least one
     * @param criterion what decides
     * @param rows how many rows were divided
     * @return the choice
     */
    public static Choice search(List<Candidate> candidates, Criterion criterion, int rows) {
        Check.argument(!candidates.isEmpty(), "candidates must not be empty");
        List<Candidate> sound = candidates.stream().filter(one -> one.smallestShare() >= LEAST_SHARE).toList();
        if (sound.isEmpty()) {
            return outliers(candidates, best(candidates, criterion), criterion, rows);
        }
        double silhouette = best(sound, Criterion.SILHOUETTE).silhouette();
        Structure structure = Structure.of(silhouette);
        boolean fewest = structure == Structure.NONE
                && (criterion == Criterion.SILHOUETTE || criterion == Criterion.AUTO);
        Candidate best = fewest
                ? sound.stream().filter(one -> silhouette - one.silhouette() < CLOSE).findFirst().orElseThrow()
                : best(sound, criterion);
        List<String> reasons = reasons(candidates, sound, best, criterion);
        if (fewest && best.silhouette() < silhouette) {
            reasons.add("Without structure the small differences mean nothing, so the fewest segments were taken.");
        }
        return new Choice(best.k(), candidates, structure, searched(candidates, best, silhouette, structure), reasons);
    }

    private static Choice outliers(List<Candidate> candidates, Candidate best, Criterion criterion, int rows) {
        String verdict = "No clear segments: outliers dominate. For " + range(candidates)
                + " there is always a segment below 1% of the rows, at k = " + best.k() + " one of "
                + Numbers.count(Math.round(best.smallestShare() * rows))
                + ". Try features.skew: auto or features.scale: robust, or leave out rows that do not belong.";
        return new Choice(best.k(), candidates, Structure.NONE, verdict,
                reasons(candidates, candidates, best, criterion));
    }

    /** The same choice after comparison with data without groups, which may take the structure away, never add any. */
    Choice against(NullReference reference) {
        List<String> more = new ArrayList<>(reasons);
        reference.preferred().ifPresent(preferred -> more.add(preferred == 1
                ? "The gap statistic, a cautious one, would not divide at all."
                : "The gap statistic prefers k = " + preferred + "."));
        String figures = "silhouette " + Numbers.fixed(reference.nullSilhouette(), 3) + " against "
                + Numbers.fixed(reference.silhouette(), 3) + " here, both by k-means";
        if (!reference.doesAsWell()) {
            more.add("Data without groups do worse: " + figures + ".");
            return new Choice(k, candidates, structure, verdict, more);
        }
        more.add("Data without groups do as well: " + figures + ".");
        String told = structure == Structure.NONE ? verdict
                : "No clear segments: data without any groups do as well (" + figures + "). "
                        + continuum();
        return new Choice(k, candidates, Structure.NONE, told, more);
    }

    /** The same choice with what resampling says of each segment. */
    Choice foundAgain(List<Double> stability) {
        List<Double> known = stability.stream().filter(value -> !value.isNaN()).toList();
        if (known.isEmpty()) {
            return this;
        }
        double least = known.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        List<Integer> weak = new ArrayList<>();
        for (int c = 0; c < stability.size(); c++) {
            if (stability.get(c) < 0.6) {
                weak.add(c);
            }
        }
        List<String> more = new ArrayList<>(reasons);
        more.add(weak.isEmpty()
                ? "Every segment is found again when rows are drawn anew (Jaccard similarity at least "
                        + Numbers.fixed(least, 2) + ")."
                : "Not found again reliably when rows are drawn anew (Jaccard similarity below 0.6): "
                        + (weak.size() == 1 ? "segment " : "segments ")
                        + weak.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        if (weak.size() == stability.size() && structure != Structure.NONE) {
            return new Choice(k, candidates, Structure.NONE, "No clear segments: none of the " + k
                    + " is found again reliably when rows are drawn anew. " + continuum(), more);
        }
        boolean doubt = structure != Structure.NONE && !weak.isEmpty();
        return new Choice(k, candidates, structure, doubt ? verdict + " But " + weak.size()
                + (weak.size() == 1 ? " of them is" : " of them are")
                + " not found again reliably when rows are drawn anew." : verdict, more);
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
                : given.k() + " segments as configured: " + figure + ", " + structure.words() + "."
                        + (given.smallestShare() < LEAST_SHARE
                                ? " But a segment below 1% of the rows may be outliers, which raise that figure."
                                : "");
        List<String> reasons = new ArrayList<>();
        reasons.add("The number of segments was given (clustering.k), so no other was tried.");
        reasons.add(SCALE);
        smallest(given).forEach(reasons::add);
        return new Choice(given.k(), List.of(given), structure, verdict, reasons);
    }

    /**
     * Tells of segments that were taken from a search over algorithms.
     *
     * @param taken the candidate that was taken
     * @param same the candidates of the same algorithm, ascending k
     * @param why how it was found, one sentence each
     * @return the choice
     */
    static Choice compared(Candidate taken, List<Candidate> same, List<String> why) {
        Structure structure = Structure.of(taken.silhouette());
        List<String> reasons = new ArrayList<>(why);
        reasons.add(SCALE);
        smallest(taken).forEach(reasons::add);
        return new Choice(taken.k(), same, structure, verdict(taken, structure), reasons);
    }

    private static String verdict(Candidate taken, Structure structure) {
        return structure == Structure.NONE
                ? "No clear segments: the silhouette of the " + taken.k() + " that are told apart best is "
                        + Numbers.fixed(taken.silhouette(), 3) + ", which does not exceed "
                        + Structure.LEAST_SILHOUETTE + ". " + ADVICE
                : taken.k() + " segments: silhouette " + Numbers.fixed(taken.silhouette(), 3) + ", "
                        + structure.words() + ".";
    }

    /**
     * The same choice after the same algorithm divided data without groups, told by the separation of segments of any
     * shape: where theirs is at least twice as good, segments of low silhouette are clear all the same.
     *
     * @param conductance of a sample of the rows, and of rows without groups
     */
    Choice separated(Contrast conductance) {
        if (conductance.own() > conductance.without() / 2) {
            return this;
        }
        List<String> more = new ArrayList<>(reasons);
        more.add(
                "The silhouette favours round segments; segments that are drawn out or bent may be clear and have a low"
                        + " one.");
        return new Choice(k, candidates, Structure.SHAPED,
                k + " segments, clearly apart although not round: " + Numbers.percent(conductance.own())
                        + " of near neighbours are in another segment, "
                        + Numbers.percent(conductance.without())
                        + " where the same algorithm divides data without groups.",
                more);
    }

    /**
     * The same choice after the same algorithm looked for dense segments in data without groups.
     *
     * @param validity of a sample of the rows, and of rows without groups
     */
    Choice denser(Contrast validity) {
        List<String> more = new ArrayList<>(reasons);
        String figures = "density-based validity " + Numbers.fixed(validity.without(), 2) + " against "
                + Numbers.fixed(validity.own(), 2) + " here";
        if (validity.own() > validity.without() + 2 * Math.max(validity.deviation(), 0.05)) {
            more.add("Data without groups do worse: " + figures + ".");
            Structure dense = validity.own() > 0 && structure != Structure.STRONG && structure != Structure.REASONABLE
                    ? Structure.SHAPED
                    : structure;
            return new Choice(k, candidates, dense, verdict, more);
        }
        more.add("Data without groups do as well: " + figures + ".");
        return new Choice(k, candidates, Structure.NONE, "No clear segments: data without any groups do as well ("
                + figures + "). " + continuum(), more);
    }

    private String continuum() {
        return ADVICE.replace("the segments", "the " + k + " segments");
    }

    /**
     * Tells of segments that were taken over from an earlier model.
     *
     * @param kept the candidate of their number
     * @param how the rows of now changed them, one sentence
     * @return the choice
     */
    public static Choice continued(Candidate kept, String how) {
        Structure structure = Structure.of(kept.silhouette());
        List<String> reasons = new ArrayList<>(List.of(how, SCALE));
        smallest(kept).forEach(reasons::add);
        return new Choice(kept.k(), List.of(kept), structure, kept.k() + " segments continued: silhouette "
                + Numbers.fixed(kept.silhouette(), 3) + ", " + structure.words() + ".", reasons);
    }

    /**
     * Tells of segments that an algorithm found by density, their number included.
     *
     * @param found the candidate of that k, measured on the rows in segments
     * @param outside the share of rows in none
     * @return the choice
     */
    static Choice found(Candidate found, double outside) {
        String figure = "silhouette " + Numbers.fixed(found.silhouette(), 3);
        String verdict = found.k() + " segments found by density, " + Numbers.percent(outside)
                + " of the rows outside every segment.";
        List<String> reasons = new ArrayList<>();
        reasons.add("The algorithm finds the number of segments itself.");
        reasons.add("The " + figure + " is that of the rows in segments. It measures round segments; those of density"
                + " may be drawn out and then have a low one.");
        if (outside > 0.3) {
            reasons.add("Many rows are outside: a smaller clustering.min_samples takes in more of them.");
        }
        smallest(found).forEach(reasons::add);
        return new Choice(found.k(), List.of(found), Structure.of(found.silhouette()), verdict, reasons);
    }

    private static final double CLOSE = 0.015;
    private static final double LEAST_SHARE = 0.01;
    private static final String ADVICE = "The data form a continuum: use the segments as convenient slices, not"
            + " as natural groups, and try other columns.";
    private static final String SCALE = "Silhouette: above 0.7 strong, above 0.5 reasonable, above 0.25 weak, else no"
            + " clear structure (Kaufman and Rousseeuw).";

    private static String searched(List<Candidate> candidates, Candidate best, double silhouette,
            Structure structure) {
        if (structure == Structure.NONE) {
            return "No clear segments: the best silhouette for " + range(candidates) + " is "
                    + Numbers.fixed(silhouette, 3)
                    + ", which does not exceed " + Structure.LEAST_SILHOUETTE + ". "
                    + ADVICE.replace("the segments", "the " + best.k() + " segments");
        }
        String found = best.k() + " segments: silhouette " + Numbers.fixed(best.silhouette(), 3) + ", "
                + Structure.of(best.silhouette()).words() + ".";
        return structure == Structure.WEAK
                ? found + " Usable as a working division; expect rows near the borders."
                : found;
    }

    private static String range(List<Candidate> candidates) {
        return candidates.size() == 1 ? "k = " + candidates.getFirst().k()
                : "k = " + candidates.getFirst().k() + " to " + candidates.getLast().k();
    }

    private static List<String> reasons(List<Candidate> candidates, List<Candidate> sound, Candidate best,
            Criterion criterion) {
        List<String> reasons = new ArrayList<>();
        int silhouette = best(sound, Criterion.SILHOUETTE).k();
        int calinski = best(sound, Criterion.CALINSKI_HARABASZ).k();
        int davies = best(sound, Criterion.DAVIES_BOULDIN).k();
        boolean agree = silhouette == calinski && calinski == davies;
        reasons.add(candidates.size() == 1 ? "The data allow only this number of segments in the range searched."
                : agree ? "Silhouette, Calinski-Harabasz and Davies-Bouldin all prefer k = " + silhouette
                        + (best.k() == silhouette ? "." : "; " + word(criterion) + " decides.")
                        : "Silhouette prefers k = " + silhouette + ", Calinski-Harabasz k = " + calinski
                                + ", Davies-Bouldin k = " + davies + "; " + word(criterion) + " decides.");
        candidates.stream().filter(one -> !sound.contains(one) && one.silhouette() > best.silhouette())
                .max(Comparator.comparingDouble(Candidate::silhouette))
                .ifPresent(one -> reasons.add("k = " + one.k() + " has a higher silhouette ("
                        + Numbers.fixed(one.silhouette(), 3) + ") but only splits off outliers ("
                        + Numbers.percent(one.smallestShare()) + " of the rows)."));
        OptionalInt knee = Knee.of(candidates);
        if (knee.isPresent()) {
            reasons.add("The curve of inertia bends most at k = " + knee.getAsInt() + ".");
        }
        close(sound, best).ifPresent(other -> reasons.add("k = " + other.k() + " is nearly as good (silhouette "
                + Numbers.fixed(other.silhouette(), 3) + "): choose by what is easier to act on."));
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

    /** The best candidate by a criterion, ascending k given; of equals that of the smaller k, by stability of the greater. */
    static Candidate best(List<Candidate> candidates, Criterion criterion) {
        Comparator<Candidate> order = switch (criterion) {
            case STABILITY -> {
                double least = candidates.stream().mapToDouble(one -> known(one.stability())).max().orElseThrow()
                        - Rule.CLOSE;
                yield Comparator.comparingInt(one -> known(one.stability()) >= least ? one.k() : 0);
            }
            case AUTO, SILHOUETTE -> Comparator.comparingDouble(Candidate::silhouette);
            case CALINSKI_HARABASZ -> Comparator.comparingDouble(Candidate::calinskiHarabasz);
            case DAVIES_BOULDIN -> Comparator.comparingDouble((Candidate candidate) -> -candidate.daviesBouldin());
        };
        return candidates.stream().max(order.thenComparing(candidate -> -candidate.k())).orElseThrow();
    }

    private static double known(double stability) {
        return Double.isNaN(stability) ? -1 : stability;
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
