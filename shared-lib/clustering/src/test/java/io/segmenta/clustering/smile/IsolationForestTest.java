package io.segmenta.clustering.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IsolationForestTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void twoRows_byHand() {
        // One cut parts them: depth 1. Smile's mean depth for two rows is 2 (ln 1 + 0.5772156649) - 1.
        double expected = Math.pow(2, -1 / (2 * 0.5772156649 - 1));
        double[] scores = new IsolationForest(5, 2).fit(Samples.column(0, 1), 1, ONE).scores();
        assertThat(scores).containsExactly(new double[] {expected, expected}, within(1e-12));
    }

    @Test
    void farRow_scoresMost() {
        IsolationForestFit fit = IsolationForest.withDefaults().fit(Samples.column(1, 2, 3, 4, 5, 6, 7, 8, 9, 99), 1,
                ONE);
        assertThat(fit.unlike()).containsExactly(9);
        double[] scores = fit.scores();
        assertThat(Arrays.stream(scores, 0, 9).max().orElseThrow()).isLessThan(scores[9] - 0.2);
    }

    @Test
    void threshold_byHand() {
        // Quartiles at places 2 and 6 of 0 to 8: 0.40 and 0.50.
        double[] scores = {0.50, 0.30, 0.45, 0.81, 0.40, 0.44, 0.46, 0.35, 0.79};
        IsolationForestFit fit = new IsolationForestFit(scores);
        assertThat(fit.threshold()).isCloseTo(0.8, within(1e-12));
        assertThat(fit.unlike()).containsExactly(3);
        assertThat(new IsolationForestFit(new double[] {0.4, 0.4, 0.4, 0.4, 0.59, 0.61}).unlike()).containsExactly(5);
    }

    @Test
    void plantedRows_foundAsByScikitLearn() {
        Golden golden = Golden.read("smile.txt");
        IsolationForestFit fit = IsolationForest.withDefaults().fit(golden.rows("planted"), 1, ONE);
        double[] expected = golden.values("planted", "isolation");
        assertThat(fit.unlike()).containsExactly(500, 501, 502, 503);
        assertThat(correlation(ranks(fit.scores()), ranks(expected))).isGreaterThan(0.95);
        for (int i = 500; i < 504; i++) {
            assertThat(fit.scores()[i]).isCloseTo(expected[i], within(0.05));
        }
    }

    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int place = 0; place < order.length; place++) {
            ranks[order[place]] = place;
        }
        return ranks;
    }

    private static double correlation(double[] a, double[] b) {
        double mean = (a.length - 1) / 2.0;
        double product = 0;
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - mean) * (b[i] - mean);
            square += (a[i] - mean) * (a[i] - mean);
        }
        return product / square;
    }

    @Test
    void rowsAlike_noneIsUnlike() {
        assertThat(IsolationForest.withDefaults().fit(Samples.uniform(1_000, 4, 1), 1, ONE).unlike()).isEmpty();
        assertThat(IsolationForest.withDefaults().fit(Samples.blobs(1_000, 8, 5, 8, 1), 1, ONE).unlike()).isEmpty();
        assertThat(IsolationForest.withDefaults().fit(Samples.column(new float[50]), 1, ONE).unlike()).isEmpty();
    }

    @Test
    void otherUnit_sameScores() {
        Matrix x = Samples.blobs(300, 3, 2, 9, 1);
        float[][] columns = new float[3][300];
        for (int j = 0; j < 3; j++) {
            for (int i = 0; i < 300; i++) {
                columns[j][i] = x.get(i, j) * (1 << (4 * j));
            }
        }
        assertThat(IsolationForest.withDefaults().fit(Matrix.ofColumns(x.names(), columns), 1, ONE).scores())
                .containsExactly(IsolationForest.withDefaults().fit(x, 1, ONE).scores(), within(1e-9));
    }

    @Test
    void outOfRange_refused() {
        assertThatThrownBy(() -> new IsolationForest(0, 256)).hasMessage("trees must be in [1, 10000], got 0");
        assertThatThrownBy(() -> new IsolationForest(10, 1)).hasMessage("sampleRows must be in [2, 4096], got 1");
    }
}
