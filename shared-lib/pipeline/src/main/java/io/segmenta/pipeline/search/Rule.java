package io.segmenta.pipeline.search;

import io.segmenta.config.ClusteringConfig.Criterion;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which candidate of a search is taken. Algorithms are compared at equal numbers of segments, by least conductance, the
 * earlier of equals; the number of segments is then the greatest at which the best algorithm's segments are found again
 * about as well (within {@value #CLOSE}) as at any, or the best by another criterion. What k-means takes by default is
 * taken where that is better by the criterion, unless segments of any shape are twice as well apart. Candidates whose
 * smallest segment is a handful count only when all are such. Settings of one algorithm that finds the number of
 * segments are compared by density-based validity.
 *
 * @param taken the place of the one taken
 * @param reasons why, one sentence each
 */
record Rule(int taken, List<String> reasons) {
    /** Stabilities that differ by less are taken for equal: about the error of ten resamples. */
    static final double CLOSE = 0.02;
    /** Segments of any shape that are that much better apart are taken, though found again less reliably. */
    private static final double CLEARLY_APART = 0.5;
    private static final Set<String> FOLLOW_CHAINS = Set.of("genie", "dbscan", "hdbscan", "agglomerative single");
    private static final String DEFAULT = "kmeans";

    /** Takes the setting of greatest validity, the earlier of equals. */
    static Rule byValidity(List<EvaluatedCandidate> tried) {
        int best = 0;
        for (int i = 1; i < tried.size(); i++) {
            best = tried.get(i).validity() > tried.get(best).validity() ? i : best;
        }
        EvaluatedCandidate taken = tried.get(best);
        String figure = "density-based validity " + Numbers.fixed(taken.validity(), 2)
                + ", from -1 to 1; Moulavi et al. 2014";
        return new Rule(best, List.of(tried.size() == 1
                ? "The " + taken.candidate().k() + " segments are told apart by density (" + figure + ")."
                : "Of " + tried.size() + " settings, " + taken.parameters() + " tells its " + taken.candidate().k()
                        + " segments apart best by density (" + figure + ")."));
    }

    /**
     * Compares algorithms.
     *
     * @param fixed whether the number of segments was given
     * @param criterion what decides between numbers of segments
     */
    static Rule byAlgorithm(List<EvaluatedCandidate> tried, boolean fixed, Criterion criterion) {
        List<EvaluatedCandidate> sound = tried.stream().filter(one -> !one.candidate().splitsOffAHandful())
                .toList();
        TreeMap<Integer, EvaluatedCandidate> apart = new TreeMap<>();
        for (EvaluatedCandidate one : fixed || sound.isEmpty() ? tried : sound) {
            apart.merge(one.candidate().k(), one,
                    (earlier, later) -> later.conductance() < earlier.conductance() ? later : earlier);
        }
        if (apart.size() == 1) {
            EvaluatedCandidate only = apart.firstEntry().getValue();
            String figures = tried.stream().filter(one -> one.candidate().k() == only.candidate().k())
                    .map(one -> one.algorithm() + " " + Numbers.fixed(one.conductance(), 3))
                    .collect(Collectors.joining(", "));
            return new Rule(tried.indexOf(only), List.of("Of the algorithms " + only.algorithm()
                    + " separates the rows best at k = " + only.candidate().k()
                    + " (share of near neighbours in another segment, mean over segments: " + figures + ")."));
        }
        List<EvaluatedCandidate> rivals = new ArrayList<>(apart.values());
        List<Candidate> figures = rivals.stream().map(EvaluatedCandidate::candidate).toList();
        EvaluatedCandidate best = rivals.get(figures.indexOf(Choice.best(figures, criterion)));
        Optional<EvaluatedCandidate> other = byDefault(sound.isEmpty() ? tried : sound)
                .filter(one -> !rivals.contains(one) && Choice.isBetter(one.candidate(), best.candidate(), criterion)
                        && !(FOLLOW_CHAINS.contains(best.algorithm())
                                && best.conductance() < CLEARLY_APART * one.conductance()));
        other.ifPresent(rivals::add);
        EvaluatedCandidate taken = other.orElse(best);
        String compared = rivals.stream()
                .map(one -> one.candidate().k() + " by " + one.algorithm() + " " + figure(one.candidate(), criterion))
                .collect(Collectors.joining(", "));
        return new Rule(tried.indexOf(taken), List.of(tried.size() + " candidates were compared. For each number of"
                + " segments, the algorithm whose segments are best apart went on (fewest near neighbours in another"
                + " segment).", why(criterion) + ": " + compared + "."));
    }

    /** What a run that compares no algorithms would take, so that comparing them never makes it worse. */
    private static Optional<EvaluatedCandidate> byDefault(List<EvaluatedCandidate> tried) {
        List<EvaluatedCandidate> own = tried.stream().filter(one -> one.algorithm().equals(DEFAULT)).toList();
        List<Candidate> candidates = own.stream().map(EvaluatedCandidate::candidate).toList();
        return own.isEmpty() ? Optional.empty()
                : Optional.of(own.get(candidates.indexOf(Choice.best(candidates, Criterion.AUTO))));
    }

    private static String why(Criterion criterion) {
        return switch (criterion) {
            case STABILITY ->
                "Of these that number of segments was taken at which even the least certain segment is found"
                        + " again most reliably when rows are drawn anew (from 0 to 1), the greatest of about equal "
                        + "numbers";
            case AUTO, SILHOUETTE, CALINSKI_HARABASZ, DAVIES_BOULDIN -> "Between the numbers of segments "
                    + ChoiceWords.word(criterion) + " decided";
        };
    }

    private static String figure(Candidate candidate, Criterion criterion) {
        return switch (criterion) {
            case STABILITY -> Numbers.fixed(candidate.stability(), 2);
            case AUTO, SILHOUETTE -> Numbers.fixed(candidate.silhouette(), 2);
            case CALINSKI_HARABASZ -> Numbers.figure(candidate.calinskiHarabasz());
            case DAVIES_BOULDIN -> Numbers.fixed(candidate.daviesBouldin(), 2);
        };
    }
}
