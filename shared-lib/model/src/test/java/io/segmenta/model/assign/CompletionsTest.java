package io.segmenta.model.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CompletionsTest {

    private static final int D = 4;
    private static final int K = 3;

    @Test
    void completed_byHand_takesWhatIsNotKnownFromTheOther() {
        NearestCentroid assigner = new NearestCentroid(new float[][] {{0, 0}, {0, 10}}, new double[] {0.5, 0.5}, 1,
                new double[] {1, 1});
        Assignment[] answers = assigner.completed(new float[] {3, 99}, Unknown.of(new double[][] {{0, 1}}, 2),
                new float[][] {{50, 4}, {50, 6}}, new int[] {1, 0});
        assertThat(answers).extracting(Assignment::cluster).containsExactly(1, 0);
        assertThat(answers[0].score()).as("3 across, 4 along").isEqualTo(5);
        assertThat(answers[1].score()).isEqualTo(5);
        assertThat(answers[0].confidence()).isNaN();
    }

    /** Each way to answer is held against completing the row and asking as of a whole one. */
    @Property(tries = 200)
    void completed_anyAssigner_answersAsTheCompletedRow(@ForAll Random random) {
        double[][] unknown = random.nextBoolean() ? axes(random) : slanted(random);
        float[] row = row(random);
        float[][] others = rows(random, 6);
        int[] which = {4, 0, 5};
        for (Assigner assigner : assigners(random)) {
            Assignment[] answers = assigner.completed(row, Unknown.of(unknown, D), others, which);
            for (int t = 0; t < which.length; t++) {
                Assignment whole = assigner.explain(completed(row, others[which[t]], unknown));
                assertThat(answers[t].cluster()).isEqualTo(whole.cluster());
                assertThat(answers[t].runnerUp()).isEqualTo(whole.runnerUp());
                assertThat(answers[t].distance()).isCloseTo(whole.distance(), within(1e-4));
                assertThat(answers[t].score()).isCloseTo(whole.score(), within(1e-4));
                assertThat(answers[t].margin()).isCloseTo(whole.margin(), within(1e-3));
            }
        }
    }

    private static List<Assigner> assigners(Random random) {
        double[] shares = {0.2, 0.3, 0.5};
        double[] reach = {2, 2, 2};
        int[] labels = IntStream.range(0, 30).map(i -> i % K).toArray();
        int[] some = IntStream.range(0, 30).map(i -> i % (K + 1) - 1).toArray();
        double[][] means = new double[K][D];
        double[][] factors = new double[K][D * (D + 1) / 2];
        for (int c = 0; c < K; c++) {
            for (int j = 0; j < D; j++) {
                means[c][j] = 3 * random.nextGaussian();
                for (int l = 0; l <= j; l++) {
                    factors[c][j * (j + 1) / 2 + l] = l == j ? 1 + random.nextDouble() : random.nextGaussian() / 4;
                }
            }
        }
        return List.of(new NearestCentroid(rows(random, K), shares, 1, reach),
                new NearestReference(rows(random, 30), labels, shares, 1, reach),
                new DensityReference(rows(random, 30), some, 4, shares, 1, new double[] {3, 4, 5}),
                new DensityReference(rows(random, 30), some, 0, shares, 1, new double[] {3, 4, 5}),
                new GaussianPosterior(shares, means, factors, shares, 1, reach));
    }

    private static double[][] axes(Random random) {
        double[][] axes = new double[1 + random.nextInt(D - 1)][D];
        for (int u = 0; u < axes.length; u++) {
            axes[u][D - 1 - u] = 1;
        }
        return axes;
    }

    /** One feature, and a direction across two others. */
    private static double[][] slanted(Random random) {
        double angle = random.nextDouble() * Math.PI;
        return new double[][] {{0, 0, 1, 0}, {Math.cos(angle), Math.sin(angle), 0, 0}};
    }

    private static float[] completed(float[] row, float[] other, double[][] unknown) {
        double[] sum = new double[D];
        for (double[] direction : unknown) {
            double along = 0;
            for (int j = 0; j < D; j++) {
                along += ((double) other[j] - row[j]) * direction[j];
            }
            for (int j = 0; j < D; j++) {
                sum[j] += along * direction[j];
            }
        }
        float[] completed = new float[D];
        for (int j = 0; j < D; j++) {
            completed[j] = (float) (row[j] + sum[j]);
        }
        return completed;
    }

    private static float[][] rows(Random random, int count) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = row(random);
        }
        return rows;
    }

    private static float[] row(Random random) {
        float[] row = new float[D];
        for (int j = 0; j < D; j++) {
            row[j] = (float) (3 * random.nextGaussian());
        }
        return row;
    }
}
