package io.segmenta.pipeline.search;

import io.segmenta.config.ClusteringConfig.Criterion;
import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which number of segments was taken, and why: decided, and put into words by {@link ChoiceWords} alone.
 *
 * @param k the number of segments taken
 * @param candidates all that were judged, ascending k
 * @param structure how much structure the one taken has
 * @param found the finding
 * @param grounds what it rests on
 */
public record Choice(int k, List<Candidate> candidates, Structure structure, Verdict found, List<Ground> grounds) {
    private static final double CLOSE = 0.015;
    /** A segment with a lower Jaccard similarity is not found again. */
    private static final double LEAST_SIMILARITY = 0.6;
    /** Above this share, rows outside of every segment are many. */
    private static final double MANY_OUTSIDE = 0.3;

    /** Copies the lists. */
    public Choice {
        candidates = List.copyOf(candidates);
        grounds = List.copyOf(grounds);
    }

    /** The finding in one or two sentences. */
    public String verdict() {
        return ChoiceWords.of(found);
    }

    /** What it rests on, one sentence each. */
    public List<String> reasons() {
        return grounds.stream().map(ChoiceWords::of).toList();
    }

    /** The candidate that was taken. */
    public Candidate chosen() {
        return candidates.stream().filter(candidate -> candidate.k() == k).findFirst().orElseThrow();
    }

    /** The same choice with more reasons, told first. */
    Choice because(List<String> notes) {
        List<Ground> all = new ArrayList<>();
        notes.forEach(note -> all.add(new Ground.Note(note)));
        all.addAll(grounds);
        return new Choice(k, candidates, structure, found, all);
    }

    /** The same choice, found without so many rows unlike all others. */
    Choice without(int rows) {
        return new Choice(k, candidates, structure, new Verdict.Without(found, rows), grounds);
    }

    /** The same choice with better figures for one candidate. */
    Choice with(Candidate measured) {
        return new Choice(k, candidates.stream().map(one -> one.k() == measured.k() ? measured : one).toList(),
                structure, found, grounds);
    }

    private Choice with(Structure other, Verdict verdict, Ground... more) {
        List<Ground> all = new ArrayList<>(grounds);
        all.addAll(List.of(more));
        return new Choice(k, candidates, other, verdict, all);
    }

    /**
     * Chooses among candidates. Silhouettes within a standard error of the best are taken for equal: of these the one
     * whose segments are found again more reliably is taken, then the smaller k; by stability, of equals, the greater
     * k. A candidate whose smallest segment is a handful rather splits off outliers than finds segments, so it is taken
     * only when all are such. Where the silhouette finds no structure, its small differences mean nothing: then the
     * smallest k within 0.015 of the best is taken.
     *
     * @param candidates ascending k, at least one
     * @param criterion what decides
     * @return the choice
     */
    public static Choice search(List<Candidate> candidates, Criterion criterion) {
        Check.argument(!candidates.isEmpty(), "candidates must not be empty");
        List<Candidate> sound = candidates.stream().filter(one -> !one.splitsOffAHandful()).toList();
        if (sound.isEmpty()) {
            return outliers(candidates, best(candidates, criterion), criterion);
        }
        double silhouette = best(sound, Criterion.SILHOUETTE).silhouette();
        Structure structure = Structure.of(silhouette);
        boolean fewest = structure == Structure.NONE
                && (criterion == Criterion.SILHOUETTE || criterion == Criterion.AUTO);
        Candidate best = fewest
                ? sound.stream().filter(one -> silhouette - one.silhouette() < CLOSE).findFirst().orElseThrow()
                : best(sound, criterion);
        List<Ground> grounds = grounds(candidates, sound, best, criterion);
        if (fewest && best.silhouette() < silhouette) {
            grounds.add(new Ground.FewestTaken());
        }
        Verdict found = structure == Structure.NONE
                ? new Verdict.NoneSearched(candidates.getFirst().k(), candidates.getLast().k(), silhouette, best.k())
                : new Verdict.Clear(best.k(), best.silhouette(), Structure.of(best.silhouette()),
                        structure == Structure.WEAK);
        return new Choice(best.k(), candidates, structure, found, grounds);
    }

    private static Choice outliers(List<Candidate> candidates, Candidate best, Criterion criterion) {
        Verdict found = new Verdict.Outliers(candidates.getFirst().k(), candidates.getLast().k(), best.k(),
                best.smallestRows());
        return new Choice(best.k(), candidates, Structure.NONE, found,
                grounds(candidates, candidates, best, criterion));
    }

    /** The same choice after comparison with data without groups, which may take the structure away, never add any. */
    Choice against(NullReference reference) {
        Choice told = reference.preferred().isPresent()
                ? with(structure, found, new Ground.GapPrefers(reference.preferred().getAsInt()))
                : this;
        Comparison figures = new Comparison.Silhouettes(reference.nullSilhouette(), reference.silhouette());
        if (!reference.doesAsWell()) {
            return told.with(structure, found, new Ground.Better(figures));
        }
        Verdict verdict = structure == Structure.NONE ? found : new Verdict.NoBetter(k, figures);
        return told.with(Structure.NONE, verdict, new Ground.NoBetter(figures));
    }

    /**
     * The same choice of segments that were found in a layout, by their silhouette in the features that were laid out:
     * a layout draws near rows together also where there are no groups. It may take structure away, never add any.
     */
    Choice laidOutFrom(double silhouette) {
        Structure plain = Structure.of(silhouette);
        Ground ground = new Ground.BeforeLayout(silhouette);
        if (structure.compareTo(plain) <= 0) {
            return with(structure, found, ground);
        }
        return with(plain, plain == Structure.NONE ? new Verdict.NoneBeforeLayout(k, silhouette)
                : new Verdict.Clear(k, silhouette, plain, plain == Structure.WEAK), ground);
    }

    /** The same choice with what resampling says of each segment. */
    Choice foundAgain(List<Double> stability) {
        List<Double> known = stability.stream().filter(value -> !value.isNaN()).toList();
        if (known.isEmpty()) {
            return this;
        }
        List<Integer> weak = IntStream.range(0, stability.size()).filter(c -> stability.get(c) < LEAST_SIMILARITY)
                .boxed().toList();
        if (weak.isEmpty()) {
            double least = known.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            return with(structure, found, new Ground.FoundAgain(least));
        }
        Ground lost = new Ground.NotFoundAgain(weak);
        if (structure == Structure.NONE) {
            return with(structure, found, lost);
        }
        return weak.size() == stability.size() ? with(Structure.NONE, new Verdict.NoneFoundAgain(k), lost)
                : with(structure, new Verdict.Doubtful(found, weak.size()), lost);
    }

    /**
     * Judges a number of segments that was given.
     *
     * @param given the candidate of that k
     * @return the choice
     */
    public static Choice fixed(Candidate given) {
        Structure structure = structure(given);
        Verdict found = structure == Structure.NONE ? new Verdict.NoneGiven(given.k(), given.silhouette())
                : handful(given, new Verdict.Given(given.k(), given.silhouette(), structure));
        return new Choice(given.k(), List.of(given), structure, found,
                List.of(new Ground.NumberGiven(), new Ground.Scale(), new Ground.Smallest(given.smallestShare())));
    }

    /** No more than a weak structure, however far away a few rows are. */
    private static Structure structure(Candidate taken) {
        Structure structure = Structure.of(taken.silhouette());
        return structure != Structure.NONE && taken.isOfFewRows() ? Structure.WEAK : structure;
    }

    private static Verdict handful(Candidate taken, Verdict found) {
        return taken.splitsOffAHandful() ? new Verdict.Handful(found, taken.smallestRows()) : found;
    }

    /**
     * Tells of segments that were taken from a search over algorithms, or whose algorithm finds their number.
     *
     * @param taken the candidate that was taken
     * @param same the candidates of the same algorithm, ascending k
     * @param why how it was found
     * @return the choice
     */
    static Choice compared(Candidate taken, List<Candidate> same, List<Ground> why) {
        Structure structure = structure(taken);
        List<Ground> grounds = new ArrayList<>(why);
        grounds.add(new Ground.Scale());
        grounds.add(new Ground.Smallest(taken.smallestShare()));
        Verdict found = structure == Structure.NONE ? new Verdict.NoneCompared(taken.k(), taken.silhouette())
                : handful(taken, new Verdict.Clear(taken.k(), taken.silhouette(), structure, false));
        return new Choice(taken.k(), same, structure, found, grounds);
    }

    /**
     * The same choice after the same algorithm divided data without groups, told by the separation of segments of any
     * shape: where theirs is at least twice as good, segments of low silhouette are clear all the same.
     *
     * @param conductance of a sample of the rows, and of rows without groups
     */
    Choice separated(Contrast conductance) {
        return conductance.own() > conductance.without() / 2 ? this
                : with(Structure.SHAPED, new Verdict.Shaped(k, conductance.own(), conductance.without()),
                        new Ground.FavoursRound());
    }

    /**
     * The same choice after the same algorithm looked for dense segments in data without groups.
     *
     * @param validity of a sample of the rows, and of rows without groups
     */
    Choice denser(Contrast validity) {
        Comparison figures = new Comparison.Validities(validity.without(), validity.own());
        if (validity.own() > validity.without() + 2 * Math.max(validity.deviation(), 0.05)) {
            Structure dense = validity.own() > 0 && structure != Structure.STRONG && structure != Structure.REASONABLE
                    ? Structure.SHAPED
                    : structure;
            return with(dense, found, new Ground.Better(figures));
        }
        return with(Structure.NONE, new Verdict.NoBetter(k, figures), new Ground.NoBetter(figures));
    }

    /**
     * Tells of segments that were taken over from an earlier model.
     *
     * @param kept the candidate of their number
     * @param how the rows of now changed them, one sentence
     * @return the choice
     */
    public static Choice continued(Candidate kept, String how) {
        Structure structure = structure(kept);
        return new Choice(kept.k(), List.of(kept), structure,
                handful(kept, new Verdict.Continued(kept.k(), kept.silhouette(), structure)),
                List.of(new Ground.Note(how), new Ground.Scale(), new Ground.Smallest(kept.smallestShare())));
    }

    /**
     * Tells of segments that an algorithm found by density, their number included.
     *
     * @param found the candidate of that k, measured on the rows in segments
     * @param outside the share of rows in none
     * @return the choice
     */
    static Choice found(Candidate found, double outside) {
        List<Ground> grounds = new ArrayList<>(
                List.of(new Ground.NumberFound(), new Ground.OfRowsInSegments(found.silhouette())));
        if (outside > MANY_OUTSIDE) {
            grounds.add(new Ground.ManyOutside());
        }
        grounds.add(new Ground.Smallest(found.smallestShare()));
        return new Choice(found.k(), List.of(found), structure(found),
                handful(found, new Verdict.Dense(found.k(), outside)), grounds);
    }

    private static List<Ground> grounds(List<Candidate> candidates, List<Candidate> sound, Candidate best,
            Criterion criterion) {
        List<Ground> grounds = new ArrayList<>();
        grounds.add(candidates.size() == 1 ? new Ground.OnlyNumber()
                : new Ground.Preferred(best(sound, Criterion.SILHOUETTE).k(),
                        best(sound, Criterion.CALINSKI_HARABASZ).k(), best(sound, Criterion.DAVIES_BOULDIN).k(),
                        best.k(), criterion));
        candidates.stream().filter(one -> !sound.contains(one) && one.silhouette() > best.silhouette())
                .max(Comparator.comparingDouble(Candidate::silhouette))
                .ifPresent(one -> grounds
                        .add(new Ground.SplitsOffOutliers(one.k(), one.silhouette(), one.smallestShare())));
        Knee.of(candidates).ifPresent(knee -> grounds.add(new Ground.Bend(knee)));
        close(sound, best).ifPresent(other -> grounds.add(new Ground.NearlyAsGood(other.k(), other.silhouette())));
        if (best.k() == candidates.getLast().k() && candidates.size() > 2) {
            grounds.add(new Ground.LargestTried());
        }
        grounds.add(new Ground.Scale());
        grounds.add(new Ground.Smallest(best.smallestShare()));
        return grounds;
    }

    private static Optional<Candidate> close(List<Candidate> candidates, Candidate best) {
        return candidates.stream().filter(other -> other.k() != best.k())
                .filter(other -> best.silhouette() - other.silhouette() < CLOSE)
                .max(Comparator.comparingDouble(Candidate::silhouette));
    }

    /**
     * The best candidate by a criterion, ascending k given; of equals that of the smaller k, by stability of the
     * greater. Silhouettes within a standard error of the best are equal where stability differs, or k alone.
     */
    static Candidate best(List<Candidate> candidates, Criterion criterion) {
        Comparator<Candidate> order = switch (criterion) {
            case STABILITY -> {
                double least = candidates.stream().mapToDouble(one -> known(one.stability())).max().orElseThrow()
                        - Rule.CLOSE;
                yield Comparator.comparingInt(one -> known(one.stability()) >= least ? one.k() : 0);
            }
            case AUTO, SILHOUETTE -> {
                Candidate highest = candidates.stream().max(Comparator.comparingDouble(Candidate::silhouette))
                        .orElseThrow();
                double least = highest.silhouette() - highest.silhouetteError();
                double stable = candidates.stream().filter(one -> one.silhouette() >= least)
                        .mapToDouble(one -> known(one.stability())).max().orElseThrow() - Rule.CLOSE;
                yield Comparator.comparingInt(one -> one.silhouette() < least ? 0
                        : known(one.stability()) < stable ? 1 : 2);
            }
            case CALINSKI_HARABASZ -> Comparator.comparingDouble(Candidate::calinskiHarabasz);
            case DAVIES_BOULDIN -> Comparator.comparingDouble((Candidate candidate) -> -candidate.daviesBouldin());
        };
        return candidates.stream().max(order.thenComparingInt(candidate -> -candidate.k())).orElseThrow();
    }

    /** Whether one is better than another by more than their errors. */
    static boolean isBetter(Candidate one, Candidate other, Criterion criterion) {
        return switch (criterion) {
            case STABILITY -> known(one.stability()) > known(other.stability()) + Rule.CLOSE;
            case AUTO, SILHOUETTE -> one.silhouette() > other.silhouette() + one.silhouetteError();
            case CALINSKI_HARABASZ -> one.calinskiHarabasz() > other.calinskiHarabasz();
            case DAVIES_BOULDIN -> one.daviesBouldin() < other.daviesBouldin();
        };
    }

    private static double known(double stability) {
        return Double.isNaN(stability) ? -1 : stability;
    }
}
