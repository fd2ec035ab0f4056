package io.segmenta.clustering.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.mixture.GaussianMixture.Covariance;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianMixtureTest {

    private static final Golden GOLDEN = Golden.read("clustering.txt");
    private static final Workers ONE = new Workers(1);

    static List<String> sets() {
        return GOLDEN.setsWith("mixture.full");
    }

    @Test
    void fit_oneComponent_isTheNormalByHand() {
        // Mean 2, variance ((-2)^2 + 0 + 2^2) / 3 = 8/3 without regularization.
        GaussianMixtureFit fit = new GaussianMixture(1, Covariance.FULL, 10, 0, 0, 1).fit(Samples.column(0, 2, 4), 1,
                ONE);
        double variance = 8 / 3.0;
        assertThat(fit.means()[0][0]).isCloseTo(2, within(1e-12));
        assertThat(fit.covariances()[0][0][0]).isCloseTo(variance, within(1e-12));
        double expected = -1.5 * Math.log(2 * Math.PI * variance) - 8 / (2 * variance);
        assertThat(fit.logLikelihood()).isCloseTo(expected, within(1e-12));
        assertThat(fit.bic()).isCloseTo(2 * Math.log(3) - 2 * expected, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void fit_fromGivenLabels_asScikitLearn(String set) {
        for (Covariance covariance : Covariance.values()) {
            double[] expected = GOLDEN.values(set, "mixture." + covariance.name().toLowerCase(Locale.ROOT));
            GaussianMixture mixture = new GaussianMixture(2, covariance, 500, 1e-5, 1e-6, 1);
            GaussianMixtureFit fit = new ExpectationMaximization(mixture, GOLDEN.rows(set), ONE)
                    .run(GOLDEN.labels(set, "kmeans2.labels"));
            double tolerance = 1e-6 * Math.abs(expected[0]);
            assertThat(fit.logLikelihood()).as("%s", covariance).isCloseTo(expected[0], within(tolerance));
            assertThat(fit.bic()).as("%s", covariance).isCloseTo(expected[1], within(2 * tolerance));
            assertThat(fit.iterations()).as("%s", covariance).isEqualTo((int) expected[2]);
            assertThat(fit.converged()).isTrue();
        }
    }

    @Test
    void fit_groupsInANarrowColumn_foundBesideAWideOne() {
        int n = 400;
        float[][] columns = new float[2][n];
        int[] truth = new int[n];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < n; i++) {
            truth[i] = i % 2;
            columns[0][i] = (float) (1e4 * random.nextGaussian());
            columns[1][i] = (float) (truth[i] + 0.05 * random.nextGaussian());
        }
        Matrix x = Matrix.ofColumns(List.of("wide", "narrow"), columns);
        GaussianMixtureFit fit = new GaussianMixture(2, Covariance.FULL, 100, 1e-3, 1e-6, 2).fit(x, 1, ONE);
        assertThat(AdjustedRandIndex.of(fit.labels(), truth)).isEqualTo(1);
    }

    /** About the mean of all rows, the variance of a far group is a difference of numbers some 10^12 times as large. */
    @Test
    void fit_groupsFarApart_haveTheirVariance() {
        float[] values = new float[2_000];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() + (i % 2 == 0 ? 0 : 4e6));
        }
        for (Covariance covariance : Covariance.values()) {
            GaussianMixtureFit fit = new GaussianMixture(2, covariance, 100, 1e-3, 0, 1).fit(Samples.column(values), 1,
                    ONE);
            for (int c = 0; c < 2; c++) {
                int own = fit.labels()[c];
                double mean = mean(values, c);
                double variance = 0;
                for (int i = c; i < values.length; i += 2) {
                    variance += (values[i] - mean) * (values[i] - mean) / 1_000;
                }
                assertThat(fit.covariances()[own][0][0]).isCloseTo(variance, within(1e-8));
                assertThat(fit.means()[own][0]).isCloseTo(mean, within(1e-8));
            }
        }
    }

    private static double mean(float[] values, int first) {
        double sum = 0;
        for (int i = first; i < values.length; i += 2) {
            sum += values[i];
        }
        return sum / 1_000;
    }

    @Test
    void fit_rowsThatOnlyScalingMakesEqual_isFitted() {
        GaussianMixtureFit fit = new GaussianMixture(3, Covariance.FULL, 100, 1e-3, 1e-6, 2)
                .fit(Samples.column(1e15f, 0, 1), 1, ONE);
        assertThat(fit.labels()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void fit_anyThreads_sameBits() {
        Matrix x = Samples.blobs(90_001, 3, 3, 4, 2);
        GaussianMixture mixture = new GaussianMixture(3, Covariance.FULL, 5, 0, 1e-6, 1);
        GaussianMixtureFit one = mixture.fit(x, 1, ONE);
        try (Workers workers = new Workers(8)) {
            GaussianMixtureFit many = mixture.fit(x, 1, workers);
            assertThat(many.labels()).isEqualTo(one.labels());
            assertThat(many.logLikelihood()).isEqualTo(one.logLikelihood());
            assertThat(many.means()).isDeepEqualTo(one.means());
        }
    }

    @Test
    void fit_columnWithoutSpread_staysFinite() {
        Matrix x = Samples.rows(new float[] {1, 5}, new float[] {2, 5}, new float[] {8, 5}, new float[] {9, 5});
        for (Covariance covariance : Covariance.values()) {
            GaussianMixtureFit fit = new GaussianMixture(2, covariance, 50, 1e-3, 0, 1).fit(x, 1, ONE);
            assertThat(fit.logLikelihood()).isFinite();
            assertThat(fit.labels()[0]).isEqualTo(fit.labels()[1]).isNotEqualTo(fit.labels()[2]);
        }
    }

    @Test
    void outOfRange_refuses() {
        GaussianMixture two = GaussianMixture.withDefaults(2, Covariance.FULL);
        assertThatThrownBy(() -> two.estimate(Samples.column(1, 2, 3), new int[] {0, 1, 2}, ONE))
                .hasMessage("labels must be below k=2, got 2");
        assertThatThrownBy(() -> two.estimate(Samples.column(1, 2, Float.NaN), new int[] {0, 1, 1}, ONE))
                .hasMessage("column \"x0\": expected a finite value, got NaN at row 3");
        assertThatThrownBy(() -> GaussianMixture.withDefaults(0, Covariance.FULL))
                .hasMessage("k must be in [1, 1000], got 0");
    }
}
