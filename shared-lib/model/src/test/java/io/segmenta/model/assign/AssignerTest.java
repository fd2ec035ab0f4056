package io.segmenta.model.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.SampleModels;
import io.segmenta.model.data.Matrix;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AssignerTest {

    private static final List<String> XY = List.of("x", "y");
    /** Two pairs, solved by hand: inertia 1, variance 1 / (4 * 2), reach 0.5 each. */
    private static final Matrix PAIRS = Matrix.ofRows(XY, new float[][] {{0, 0}, {0, 1}, {4, 0}, {4, 1}});
    private static final int[] LABELS = {0, 0, 1, 1};

    private final NearestCentroid centroids = SampleModels.nearest(PAIRS, new float[][] {{0, 0.5f}, {4, 0.5f}}, LABELS);
    private final NearestReference references = NearestReference.fit(PAIRS, LABELS, 2);

    @Test
    void fit_solvedByHand() {
        assertThat(centroids.spread().variance()).isEqualTo(0.125);
        assertThat(centroids.spread().share(0)).isEqualTo(0.5);
        assertThat(centroids.spread().reach(1)).isEqualTo(0.5);
        assertThat(references.spread().variance()).isEqualTo(0.125);
        assertThat(references.spread().reach(0)).isEqualTo(1);
    }

    @Test
    void assign_trainingRows_givesTheirLabels() {
        assertThat(centroids.assign(PAIRS)).isEqualTo(LABELS);
        assertThat(references.assign(PAIRS)).isEqualTo(LABELS);
    }

    @Test
    void assign_tie_goesToTheLowerCluster() {
        assertThat(centroids.assign(new float[] {2, 0.5f})).isZero();
        assertThat(references.assign(new float[] {2, 0})).isZero();
    }

    @Test
    void explain_tieOfEqualShares_isHalfConfident() {
        Assignment assignment = centroids.explain(new float[] {2, 0.5f});
        assertThat(assignment.confidence()).isEqualTo(0.5);
        assertThat(assignment.distance()).isEqualTo(2);
        assertThat(assignment.runnerUp()).isEqualTo(1);
        assertThat(assignment.outside()).isTrue();
    }

    /** p = 0.75 / (0.75 + 0.25 exp(-(9 - 1) / (2 * 2))) = 0.75 / (0.75 + 0.25 exp(-2)). */
    @Test
    void explain_posteriorByHand() {
        NearestCentroid assigner = new NearestCentroid(new float[][] {{0}, {4}}, new double[] {0.75, 0.25}, 2,
                new double[] {2, 2});
        Assignment assignment = assigner.explain(new float[] {1});
        assertThat(assignment.confidence()).isCloseTo(0.75 / (0.75 + 0.25 * Math.exp(-2)), within(1e-15));
        assertThat(assignment.outside()).isFalse();
    }

    @Test
    void explain_oneCluster_isCertainAndHasNoRunnerUp() {
        NearestCentroid assigner = new NearestCentroid(new float[][] {{0}}, new double[] {1}, 2, new double[] {2});
        assertThat(assigner.explain(new float[] {5})).isEqualTo(new Assignment(0, -1, 5, 1, true, 5,
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void explain_noVariance_isCertainUnlessTied() {
        NearestCentroid assigner = new NearestCentroid(new float[][] {{0}, {2}}, new double[] {0.5, 0.5}, 0,
                new double[] {0, 0});
        assertThat(assigner.explain(new float[] {0}).confidence()).isEqualTo(1);
        assertThat(assigner.explain(new float[] {1}).confidence()).isEqualTo(0.5);
    }

    @Test
    void explain_farAway_staysFinite() {
        Assignment assignment = centroids.explain(new float[] {1e30f, -1e30f});
        assertThat(assignment.confidence()).isBetween(0.0, 1.0);
        assertThat(assignment.distance()).isFinite();
    }

    @Test
    void references_clusterIsThatOfTheNearestRow() {
        float[] row = {3, 5};
        int[] points = new int[2];
        double[] squared = new double[2];
        references.locate(row, squared, points);
        assertThat(points).containsExactly(1, 3);
        assertThat(squared).containsExactly(25, 17);
        assertThat(references.point(3)).containsExactly(4, 1);
    }

    @Property(tries = 50)
    void confidence_isAProbability_andMatrixEqualsRows(@ForAll long seed) {
        Random random = new Random(seed);
        float[][] rows = new float[40][3];
        int[] labels = new int[40];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = i % 4;
            for (int j = 0; j < 3; j++) {
                rows[i][j] = (float) random.nextGaussian();
            }
        }
        Matrix matrix = Matrix.ofRows(List.of("a", "b", "c"), rows);
        for (Assigner assigner : List
                .of(SampleModels.nearest(matrix, new float[][] {rows[0], rows[1], rows[2], rows[3]},
                        labels), NearestReference.fit(matrix, labels, 4))) {
            int[] assigned = assigner.assign(matrix);
            for (int i = 0; i < rows.length; i++) {
                Assignment assignment = assigner.explain(rows[i]);
                assertThat(assignment.cluster()).isEqualTo(assigned[i]).isEqualTo(assigner.assign(rows[i]));
                assertThat(assignment.confidence()).isBetween(0.0, 1.0);
                assertThat(assignment.runnerUp()).isNotEqualTo(assignment.cluster());
            }
        }
    }

    @Test
    void constructors_refuseWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new NearestCentroid(new float[][] {{0}, {1}}, new double[] {1}, 1, new double[] {1, 1}))
                .withMessage("1 shares for 2 clusters; there must be as many");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new NearestCentroid(new float[][] {{0}, {1, 2}}, new double[] {0.5, 0.5}, 1, new double[] {1, 1}))
                .withMessage("centroid 1 has 2 features, the first has 1");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new NearestCentroid(new float[][] {{Float.NaN}}, new double[] {1}, 1, new double[] {1}))
                .withMessage("centroid 0 must hold finite numbers, got NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestReference(new float[][] {{0}}, new int[] {0},
                new double[] {0.5, 0.5}, 1, new double[] {1, 1})).withMessage("cluster 1 has no reference row");
        assertThatIllegalArgumentException().isThrownBy(() -> NearestReference.fit(PAIRS, new int[] {0, 0, 0, 2}, 2))
                .withMessage("label must be in [0, 2), got 2");
    }

    @Test
    void centroids_areCopiedInAndOut() {
        float[][] given = {{1}};
        NearestCentroid assigner = new NearestCentroid(given, new double[] {1}, 1, new double[] {1});
        given[0][0] = 7;
        assigner.centroids()[0][0] = 8;
        assertThat(assigner.centroids()[0][0]).isEqualTo(1);
    }

    @Test
    void fit_labelsThatDoNotFitTheRows_areRefused() {
        float[][] points = {{0, 0}, {1, 1}};
        Matrix none = Matrix.ofRows(XY, new float[0][]);
        assertThatIllegalArgumentException().isThrownBy(() -> SampleModels.nearest(PAIRS, points, new int[3]))
                .withMessage("3 labels for 4 rows; there must be as many");
        assertThatIllegalArgumentException().isThrownBy(() -> NearestReference.fit(PAIRS, new int[3], 2))
                .withMessage("3 labels for 4 rows; there must be as many");
        assertThatIllegalArgumentException().isThrownBy(() -> SampleModels.nearest(none, points, new int[0]))
                .withMessage("rows must not be empty");
        assertThatIllegalArgumentException().isThrownBy(() -> NearestReference.fit(none, new int[0], 2))
                .withMessage("rows must not be empty");
        for (int label : new int[] {-1, 2}) {
            int[] labels = {0, 0, 1, label};
            assertThatIllegalArgumentException().isThrownBy(() -> SampleModels.nearest(PAIRS, points, labels))
                    .withMessage("label must be in [0, 2), got " + label);
            assertThatIllegalArgumentException().isThrownBy(() -> NearestReference.fit(PAIRS, labels, 2))
                    .withMessage("label must be in [0, 2), got " + label);
        }
    }

    /** Rows 0, 1, 4 and 20, 22: means 5/3 and 21, inertia 78/9 + 2, over five rows of one feature. */
    @Test
    void references_ofUnequalClusters_areThoseOfEachCluster() {
        Matrix x = Matrix.ofRows(List.of("x"), new float[][] {{0}, {1}, {4}, {20}, {22}});
        NearestReference line = NearestReference.fit(x, new int[] {0, 0, 0, 1, 1}, 2);
        assertThat(line.spread().share(0)).isEqualTo(0.6);
        assertThat(line.spread().share(1)).isEqualTo(0.4);
        assertThat(line.spread().variance()).isCloseTo((78 / 9.0 + 2) / 5, within(1e-12));
        assertThat(line.spread().reach(0)).as("from 4 to 1").isEqualTo(3);
        assertThat(line.spread().reach(1)).isEqualTo(2);
        assertThat(line.size()).isEqualTo(5);
        assertThat(line.labels()).containsExactly(0, 0, 0, 1, 1);
        assertThat(line.rows()).isDeepEqualTo(new float[][] {{0}, {1}, {4}, {20}, {22}});
        assertThat(line.dimensions()).isEqualTo(1);
        assertThat(line.clusters()).isEqualTo(2);
    }

    @Test
    void confidence_ofAClusterThatIsNotTheNearest_isItsShareOfTheDensity() {
        NearestCentroid assigner = new NearestCentroid(new float[][] {{0}, {4}}, new double[] {0.75, 0.25}, 2,
                new double[] {2, 2});
        double[] squared = {1, 9};
        double far = 0.25 * Math.exp(-2) / (0.75 + 0.25 * Math.exp(-2));
        assertThat(assigner.confidence(new float[] {1}, squared, 1)).isCloseTo(far, within(1e-12));
        assertThat(assigner.confidence(new float[] {1}, squared, 0)).isCloseTo(1 - far, within(1e-12));
    }

    @Test
    void confidence_ofWhatIsNotKnown_isIntegratedOut() {
        double[][] second = {{0, 1}};
        float[] row = {1, 4};
        double[] reach = {2, 2};
        NearestCentroid centroids = new NearestCentroid(new float[][] {{0, 0}, {2, 4}}, new double[] {0.75, 0.25}, 2,
                reach);
        assertThat(centroids.confidence(row, 0, second)).as("as far from both").isCloseTo(0.75, within(1e-12));
        assertThat(centroids.confidence(row, 1, second)).isCloseTo(0.25, within(1e-12));
        assertThat(centroids.confidence(row, 1, new double[][] {{1, 0}, {0, 1}})).as("nothing known")
                .isCloseTo(0.25, within(1e-12));
        assertThat(centroids.confidence(row, 1, new double[0][]))
                .isCloseTo(centroids.explain(row).confidence(), within(1e-12));
        NearestReference references = new NearestReference(new float[][] {{0, 0}, {9, 9}, {2, 7}}, new int[] {0, 0, 1},
                new double[] {0.75, 0.25}, 2, reach);
        assertThat(references.confidence(row, 1, second)).isCloseTo(0.25, within(1e-12));
        DensityReference density = new DensityReference(new float[][] {{0, 0}, {1, 1}, {2, 7}}, new int[] {0, -1, 1}, 1,
                new double[] {0.75, 0.25}, 2, reach);
        assertThat(density.confidence(row, 1, second)).isCloseTo(0.25, within(1e-12));
        assertThat(density.confidence(row, DensityReference.NONE, second)).isZero();
    }

    @Test
    void confidence_ofAMixtureInPart_isThatOfTheMarginal() {
        double[][] factors = {{1, 0.5, 2}, {2, -1, 1}};
        GaussianPosterior full = new GaussianPosterior(new double[] {0.3, 0.7}, new double[][] {{0, 0}, {1, 1}},
                factors, new double[] {0.3, 0.7}, 1, new double[] {1, 1});
        float[] row = {1.5f, -7};
        double first = 0.3 / Math.sqrt(0.25 + 4) * Math.exp(-49 / (2 * 4.25));
        double second = 0.7 / Math.sqrt(2) * Math.exp(-64 / (2 * 2.0));
        assertThat(full.confidence(row, 0, new double[][] {{1, 0}})).isCloseTo(first / (first + second), within(1e-12));
        first = 0.3 * Math.exp(-2.25 / 2);
        second = 0.7 / 2 * Math.exp(-0.25 / 8);
        assertThat(full.confidence(row, 1, new double[][] {{0, 1}})).isCloseTo(second / (first + second),
                within(1e-12));
        assertThat(full.confidence(row, 1, new double[0][])).isCloseTo(full.posterior(row)[1], within(1e-12));
        assertThat(full.posterior(row)[0]).as("the winner's posterior is the confidence of the answer")
                .isCloseTo(full.explain(row).confidence(), within(1e-12));
        assertThat(full.confidence(row, 1, new double[][] {{0.6, 0.8}, {0.8, -0.6}})).as("nothing known")
                .isCloseTo(0.7, within(1e-12));
    }

    @Test
    void spread_thatCannotBe_isRefused() {
        float[][] two = {{0}, {1}};
        double[] halves = {0.5, 0.5};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NearestCentroid(two, new double[] {0.5, 0.4}, 1, new double[2]))
                .withMessage("shares must add up to 1, got a sum of 0.9");
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestCentroid(two, halves, 1, new double[1]))
                .withMessage("1 reaches for 2 clusters; there must be as many");
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestCentroid(two, halves, -1, new double[2]))
                .withMessageStartingWith("variance must be in [0.0, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NearestCentroid(two, halves, 1, new double[] {0, -1}))
                .withMessageStartingWith("reach must be in [0.0, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NearestCentroid(new float[0][], new double[0], 1, new double[0]))
                .withMessage("k must be >= 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NearestCentroid(new float[][] {{}, {}}, halves, 1, new double[2]))
                .withMessage("centroid 0 has 0 features, the first has 0");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new NearestReference(new float[][] {{0}, {1}}, new int[] {0}, new double[] {1}, 1, new double[1]))
                .withMessage("1 labels for 2 reference rows; there must be as many");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new NearestReference(new float[][] {{0}}, new int[] {-1}, new double[] {1}, 1, new double[1]))
                .withMessage("label must be in [0, 1), got -1");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new NearestReference(new float[0][], new int[0], new double[] {1}, 1, new double[1]))
                .withMessage("at least one reference row is needed, got none");
    }

    @Test
    void second_isTheLeastButOneAndOfEqualsTheEarlier() {
        assertThat(Posterior.second(new double[] {4, 1, 3, 3}, 1)).isEqualTo(2);
        assertThat(Posterior.second(new double[] {1, 5, 7}, 0)).isEqualTo(1);
        assertThat(Posterior.second(new double[] {5, 1}, 1)).isZero();
        assertThat(Posterior.second(new double[] {2, 2, 2}, 0)).isEqualTo(1);
        assertThat(Posterior.second(new double[] {1}, 0)).as("there is no other").isEqualTo(-1);
    }
}
