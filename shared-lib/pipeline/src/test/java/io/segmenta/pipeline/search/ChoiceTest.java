package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.ClusteringConfig.Criterion;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void search_oneClearBest_isTakenAndSaidPlainly() {
        Choice choice = Choice.search(List.of(of(2, 100, 0.32), of(3, 80, 0.45), of(5, 20, 0.555), of(6, 19, 0.4)),
                Criterion.SILHOUETTE);
        assertThat(choice.k()).isEqualTo(5);
        assertThat(choice.structure()).isEqualTo(Structure.REASONABLE);
        assertThat(choice.verdict()).isEqualTo("5 segments: silhouette 0.555, a reasonable structure.");
        assertThat(choice.reasons()).contains("The curve of inertia bends most at k = 5.",
                "The smallest segment holds 10% of the rows.");
    }

    @Test
    void search_weakBestSilhouette_saysNoClearSegmentsWithTheNumber() {
        Choice choice = Choice.search(List.of(of(2, 100, 0.11), of(3, 90, 0.13)), Criterion.SILHOUETTE);
        assertThat(choice.structure()).isEqualTo(Structure.NONE);
        assertThat(choice.verdict()).startsWith(
                "No clear segments: the best silhouette for k = 2 to 3 is 0.130, which does not exceed 0.25.");
    }

    @Test
    void search_equallyGood_takesTheSmaller() {
        assertThat(Choice.search(List.of(of(2, 100, 0.5), of(3, 90, 0.5)), Criterion.SILHOUETTE).k())
                .isEqualTo(2);
    }

    @Test
    void search_otherCriteria_decideByTheirOwnDirection() {
        Candidate two = new Candidate(2, 100, 0.6, 50, 0.4, 0.2);
        Candidate three = new Candidate(3, 90, 0.5, 70, 0.5, 0.2);
        assertThat(Choice.search(List.of(two, three), Criterion.CALINSKI_HARABASZ).k()).isEqualTo(3);
        Choice davies = Choice.search(List.of(two, three), Criterion.DAVIES_BOULDIN);
        assertThat(davies.k()).isEqualTo(2);
        assertThat(davies.reasons()).first().asString().isEqualTo("Silhouette prefers k = 2, Calinski-Harabasz k = 3,"
                + " Davies-Bouldin k = 2; Davies-Bouldin decides.");
    }

    @Test
    void search_byStability_takesTheGreatestOfAboutEqualNumbers() {
        Choice choice = Choice.search(List.of(of(2, 100, 0.6).withStability(0.95), of(3, 90, 0.5).withStability(0.94),
                of(4, 80, 0.55).withStability(Double.NaN), of(5, 70, 0.5).withStability(0.8)), Criterion.STABILITY);
        assertThat(choice.k()).isEqualTo(3);
        assertThat(choice.reasons()).first().asString().endsWith("stability decides.");
    }

    @Test
    void foundAgain_noneOfTheSegments_isNotClear() {
        Choice choice = Choice.search(List.of(of(2, 100, 0.6), of(3, 90, 0.5)), Criterion.SILHOUETTE);
        assertThat(choice.foundAgain(List.of(0.9, 0.5)).structure()).isEqualTo(Structure.REASONABLE);
        assertThat(choice.foundAgain(List.of(0.9, 0.5)).verdict())
                .isEqualTo(choice.verdict() + " But 1 of them is not found again reliably when rows are drawn anew.");
        assertThat(choice.foundAgain(List.of(0.9, 0.6)).verdict()).isEqualTo(choice.verdict());
        Choice lost = choice.foundAgain(List.of(0.3, 0.5));
        assertThat(lost.structure()).isEqualTo(Structure.NONE);
        assertThat(lost.verdict()).startsWith("No clear segments: none of the 2 is found again reliably");
    }

    @Test
    void separated_twiceAsWellAsWithoutGroups_isClearWhateverTheSilhouette() {
        Choice choice = Choice.search(List.of(of(2, 100, 0.1)), Criterion.SILHOUETTE);
        assertThat(choice.separated(new Contrast(0.06, 0.1, 0)).structure()).isEqualTo(Structure.NONE);
        Choice apart = choice.separated(new Contrast(0.05, 0.1, 0));
        assertThat(apart.structure()).isEqualTo(Structure.SHAPED);
        assertThat(apart.verdict())
                .isEqualTo("2 segments, clearly apart although not round: 5% of near neighbours are in"
                        + " another segment, 10% where the same algorithm divides data without groups.");
    }

    @Test
    void denser_notBeyondTheSpreadOfDataWithoutGroups_isNotClear() {
        Choice choice = Choice.found(of(2, 100, 0.1), 0.2);
        assertThat(choice.denser(new Contrast(0.3, 0.1, 0.15)).verdict()).startsWith(
                "No clear segments: data without any groups do as well "
                        + "(density-based validity 0.10 against 0.30 here)");
        assertThat(choice.denser(new Contrast(0.3, 0.1, 0.01)).structure()).isEqualTo(Structure.SHAPED);
        assertThat(choice.denser(new Contrast(-0.3, -1, 0)).structure()).isEqualTo(Structure.NONE);
    }

    @Test
    void search_runnerUpClose_isMentioned() {
        Choice choice = Choice.search(List.of(of(2, 100, 0.6), of(3, 90, 0.59)), Criterion.SILHOUETTE);
        assertThat(choice.reasons()).anyMatch(reason -> reason.startsWith("k = 3 is nearly as good"));
    }

    @Test
    void search_bestAtTheEnd_advisesALargerRange() {
        Choice choice = Choice.search(List.of(of(2, 100, 0.5), of(3, 90, 0.6), of(4, 80, 0.7)), Criterion.SILHOUETTE);
        assertThat(choice.reasons()).anyMatch(reason -> reason.contains("clustering.k_max"));
    }

    @Test
    void search_betterCandidateOnlySplitsOffOutliers_isPassedOverAndSaid() {
        Candidate outliers = new Candidate(2, 100, 0.9, 10, 0.1, 0.002);
        Choice choice = Choice.search(List.of(outliers, of(3, 90, 0.6)), Criterion.SILHOUETTE);
        assertThat(choice.k()).isEqualTo(3);
        assertThat(choice.reasons())
                .contains("k = 2 has a higher silhouette (0.900) but only splits off outliers (0.2% of the rows).");
    }

    @Test
    void search_everyCandidateSplitsOffOutliers_saysSoInsteadOfStrongStructure() {
        Choice choice = Choice.search(List.of(new Candidate(2, 100, 0.99, 10, 0.1, 0.002)), Criterion.SILHOUETTE);
        assertThat(choice.structure()).isEqualTo(Structure.NONE);
        assertThat(choice.verdict()).startsWith("No clear segments: outliers dominate. For k = 2 there is always a"
                + " segment of a handful of rows, at k = 2 one of 20.");
    }

    @Test
    void search_noStructure_takesTheFewestOfEquallyPoorOnes() {
        Choice choice = Choice.search(List.of(of(2, 100, 0.112), of(3, 90, 0.101), of(4, 80, 0.115)),
                Criterion.SILHOUETTE);
        assertThat(choice.k()).isEqualTo(2);
        assertThat(choice.verdict()).contains("is 0.115", "use the 2 segments");
    }

    @Test
    void fixed_anyK_isJudgedButNotChanged() {
        assertThat(Choice.fixed(of(4, 10, 0.72)).verdict())
                .isEqualTo("4 segments as configured: silhouette 0.720, a strong structure.");
        assertThat(Choice.fixed(of(4, 10, 0.1)).verdict()).startsWith("No clear segments at the given k = 4");
    }

    @Test
    void knee_handSolvedCurve_isThePointFarthestBelowTheChord() {
        // scaled: (0, 1), (1/3, 0.2), (2/3, 0.1), (1, 0); depths 0, 0.467, 0.233, 0
        assertThat(Knee.of(List.of(of(2, 110, 0), of(3, 30, 0), of(4, 20, 0), of(5, 10, 0)))).hasValue(3);
    }

    @Test
    void knee_laterPointThatLiesDeeper_isTaken() {
        // scaled: (0, 1), (1/3, 0.5), (2/3, 0.05), (1, 0); depths 0, 0.167, 0.283, 0
        assertThat(Knee.of(List.of(of(2, 110, 0), of(3, 60, 0), of(4, 15, 0), of(5, 10, 0)))).hasValue(4);
        assertThat(Knee.of(List.of(of(2, 110, 0), of(3, 20, 0), of(4, 10, 0)))).as("of three points").hasValue(3);
        assertThat(Knee.of(List.of(of(2, 10, 0), of(3, 10, 0), of(4, 10, 0)))).as("of a level line").isEmpty();
    }

    @Test
    void best_eachCriterion_hasItsOwnFavourite() {
        List<Candidate> candidates = List.of(new Candidate(2, 9, 0.6, 10, 0.5, 0.1).withStability(0.7),
                new Candidate(3, 8, 0.5, 30, 0.4, 0.1).withStability(0.9),
                new Candidate(4, 7, 0.4, 20, 0.1, 0.1).withStability(0.8),
                new Candidate(5, 6, 0.3, 5, 0.3, 0.1).withStability(0.88), new Candidate(6, 5, 0.2, 5, 0.9, 0.1));
        assertThat(Choice.best(candidates, Criterion.SILHOUETTE).k()).isEqualTo(2);
        assertThat(Choice.best(candidates, Criterion.AUTO).k()).isEqualTo(2);
        assertThat(Choice.best(candidates, Criterion.CALINSKI_HARABASZ).k()).isEqualTo(3);
        assertThat(Choice.best(candidates, Criterion.DAVIES_BOULDIN).k()).isEqualTo(4);
        assertThat(Choice.best(candidates, Criterion.STABILITY).k()).as("the greatest of about equals").isEqualTo(5);
    }

    @Test
    void search_candidateThatSplitsOffOutliersAndIsWorse_isNotMentioned() {
        Candidate outliers = new Candidate(2, 100, 0.5, 10, 0.1, 0.002);
        assertThat(Choice.search(List.of(outliers, of(3, 90, 0.6)), Criterion.SILHOUETTE).reasons())
                .noneMatch(reason -> reason.contains("splits off outliers"));
    }

    @Test
    void knee_straightLineOrTwoPoints_isAbsent() {
        assertThat(Knee.of(List.of(of(2, 30, 0), of(3, 20, 0), of(4, 10, 0)))).isEmpty();
        assertThat(Knee.of(List.of(of(2, 30, 0), of(3, 20, 0)))).isEmpty();
    }

    /** Two numbers of segments within a standard error: the third decimal decides nothing. */
    @Test
    void search_silhouettesWithinAStandardError_takesTheMoreStableThenTheSmaller() {
        Candidate two = measured(2, 0.500, 0.70);
        Candidate three = measured(3, 0.497, 0.95);
        Candidate four = measured(4, 0.503, 0.80);
        Candidate five = measured(5, 0.480, 0.99);
        assertThat(Choice.search(List.of(two, three, four, five), Criterion.AUTO).k()).as("more stable").isEqualTo(3);
        assertThat(Choice.search(List.of(two.withStability(0.94), three, four, five), Criterion.AUTO).k())
                .as("about as stable, and smaller").isEqualTo(2);
        assertThat(Choice.search(List.of(two, three, four.withSilhouette(0.53, 0.01), five), Criterion.AUTO).k())
                .as("better by more than the error").isEqualTo(4);
    }

    private static Candidate measured(int k, double silhouette, double stability) {
        return of(k, 100.0 / k, silhouette).withSilhouette(silhouette, 0.01).withStability(stability);
    }

    @Test
    void fewRowsFarAway_areNoStrongStructure() {
        Candidate pair = new Candidate(2, 1, 0.9, 1, 1, 2 / 44.0, 1, 0.01, 2);
        assertThat(Choice.search(List.of(pair, of(3, 90, 0.4)), Criterion.AUTO).k()).isEqualTo(3);
        Choice given = Choice.fixed(pair);
        assertThat(given.structure()).isEqualTo(Structure.WEAK);
        assertThat(given.verdict()).isEqualTo("2 segments as configured: silhouette 0.900, a weak structure. But one "
                + "segment is 2 rows only, which may be outliers: look at it before you go by these figures.");
        assertThat(new Candidate(2, 1, 0.9, 1, 1, 2 / 12.0, 1, 0.01, 2).isOfFewRows()).as("of twelve rows").isFalse();
        assertThat(new Candidate(2, 1, 0.9, 1, 1, 5 / 300.0, 1, 0.01, 5).splitsOffAHandful()).isFalse();
        assertThat(new Candidate(2, 1, 0.9, 1, 1, 4 / 300.0, 1, 0.01, 4).splitsOffAHandful()).isTrue();
    }

    private static Candidate of(int k, double inertia, double silhouette) {
        return new Candidate(k, inertia, silhouette, 100 * silhouette, 1 - silhouette, 0.1);
    }
}
