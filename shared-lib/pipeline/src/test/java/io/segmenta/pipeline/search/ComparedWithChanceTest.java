package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.Samples;
import io.segmenta.model.data.Matrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows without groups, and what is measured beside them. */
class ComparedWithChanceTest {
    private static final Workers ONE = new Workers(1);

    /** Rows along the diagonal from 10 to 20 in each of d features. */
    private static Matrix diagonal(int n, int d) {
        float[][] columns = new float[d][n];
        for (float[] column : columns) {
            for (int i = 0; i < n; i++) {
                column[i] = 10 + 10f * i / (n - 1);
            }
        }
        return Matrix.ofColumns(IntStream.range(0, d).mapToObj(j -> "c" + j).toList(), columns);
    }

    @Test
    void box_ofOneFeature_isItsRange() {
        Matrix drawn = GrouplessBox.around(Samples.column(3, 7, 5, 4), ONE).draw(2_000, new SplittableRandom(1));
        assertThat(drawn.rows()).isEqualTo(2_000);
        double least = IntStream.range(0, 2_000).mapToDouble(i -> drawn.column(0)[i]).min().orElseThrow();
        double most = IntStream.range(0, 2_000).mapToDouble(i -> drawn.column(0)[i]).max().orElseThrow();
        assertThat(least).isBetween(3.0, 3.05);
        assertThat(most).isBetween(6.95, 7.0);
    }

    @Test
    void box_upTo64Features_liesAlongThePrincipalAxes() {
        for (int d : new int[] {2, 64}) {
            Matrix drawn = GrouplessBox.around(diagonal(200, d), ONE).draw(500, new SplittableRandom(1));
            assertThat(drawn.names()).hasSize(d).startsWith("c0", "c1");
            for (int i = 0; i < 500; i++) {
                assertThat(drawn.column(0)[i]).as("d = %d, on the diagonal", d).isBetween(9.99f, 20.01f)
                        .isCloseTo(drawn.column(d - 1)[i], within(0.01f));
            }
        }
    }

    @Test
    void box_ofMoreFeatures_liesAlongThem() {
        Matrix drawn = GrouplessBox.around(diagonal(200, 65), ONE).draw(500, new SplittableRandom(1));
        double apart = 0;
        for (int i = 0; i < 500; i++) {
            assertThat(drawn.column(0)[i]).isBetween(10f, 20f);
            apart = Math.max(apart, Math.abs(drawn.column(0)[i] - drawn.column(64)[i]));
        }
        assertThat(apart).as("off the diagonal").isGreaterThan(5);
    }

    @Test
    void box_ofRowsThatLieUnevenly_reachesFromTheLeastToTheGreatest() {
        float[][] columns = new float[2][101];
        for (int i = 0; i <= 100; i++) {
            columns[0][i] = i < 100 ? -20 + i / 100f : -10;
            columns[1][i] = columns[0][i];
        }
        Matrix drawn = GrouplessBox.around(Matrix.ofColumns(List.of("x", "y"), columns), ONE).draw(2_000,
                new SplittableRandom(1));
        Matrix alone = GrouplessBox.around(Matrix.ofColumns(List.of("x"), new float[][] {columns[0]}), ONE)
                .draw(2_000, new SplittableRandom(1));
        for (Matrix one : List.of(drawn, alone)) {
            assertThat(IntStream.range(0, 2_000).mapToDouble(i -> one.column(0)[i]).min().orElseThrow())
                    .isBetween(-20.01, -19.9);
            assertThat(IntStream.range(0, 2_000).mapToDouble(i -> one.column(0)[i]).max().orElseThrow())
                    .isBetween(-10.1, -9.99);
        }
    }

    /** The first of two references is that of one alone, so that both are known by the gaps. */
    @Test
    void error_ofTwoReferences_isTheirDeviationTimesTheRootOfThreeHalves() {
        Matrix x = Samples.blobs(60, 2, 3, 12, 3);
        NullReference one = reference(x, 3, 1);
        NullReference two = reference(x, 3, 2);
        for (int k = 1; k <= 3; k++) {
            double halfApart = Math.abs(one.gap(k) - two.gap(k));
            assertThat(two.error(k)).isCloseTo(halfApart * Math.sqrt(1.5), within(1e-9)).isPositive();
            assertThat(one.error(k)).as("of one there is none").isZero();
        }
    }

    @Test
    void preferred_gapThatStillRisesAtTheLast_isUnknown() {
        assertThat(reference(Samples.blobs(80, 2, 4, 30, 3), 2, 3).preferred()).isEmpty();
        assertThat(reference(Samples.blobs(80, 2, 4, 30, 3), 5, 3).preferred()).hasValue(4);
    }

    @Test
    void against_rowsInGroups_saysSoAndWhatTheGapPrefers() {
        Choice choice = Choice.fixed(new Candidate(3, 1, 0.8, 1, 1, 0.3));
        Choice told = choice.against(reference(Samples.blobs(60, 2, 3, 30, 3), 4, 3));
        assertThat(told.structure()).isEqualTo(Structure.STRONG);
        assertThat(told.verdict()).isEqualTo(choice.verdict());
        assertThat(told.reasons()).contains("The gap statistic prefers k = 3.").last().asString()
                .matches("Data without groups do worse: k-means gives them a silhouette \\d+% as high\\.");
        assertThat(choice.against(reference(Samples.blobs(80, 2, 4, 30, 3), 3, 3)).reasons())
                .noneMatch(reason -> reason.startsWith("The gap statistic"));
    }

    @Test
    void against_rowsWithoutGroups_takesTheStructureAway() {
        NullReference chance = reference(Samples.uniform(200, 3, 4), 4, 3);
        Choice told = Choice.fixed(new Candidate(3, 1, 0.8, 1, 1, 0.3)).against(chance);
        assertThat(told.structure()).isEqualTo(Structure.NONE);
        assertThat(told.verdict())
                .startsWith("No clear segments: data without any groups do as well (k-means gives them a "
                        + "silhouette ");
        assertThat(told.reasons()).last().asString()
                .startsWith("Data without groups do as well: k-means gives them a silhouette");
        Choice none = Choice.fixed(new Candidate(3, 1, 0.1, 1, 1, 0.3));
        assertThat(none.against(chance).verdict()).as("there was none before").isEqualTo(none.verdict());
    }

    private static NullReference reference(Matrix x, int most, int references) {
        return NullReference.of(x, 2, most, references, 42, ONE, (stage, fraction, detail) -> {}).orElseThrow();
    }

    @Test
    void contrast_isWhatIsMeasuredOfTheRowsBesideMeanAndDeviationOfTheOthers() {
        Deque<Double> measures = new ArrayDeque<>(List.of(1.0, 3.0, 7.0));
        List<Integer> rows = new ArrayList<>();
        Contrast contrast = Contrast.of(Samples.uniform(1_200, 2, 1), 2, 5, ONE, some -> {
            rows.add(some.rows());
            return measures.remove();
        });
        // of 1 and 3: mean 2, deviation sqrt((1 + 9) / 2 - 4)
        assertThat(contrast).isEqualTo(new Contrast(7, 2, 1));
        assertThat(rows).as("no more than 1,000, as many on both sides").containsExactly(1_000, 1_000, 1_000);
    }

    @Test
    void reference_tellsHowFarItIs() {
        List<Double> heard = new ArrayList<>();
        NullReference.of(Samples.blobs(60, 2, 3, 12, 3), 3, 4, 4, 42, ONE, (stage, fraction, detail) -> {
            assertThat(stage).isEqualTo("comparing");
            heard.add(fraction);
        });
        assertThat(heard).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
    }

    @Test
    void gap_ofLabelsByAnyAlgorithm_isThatOfKMeansWhereTheyAgree() {
        Matrix x = Samples.blobs(300, 2, 3, 30, 3);
        NullReference reference = NullReference.of(x, 3, 5, 5, 42, ONE, (stage, fraction, detail) -> {}).orElseThrow();
        int[] groups = IntStream.range(0, 300).map(i -> i % 3).toArray();
        assertThat(reference.gap(x, groups, 3)).isCloseTo(reference.gap(3), within(1e-6));
        int[] otherwise = IntStream.range(0, 300).map(i -> i / 100).toArray();
        assertThat(reference.gap(x, otherwise, 3)).as("across the groups").isLessThan(reference.gap(3) - 3);
        assertThat(reference.gap(x, groups, 4)).as("a segment without rows").isNaN();
        assertThat(reference.gap(x, IntStream.range(0, 300).map(i -> i % 6).toArray(), 6)).as("beyond the k tried")
                .isNaN();
        assertThat(reference.gap(5)).isFinite();
        assertThat(reference.gap(6)).isNaN();
        assertThat(reference.error(5)).isPositive();
        assertThat(reference.error(6)).isNaN();
        assertThat(reference.silhouette()).isGreaterThan(0.9);
        assertThat(reference.nullSilhouette()).isBetween(0.2, 0.6);
    }

    @ParameterizedTest
    // As many rows, and as many distinct ones, as it takes to divide them into one segment more than the most.
    @CsvSource({"4,4,false", "5,5,true", "8,3,false", "8,4,true"})
    void reference_isThereFromEnoughRowsOn(int rows, int distinct, boolean there) {
        float[] values = new float[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = i % distinct;
        }
        Matrix x = Matrix.ofColumns(List.of("x"), new float[][] {values});
        assertThat(NullReference.of(x, 2, 3, 2, 42, ONE, (stage, fraction, detail) -> {}).isPresent()).isEqualTo(there);
    }
}
