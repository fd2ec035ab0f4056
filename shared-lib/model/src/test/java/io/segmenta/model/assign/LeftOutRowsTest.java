package io.segmenta.model.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Rows of training answered as if they had not been there. */
class LeftOutRowsTest {

    /** Of 0, 1 and 5 with mean 2, without 5 the mean is 0.5: 4.5 away, 3/2 times the 3 it was. */
    @Test
    void without_centroid_isTheDistanceToTheMeanOfTheOthers() {
        NearestCentroid assigner = new NearestCentroid(new float[][] {{2}, {20}}, new double[] {0.75, 0.25}, 1,
                new double[] {3, 0});
        Assignment left = assigner.without(new float[] {5}, 0, 3);
        assertThat(left.score()).isCloseTo(4.5, within(1e-12));
        assertThat(left.otherScore()).isEqualTo(15);
        assertThat(left.margin()).isCloseTo(10.5, within(1e-12));
        assertThat(assigner.without(new float[] {20}, 1, 1).cluster()).as("its only row makes a segment").isZero();
    }

    @Test
    void without_reference_isTheDistanceToTheNearestOther() {
        NearestReference assigner = new NearestReference(new float[][] {{0}, {3}, {10}}, new int[] {0, 0, 1},
                new double[] {0.5, 0.5}, 1, new double[] {3, 0});
        assertThat(assigner.without(new float[] {3}, 1).score()).isEqualTo(3);
        assertThat(assigner.without(new float[] {3}, 1).margin()).isEqualTo(4);
        assertThat(assigner.without(new float[] {3}, -1).score()).isZero();
        assertThat(assigner.without(new float[] {10}, 2).cluster()).isZero();
    }

    @Test
    void without_density_itsOwnRowMakesNothingDense() {
        DensityReference assigner = new DensityReference(new float[][] {{0}, {1}, {5}}, new int[] {0, 0, 0}, 1,
                new double[] {1}, 1, new double[] {2});
        Assignment left = assigner.without(new float[] {0}, 0);
        assertThat(left.cluster()).as("the second nearest other is 5 away").isEqualTo(-1);
        assertThat(left.score()).isEqualTo(5);
        assertThat(left.margin()).isEqualTo(3);
        Assignment served = assigner.explain(new float[] {0});
        assertThat(served.score()).isEqualTo(1);
        assertThat(served.margin()).as("within its reach").isEqualTo(1);
    }

    private static double[][] fit(double[][] rows, int from) {
        int n = rows.length - from;
        double[] mean = new double[2];
        double[] covariance = new double[3];
        for (int i = from; i < rows.length; i++) {
            mean[0] += rows[i][0] / n;
            mean[1] += rows[i][1] / n;
        }
        for (int i = from; i < rows.length; i++) {
            double a = rows[i][0] - mean[0];
            double b = rows[i][1] - mean[1];
            covariance[0] += a * a / n;
            covariance[1] += a * b / n;
            covariance[2] += b * b / n;
        }
        double first = Math.sqrt(covariance[0]);
        double below = covariance[1] / first;
        return new double[][] {mean, {first, below, Math.sqrt(covariance[2] - below * below)}};
    }

    /** One component with each row in it wholly: leaving a row out is fitting the others. */
    @Property(tries = 50)
    void without_mixture_isTheFitOfTheOthers(@ForAll long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[12][2];
        for (double[] row : rows) {
            row[0] = (float) random.nextGaussian();
            row[1] = (float) (row[0] + 0.5 * random.nextGaussian());
        }
        float[] row = {(float) rows[0][0], (float) rows[0][1]};
        double[][] all = fit(rows, 0);
        double[][] others = fit(rows, 1);
        GaussianPosterior whole = new GaussianPosterior(new double[] {1}, new double[][] {all[0]},
                new double[][] {all[1]}, new double[] {1}, 1, new double[] {9});
        GaussianPosterior rest = new GaussianPosterior(new double[] {1}, new double[][] {others[0]},
                new double[][] {others[1]}, new double[] {1}, 1, new double[] {9});
        assertThat(whole.without(row, 12).score()).isCloseTo(rest.explain(row).score(),
                within(1e-6 * Math.max(1, rest.explain(row).score())));
    }

    /** Components alike but for their means: the margin is the difference of the distances. */
    @Test
    void margin_mixtureOfLikeComponents_isTheDifferenceOfScores() {
        GaussianPosterior mixture = new GaussianPosterior(new double[] {0.5, 0.5}, new double[][] {{0}, {10}},
                new double[][] {{2}, {2}}, new double[] {0.5, 0.5}, 1, new double[] {9, 9});
        Assignment answer = mixture.explain(new float[] {4});
        assertThat(answer.score()).isCloseTo(2, within(1e-12));
        assertThat(answer.otherScore()).isCloseTo(3, within(1e-12));
        assertThat(answer.margin()).isCloseTo(1, within(1e-12));
    }
}
