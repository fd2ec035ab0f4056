package io.segmenta.model.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
}
