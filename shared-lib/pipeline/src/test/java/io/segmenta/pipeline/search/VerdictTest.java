package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.config.ClusteringConfig.Criterion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where one finding ends and the next begins, and how each is said. */
class VerdictTest {
    private static final String CONTINUUM = " as convenient slices, not as natural groups, and try other columns.";

    private static Candidate of(int k, double silhouette) {
        return of(k, silhouette, 0.1);
    }

    private static Candidate of(int k, double silhouette, double smallest) {
        return new Candidate(k, 100.0 / k, silhouette, 100 * silhouette, 1 - silhouette, smallest);
    }

    private static Choice search(Candidate... candidates) {
        return Choice.search(List.of(candidates), Criterion.SILHOUETTE);
    }

    @ParameterizedTest
    @CsvSource({"0.71,STRONG", "0.7,REASONABLE", "0.51,REASONABLE", "0.5,WEAK", "0.26,WEAK", "0.25,NONE", "-1,NONE"})
    void structure_boundsBelongToTheLowerOne(double silhouette, Structure structure) {
        assertThat(Structure.of(silhouette)).isEqualTo(structure);
        assertThat(search(of(2, silhouette)).structure()).isEqualTo(structure);
    }

    @Test
    void search_noCandidate_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> search()).withMessage("candidates must not be empty");
    }

    @Test
    void search_segmentOfOnePercent_isNoOutlier() {
        assertThat(search(of(2, 0.9, 0.01), of(3, 0.6)).k()).isEqualTo(2);
        assertThat(search(of(2, 0.9, 0.0099), of(3, 0.6)).k()).isEqualTo(3);
        assertThat(Choice.fixed(of(2, 0.9, 0.0099)).verdict()).isEqualTo("2 segments as configured: silhouette 0.900,"
                + " a strong structure. But one segment is 99 rows only, which may be outliers: look at it before you"
                + " go by these figures.");
        assertThat(Choice.fixed(of(2, 0.9, 0.01)).verdict())
                .isEqualTo("2 segments as configured: silhouette 0.900, a strong structure.");
    }

    @Test
    void search_weakStructure_warnsOfTheBorders() {
        assertThat(search(of(2, 0.4)).verdict()).isEqualTo("2 segments: silhouette 0.400, a weak structure."
                + " Usable as a working division; expect rows near the borders.");
        assertThat(search(of(2, 0.6)).verdict()).doesNotContain("borders");
    }

    @Test
    void search_outliersInARange_nameIt() {
        assertThat(search(of(2, 0.9, 0.001), of(3, 0.8, 0.002)).verdict()).startsWith("No clear segments: outliers"
                + " dominate. For k = 2 to 3 there is always a segment of a handful of rows, at k = 2 one of 10.");
    }

    @Test
    void search_onlyNumber_saysSo() {
        assertThat(search(of(2, 0.6)).reasons())
                .contains("The data allow only this number of segments in the range searched.")
                .noneMatch(reason -> reason.contains("k_max"));
        assertThat(search(of(2, 0.5), of(3, 0.6)).reasons()).as("two are no range")
                .noneMatch(reason -> reason.contains("k_max"));
    }

    @Test
    void search_criteriaAgree_isSaidInOneSentence() {
        assertThat(search(of(2, 0.6), of(3, 0.5)).reasons()).first()
                .isEqualTo("Silhouette, Calinski-Harabasz and Davies-Bouldin all prefer k = 2.");
        Choice byStability = Choice.search(List.of(of(2, 0.6).withStability(0.9), of(3, 0.5).withStability(0.9)),
                Criterion.STABILITY);
        assertThat(byStability.reasons()).first().isEqualTo("Silhouette, Calinski-Harabasz and Davies-Bouldin all"
                + " prefer k = 2; stability decides.");
    }

    @Test
    void search_runnerUp_isNearlyAsGoodBelow0015() {
        assertThat(search(of(2, 0.6), of(3, 0.5851)).reasons())
                .contains("k = 3 is nearly as good (silhouette 0.585): choose by what is easier to act on.");
        assertThat(search(of(2, 0.6), of(3, 0.58)).reasons()).noneMatch(reason -> reason.contains("nearly"));
    }

    @Test
    void search_noStructure_saysThatTheFewestWereTakenOnlyWhenSo() {
        String fewest = "Without structure the small differences mean nothing, so the fewest segments were taken.";
        assertThat(search(of(2, 0.1), of(3, 0.11)).reasons()).contains(fewest);
        assertThat(search(of(2, 0.11), of(3, 0.1)).reasons()).doesNotContain(fewest);
        assertThat(search(of(2, 0.1), of(3, 0.2)).k()).as("more than 0.015 better").isEqualTo(3);
        assertThat(Choice.search(List.of(of(2, 0.1), of(3, 0.11)), Criterion.AUTO).k()).isEqualTo(2);
        assertThat(Choice.search(List.of(of(2, 0.1), of(3, 0.11)), Criterion.CALINSKI_HARABASZ).k()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0199 | The smallest segment holds 2% of the rows: look at whether it is a group or a handful of outliers.
            0.02 | The smallest segment holds 2% of the rows.
            """)
    void smallest_below2Percent_isToBeLookedAt(double share, String sentence) {
        assertThat(search(of(2, 0.6, share)).reasons()).contains(sentence);
    }

    @Test
    void fixed_noStructure_isAContinuum() {
        assertThat(Choice.fixed(of(4, 0.25)).verdict()).isEqualTo("No clear segments at the given k = 4: its silhouette"
                + " 0.250 does not exceed 0.25. The data form a continuum: use the segments" + CONTINUUM);
        assertThat(Choice.fixed(of(4, 0.25)).reasons()).contains(
                "The number of segments was given (clustering.k), so no other was tried.",
                "Silhouette: above 0.7 strong, above 0.5 reasonable, above 0.25 weak, else no clear structure"
                        + " (Kaufman and Rousseeuw).");
    }

    @Test
    void compared_tellsWhyAndWhetherThereIsStructure() {
        List<Ground> why = List.of(new Ground.Note("So it was found."), new Ground.NumberFound());
        Choice clear = Choice.compared(of(3, 0.6), List.of(of(2, 0.5), of(3, 0.6)), why);
        assertThat(clear.verdict()).isEqualTo("3 segments: silhouette 0.600, a reasonable structure.");
        assertThat(clear.reasons()).startsWith("So it was found.",
                "The algorithm finds the number of segments itself.");
        assertThat(clear.candidates()).extracting(Candidate::k).containsExactly(2, 3);
        assertThat(clear.chosen()).isEqualTo(of(3, 0.6));
        Choice none = Choice.compared(of(3, 0.2), List.of(of(3, 0.2)), why);
        assertThat(none.structure()).isEqualTo(Structure.NONE);
        assertThat(none.verdict()).isEqualTo("No clear segments: the silhouette of the 3 that are told apart best is"
                + " 0.200, which does not exceed 0.25. The data form a continuum: use the segments" + CONTINUUM);
    }

    @Test
    void continued_tellsHow() {
        Choice choice = Choice.continued(of(3, 0.6), "They moved.");
        assertThat(choice.verdict()).isEqualTo("3 segments continued: silhouette 0.600, a reasonable structure.");
        assertThat(choice.reasons()).startsWith("They moved.").hasSize(3);
        assertThat(choice.k()).isEqualTo(3);
    }

    @Test
    void found_byDensity_tellsOfManyRowsOutside() {
        String many = "Many rows are outside: a smaller clustering.min_samples takes in more of them.";
        assertThat(Choice.found(of(2, 0.1), 0.31).reasons()).contains(many);
        Choice few = Choice.found(of(2, 0.1), 0.3);
        assertThat(few.reasons()).doesNotContain(many).contains("The silhouette 0.100 is that of the rows in segments."
                + " It measures round segments; those of density may be drawn out and then have a low one.");
        assertThat(few.verdict()).isEqualTo("2 segments found by density, 30% of the rows outside every segment.");
    }

    @Test
    void denser_clearlyBeyondDataWithoutGroups_keepsAHigherStructure() {
        Contrast clear = new Contrast(0.5, 0.1, 0.01);
        assertThat(Choice.found(of(2, 0.8), 0.1).denser(clear).structure()).isEqualTo(Structure.STRONG);
        assertThat(Choice.found(of(2, 0.6), 0.1).denser(clear).structure()).isEqualTo(Structure.REASONABLE);
        assertThat(Choice.found(of(2, 0.4), 0.1).denser(clear).structure()).isEqualTo(Structure.SHAPED);
        assertThat(Choice.found(of(2, 0.4), 0.1).denser(clear).reasons())
                .contains("Data without groups do worse: density-based validity 0.10 against 0.50 here.");
        assertThat(Choice.found(of(2, 0.4), 0.1).denser(new Contrast(-0.5, -0.8, 0.01)).structure())
                .as("less than zero is no density").isEqualTo(Structure.WEAK);
        assertThat(Choice.found(of(2, 0.4), 0.1).denser(new Contrast(0.2, 0.1, 0.01)).structure())
                .as("0.1 more than without is the least").isEqualTo(Structure.NONE);
        assertThat(Choice.found(of(2, 0.4), 0.1).denser(new Contrast(0.2, 0.1, 0.01)).reasons())
                .contains("Data without groups do as well: density-based validity 0.10 against 0.20 here.");
    }

    @Test
    void separated_saysThatTheSilhouetteFavoursRoundOnes() {
        assertThat(search(of(2, 0.1)).separated(new Contrast(0.01, 0.1, 0)).reasons()).last().asString()
                .startsWith("The silhouette favours round segments");
        assertThat(search(of(2, 0.1)).separated(new Contrast(0.051, 0.1, 0)).reasons()).noneMatch(
                reason -> reason.startsWith("The silhouette favours round segments"));
    }

    @Test
    void foundAgain_tellsTheLeastAndTheWeakOnes() {
        Choice three = search(of(3, 0.6));
        assertThat(three.foundAgain(List.of(0.9, 0.6, 0.8)).reasons()).last().isEqualTo("Every segment is found again"
                + " when rows are drawn anew (Jaccard similarity at least 0.60).");
        Choice two = three.foundAgain(List.of(0.59, 0.9, 0.2));
        assertThat(two.reasons()).last().isEqualTo(
                "Not found again reliably when rows are drawn anew (Jaccard similarity below 0.6): segments 0, 2.");
        assertThat(two.verdict()).endsWith(" But 2 of them are not found again reliably when rows are drawn anew.");
        assertThat(three.foundAgain(List.of(0.59, 0.9, 0.9)).reasons()).last().asString().endsWith(": segment 0.");
        assertThat(three.foundAgain(List.of(0.9, Double.NaN, 0.8)).reasons()).last().asString()
                .endsWith("least 0.80).");
        assertThat(three.foundAgain(List.of(Double.NaN, Double.NaN, Double.NaN))).isSameAs(three);
        assertThat(three.foundAgain(List.of())).isSameAs(three);
        Choice none = search(of(3, 0.1));
        assertThat(none.foundAgain(List.of(0.1, 0.1, 0.1)).verdict()).as("was none before").isEqualTo(none.verdict());
    }

    @Test
    void with_replacesTheFiguresOfOneCandidate() {
        Choice choice = search(of(2, 0.6), of(3, 0.5)).with(of(2, 0.7));
        assertThat(choice.candidates()).containsExactly(of(2, 0.7), of(3, 0.5));
        assertThat(choice.chosen()).isEqualTo(of(2, 0.7));
        assertThat(choice.because(List.of("First.")).reasons()).startsWith("First.");
    }

    @Test
    void gapOfOne_wouldNotDivide() {
        assertThat(ChoiceWords.of(new Ground.GapPrefers(1)))
                .isEqualTo("The gap statistic, a cautious one, would not divide at all.");
        assertThat(ChoiceWords.of(new Ground.GapPrefers(2))).isEqualTo("The gap statistic prefers k = 2.");
    }
}
