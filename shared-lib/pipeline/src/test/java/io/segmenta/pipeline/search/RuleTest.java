package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.ClusteringConfig.Criterion;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {
    @Test
    void kGiven_leastConductanceWins_theEarlierOfEquals() {
        Rule rule = Rule.byAlgorithm(List.of(tried("a", 3, 0.3, 0.9, 0.2), tried("b", 3, 0.1, 0.1, 0.2),
                tried("c", 3, 0.1, 0.9, 0.2)), true, Criterion.STABILITY);
        assertThat(rule.taken()).isEqualTo(1);
        assertThat(rule.reasons()).containsExactly("Of the algorithms b separates the rows best at k = 3 (share of near"
                + " neighbours in another segment, mean over segments: a 0.300, b 0.100, c 0.100).");
    }

    @Test
    void kSearched_ofTheBestAlgorithms_theGreatestAboutEquallyStableIsTaken() {
        List<EvaluatedCandidate> tried = List.of(tried("a", 2, 0.1, 0.95, 0.2), tried("a", 3, 0.2, 0.94, 0.2),
                tried("a", 4, 0.3, 0.99, 0.2), tried("b", 3, 0.3, 0.5, 0.2), tried("b", 4, 0.2, 0.9, 0.2));
        Rule rule = Rule.byAlgorithm(tried, false, Criterion.STABILITY);
        assertThat(rule.taken()).as("4 by a is more stable, but b separates four better").isEqualTo(1);
        assertThat(rule.reasons().getLast()).endsWith("2 by a 0.95, 3 by a 0.94, 4 by b 0.90.");
        assertThat(Rule.byAlgorithm(tried, false, Criterion.SILHOUETTE).taken()).isZero();
    }

    @Test
    void kSearched_candidatesThatSplitOffOutliers_countOnlyWhenAllDo() {
        List<EvaluatedCandidate> tried = List.of(tried("a", 2, 0.0, 1, 0.001), tried("b", 2, 0.2, 0.8, 0.3),
                tried("b", 3, 0.2, 0.7, 0.3));
        assertThat(Rule.byAlgorithm(tried, false, Criterion.STABILITY).taken()).isEqualTo(1);
        assertThat(Rule.byAlgorithm(tried.subList(0, 1), false, Criterion.STABILITY).taken()).isZero();
    }

    @Test
    void comparingAlgorithms_neverTakesLessStableSegmentsThanTheDefault() {
        List<EvaluatedCandidate> tried = List.of(tried("kmeans", 2, 0.2, 0.97, 0.2), tried("kmeans", 3, 0.3, 0.6, 0.2),
                tried("genie", 2, 0.15, 0.7, 0.2), tried("genie", 3, 0.15, 0.75, 0.2));
        Rule rule = Rule.byAlgorithm(tried, false, Criterion.STABILITY);
        assertThat(rule.taken()).as("genie separates both numbers better, and is found again less").isZero();
        assertThat(rule.reasons().getLast()).endsWith("2 by genie 0.70, 3 by genie 0.75, 2 by kmeans 0.97.");
        List<EvaluatedCandidate> apart = List.of(tried("kmeans", 2, 0.2, 0.97, 0.2), tried("genie", 2, 0.02, 0.9, 0.2));
        assertThat(Rule.byAlgorithm(apart, false, Criterion.STABILITY).taken()).as("clearly apart").isEqualTo(1);
        List<EvaluatedCandidate> equal = List.of(tried("kmeans", 3, 0.2, 0.97, 0.2), tried("genie", 2, 0.1, 0.96, 0.2),
                tried("genie", 3, 0.1, 0.6, 0.2));
        assertThat(Rule.byAlgorithm(equal, false, Criterion.STABILITY).taken()).as("about as stable").isEqualTo(1);
    }

    @Test
    void settings_greatestValidityWins_theEarlierOfEquals() {
        assertThat(Rule.byValidity(List.of(found(2, 0.1), found(5, 0.4), found(3, 0.4))).taken()).isEqualTo(1);
    }

    @Test
    void settings_areNamedByWhatDiffersAndAloneByNothing() {
        assertThat(Rule.byValidity(List.of(found(2, 0.1), found(5, 0.444))).reasons()).containsExactly("Of 2 settings,"
                + " min_samples 5 tells its 5 segments apart best by density (density-based validity 0.44, from -1 to"
                + " 1; Moulavi et al. 2014).");
        assertThat(Rule.byValidity(List.of(found(2, 0.1))).reasons()).containsExactly("The 2 segments are told apart by"
                + " density (density-based validity 0.10, from -1 to 1; Moulavi et al. 2014).");
    }

    @Test
    void segmentOfOnePercent_isNoOutlier() {
        assertThat(Rule.byAlgorithm(List.of(tried("a", 2, 0, 1, 0.01), tried("b", 2, 0.2, 1, 0.3)), false,
                Criterion.STABILITY).taken()).isZero();
        assertThat(Rule.byAlgorithm(List.of(tried("a", 2, 0, 1, 0.0099), tried("b", 2, 0.2, 1, 0.3)), false,
                Criterion.STABILITY).taken()).isEqualTo(1);
        assertThat(Rule.byAlgorithm(List.of(tried("a", 2, 0, 1, 0.0099), tried("b", 2, 0.2, 1, 0.3)), true,
                Criterion.STABILITY).taken()).as("of a given number all count").isZero();
    }

    @Test
    void kSearched_everyCriterion_saysItsFigures() {
        List<EvaluatedCandidate> tried = List.of(tried("a", 2, 0.1, 0.95, 0.2), tried("a", 4, 0.2, 0.5, 0.2));
        String beginning = "Between the numbers of segments ";
        assertThat(Rule.byAlgorithm(tried, false, Criterion.SILHOUETTE).reasons()).last()
                .isEqualTo(beginning + "the silhouette decided: 2 by a 0.50, 4 by a 0.25.");
        assertThat(Rule.byAlgorithm(tried, false, Criterion.CALINSKI_HARABASZ).reasons()).last()
                .isEqualTo(beginning + "Calinski-Harabasz decided: 2 by a 1, 4 by a 1.");
        assertThat(Rule.byAlgorithm(tried, false, Criterion.DAVIES_BOULDIN).reasons()).last()
                .isEqualTo(beginning + "Davies-Bouldin decided: 2 by a 1.00, 4 by a 1.00.");
        assertThat(Rule.byAlgorithm(tried, false, Criterion.STABILITY).reasons()).first().asString()
                .startsWith("2 candidates were compared.");
    }

    private static EvaluatedCandidate tried(String algorithm, int k, double conductance, double stability,
            double smallest) {
        return new EvaluatedCandidate(algorithm, "",
                new Candidate(k, 1, 1.0 / k, 1, 1, smallest).withStability(stability), 0,
                List.of(), 0,
                conductance, Double.NaN, false);
    }

    private static EvaluatedCandidate found(int k, double validity) {
        return new EvaluatedCandidate("hdbscan", "min_samples " + k, new Candidate(k, 1, 0.5, 1, 1, 0.2), Double.NaN,
                List.of(), 0.1,
                0.1, validity, false);
    }
}
