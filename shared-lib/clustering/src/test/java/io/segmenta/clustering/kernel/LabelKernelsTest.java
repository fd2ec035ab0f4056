package io.segmenta.clustering.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels equal plain loops on whole numbers, whose sums are exact in any order. */
class LabelKernelsTest {

    private static final int ROWS = 499;
    private static final int LABELS = 5;

    private final SplittableRandom random = new SplittableRandom(1);
    private final int[] before = labels();
    private final int[] now = labels();

    private int[] labels() {
        return random.ints(ROWS, 0, LABELS).toArray();
    }

    private float[][] whole(int columns) {
        float[][] x = new float[columns][ROWS];
        for (float[] column : x) {
            for (int i = 0; i < ROWS; i++) {
                column[i] = random.nextInt(-100, 100);
            }
        }
        return x;
    }

    private static double[] plainSums(float[][] x, int[] labels, int from, int to, int stride) {
        double[] sums = new double[LABELS * stride];
        for (int i = from; i < to; i++) {
            for (int j = 0; j < x.length; j++) {
                sums[labels[i] * stride + j] += x[j][i];
            }
        }
        return sums;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 11, 16, 17})
    void addRows_moveRows_equalPlainSums(int columns) {
        float[][] x = whole(columns);
        int stride = columns + 1;
        double[] sums = new double[LABELS * stride];
        LabelKernels.addRows(x, columns, before, 3, ROWS, sums, stride);
        assertThat(sums).isEqualTo(plainSums(x, before, 3, ROWS, stride));

        int[] moved = new int[ROWS];
        int count = 0;
        for (int i = 3; i < ROWS; i++) {
            if (before[i] != now[i]) {
                moved[count++] = i;
            }
        }
        LabelKernels.moveRows(x, columns, moved, count, before, now, sums, stride);
        assertThat(sums).isEqualTo(plainSums(x, now, 3, ROWS, stride));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 11, 16, 17})
    void squared_equalsPlainDistances(int columns) {
        float[][] x = whole(columns);
        double[] points = random.ints((long) LABELS * columns, -50, 50).asDoubleStream().toArray();
        double[] expected = new double[ROWS - 3];
        for (int i = 3; i < ROWS; i++) {
            for (int j = 0; j < columns; j++) {
                expected[i - 3] += Math.pow(x[j][i] - points[now[i] * columns + j], 2);
            }
        }
        double[] actual = new double[ROWS - 3];
        LabelKernels.squared(x, columns, now, 3, ROWS, points, actual);
        assertThat(actual).isEqualTo(expected);
    }
}
