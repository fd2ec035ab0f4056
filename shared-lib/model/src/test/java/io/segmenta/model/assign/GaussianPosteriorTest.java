package io.segmenta.model.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianPosteriorTest {

    /** Standard deviations 1 and 3 about 0 and 4, equal weights. */
    private static final GaussianPosterior LINE = new GaussianPosterior(new double[] {0.5, 0.5},
            new double[][] {{0}, {4}}, new double[][] {{1}, {3}}, new double[] {0.5, 0.5}, 1, new double[] {3, 9});

    /** At -4 the densities are exp(-8) and exp(-64 / 18) / 3: the wide component wins, though its mean is farther. */
    @Test
    void explain_byHand_goesByDensityNotDistance() {
        double narrow = Math.exp(-8);
        double wide = Math.exp(-64.0 / 18) / 3;
        Assignment assignment = LINE.explain(new float[] {-4});
        assertThat(assignment.cluster()).isEqualTo(1);
        assertThat(assignment.runnerUp()).isZero();
        assertThat(assignment.distance()).isEqualTo(8);
        assertThat(assignment.confidence()).isCloseTo(wide / (wide + narrow), within(1e-15));
        assertThat(assignment.outside()).isFalse();
        assertThat(LINE.assign(new float[] {-4})).isEqualTo(1);
        assertThat(LINE.posterior(new float[] {-4})[0]).isCloseTo(narrow / (wide + narrow), within(1e-15));
    }

    /** Covariances [[1, 0.5], [0.5, 4.25]] and [[1, 0], [0, 4]]: squared Mahalanobis distances of (1, -0.5). */
    @Test
    void posterior_fullCovariance_byHand() {
        GaussianPosterior plane = new GaussianPosterior(new double[] {0.5, 0.5}, new double[][] {{0, 0}, {0, 0}},
                new double[][] {{1, 0.5, 2}, {1, 0, 2}}, new double[] {0.5, 0.5}, 1, new double[] {3, 3});
        double tilted = 1 + 0.25;
        double straight = 1 + 0.0625;
        double expected = Math.exp(-tilted / 2) / (Math.exp(-tilted / 2) + Math.exp(-straight / 2));
        assertThat(plane.posterior(new float[] {1, -0.5f})[0]).isCloseTo(expected, within(1e-15));
    }

    /** Half of the inverse of [[1, 0.5], [0.5, 4.25]], which is [[1.0625, -0.125], [-0.125, 0.25]], times (1, -0.5). */
    @Test
    void slope_byHand() {
        GaussianPosterior plane = new GaussianPosterior(new double[] {0.75, 0.25}, new double[][] {{0, 0}, {0, 0}},
                new double[][] {{1, 0.5, 2}, {1, 0, 2}}, new double[] {0.5, 0.5}, 1, new double[] {3, 3});
        assertThat(plane.slope(new float[] {1, -0.5f}, 0)).containsExactly(0.5625, -0.125);
        assertThat(plane.slope(new float[] {1, -0.5f}, 1)).containsExactly(0.5, -0.0625);
        assertThat(plane.advantage(0, 1)).isCloseTo(Math.log(3), within(1e-15));
        assertThat(LINE.slope(new float[] {-5}, 1)).as("of standard deviation 3").containsExactly(-0.5);
    }

    /** At 0 the densities are 1 and exp(-16 / 18) / 3, whichever component comes first. */
    @Test
    void posterior_likeliestComponentFirst_isThatOfEachByItsOwnDensity() {
        double wide = Math.exp(-16.0 / 18) / 3;
        assertThat(LINE.posterior(new float[] {0})).containsExactly(new double[] {1 / (1 + wide), wide / (1 + wide)},
                within(1e-15));
        assertThat(LINE.confidence(new float[] {0}, new double[] {0, 16}, 0))
                .isCloseTo(LINE.explain(new float[] {0}).confidence(), within(1e-15));
    }

    @Test
    void explain_farAway_staysFinite() {
        assertThat(LINE.explain(new float[] {1e15f}).confidence()).isBetween(0.0, 1.0);
    }

    @Test
    void constructor_spreadOfZero_refuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GaussianPosterior(new double[] {1},
                new double[][] {{0}}, new double[][] {{0}}, new double[] {1}, 1, new double[] {1}))
                .withMessage("the diagonal of factor 0 must be > 0, got 0.0");
    }

    @Test
    void explain_tie_goesToTheLowerComponent() {
        GaussianPosterior even = new GaussianPosterior(new double[] {0.5, 0.5}, new double[][] {{0}, {4}},
                new double[][] {{1}, {1}}, new double[] {0.5, 0.5}, 1, new double[] {2, 1});
        Assignment between = even.explain(new float[] {2});
        assertThat(between.cluster()).isZero();
        assertThat(between.runnerUp()).isEqualTo(1);
        assertThat(between.confidence()).isEqualTo(0.5);
        assertThat(between.outside()).as("just within reach").isFalse();
        assertThat(even.explain(new float[] {5.5f}).outside()).as("1.5 from 4, which reaches 1").isTrue();
        assertThat(even.assign(new float[] {2})).isZero();
    }

    @Test
    void explain_oneComponent_hasNoRunnerUp() {
        GaussianPosterior one = new GaussianPosterior(new double[] {1}, new double[][] {{0}}, new double[][] {{1}},
                new double[] {1}, 1, new double[] {1});
        assertThat(one.explain(new float[] {0.5f})).isEqualTo(new Assignment(0, -1, 0.5, 1, false, 0.5,
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void assign_matrix_asRowByRow() {
        Matrix rows = Matrix.ofColumns(List.of("x"), new float[][] {{-4, 0, 4}});
        assertThat(LINE.assign(rows)).containsExactly(1, 0, 1);
    }

    @Test
    void confidence_isThePosteriorOfAnyComponent() {
        double[] posterior = LINE.posterior(new float[] {1});
        assertThat(posterior[0] + posterior[1]).isCloseTo(1, within(1e-15));
        assertThat(LINE.confidence(new float[] {1}, new double[2], 0)).isEqualTo(posterior[0]);
        assertThat(LINE.confidence(new float[] {1}, new double[2], 1)).isEqualTo(posterior[1]);
    }

    @Test
    void parts_areCopiedOut() {
        assertThat(LINE.weights()).containsExactly(0.5, 0.5);
        assertThat(LINE.means()).isDeepEqualTo(new double[][] {{0}, {4}});
        assertThat(LINE.factors()).isDeepEqualTo(new double[][] {{1}, {3}});
        assertThat(LINE.full()).as("of one feature both are the same").isFalse();
        assertThat(LINE.dimensions()).isEqualTo(1);
        assertThat(LINE.point(1)).containsExactly(4);
        LINE.means()[0][0] = 7;
        assertThat(LINE.means()[0][0]).isZero();
    }

    private static void refuse(double[] weights, double[][] means, double[][] factors, String message) {
        double[] shares = new double[means.length];
        Arrays.fill(shares, 1.0 / means.length);
        assertThatIllegalArgumentException().isThrownBy(
                () -> new GaussianPosterior(weights, means, factors, shares, 1, new double[means.length]))
                .withMessage(message);
    }

    @Test
    void constructor_partsThatDoNotFit_areRefused() {
        double[][] mean = {{0}};
        double[][] factor = {{1}};
        refuse(new double[0], new double[0][], new double[0][], "at least one component is needed, got none");
        refuse(new double[] {1}, new double[][] {{}}, factor, "at least one feature is needed, got none");
        refuse(new double[2], mean, factor, "2 weights for 1 components; there must be as many");
        refuse(new double[] {1}, mean, new double[][] {{1}, {1}}, "2 factors for 1 components; there must be as many");
        refuse(new double[] {0.5, 0.5}, new double[][] {{0}, {0, 1}}, new double[][] {{1}, {1}},
                "mean 1 has 2 features, the first has 1");
        refuse(new double[] {1}, new double[][] {{0, 0}}, new double[][] {{1, 2, 3, 4}},
                "factor 0 has 4 numbers for 2 features");
        refuse(new double[] {0}, mean, factor, "weight must be in (0, 1], got 0.0");
        refuse(new double[] {1.5}, mean, factor, "weight must be in (0, 1], got 1.5");
        refuse(new double[] {1}, new double[][] {{Double.NaN}}, factor, "mean 0 must hold finite numbers, got NaN");
        refuse(new double[] {1}, mean, new double[][] {{Double.POSITIVE_INFINITY}},
                "factor 0 must hold finite numbers, got Infinity");
    }

    @Test
    void constructor_secondDiagonalOfZero_isRefused() {
        refuse(new double[] {1}, new double[][] {{0, 0}}, new double[][] {{1, 2, 0}},
                "the diagonal of factor 0 must be > 0, got 0.0");
    }
}
