package io.segmenta.clustering.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every clusterer keeps to. */
class ClustererContractTest {

    private static final Workers ONE = new Workers(1);

    @ParameterizedTest
    @EnumSource
    void valueNotFinite_refused(Subject subject) {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Matrix x = Samples.rows(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, value},
                    new float[] {7, 8});
            assertThatThrownBy(() -> subject.fit(x, 2, 1, ONE)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("column \"x1\": expected a finite value, got %s at row 3".formatted(value));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooFewRowsOrColumns_refused(Subject subject) {
        assertRefused(subject, Samples.column(), Reason.TOO_FEW_ROWS, "rows must be >= 2, got 0");
        assertRefused(subject, Samples.column(1), Reason.TOO_FEW_ROWS, "rows must be >= 2, got 1");
        Matrix bare = Matrix.ofColumns(List.of(), new float[0][]);
        assertRefused(subject, bare, Reason.NO_FEATURES, "columns must be >= 1, got 0");
    }

    private static void assertRefused(Subject subject, Matrix x, Reason reason, String message) {
        assertThatThrownBy(() -> subject.fit(x, 2, 1, ONE)).isInstanceOf(DataException.class).hasMessage(message)
                .extracting(e -> ((DataException) e).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource
    void kOutOfRange_refused(Subject subject) {
        Matrix x = Samples.column(1, 2, 3, 5);
        assertThatThrownBy(() -> subject.fit(x, 0, 1, ONE)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("k must be in \\[1, \\d+], got 0");
        assertThatThrownBy(() -> subject.fit(x, 5, 1, ONE)).hasMessageStartingWith("k must ");
    }

    @ParameterizedTest
    @EnumSource
    void everyCluster_hasARow(Subject subject) {
        for (int k : new int[] {1, 2, 7, 20}) {
            int[] labels = subject.fit(Samples.uniform(40, 3, k), k, 1, ONE);
            assertThat(labels).hasSize(40);
            boolean[] used = new boolean[k];
            for (int label : labels) {
                used[label] = true;
            }
            assertThat(used).doesNotContain(false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyThreads_sameLabels(Subject subject) {
        Matrix x = Samples.uniform(3_001, 4, 12);
        int[] one = subject.fit(x, 6, 3, ONE);
        assertThat(subject.fit(x, 6, 3, ONE)).isEqualTo(one);
        for (int threads : new int[] {2, 8}) {
            try (Workers workers = new Workers(threads)) {
                assertThat(subject.fit(x, 6, 3, workers)).isEqualTo(one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsInAnotherOrder_samePartition(Subject subject) {
        Matrix x = Samples.blobs(600, 3, 4, 30, 8);
        int[] order = Samples.shuffledOrder(600, 5);
        int[] labels = subject.fit(x, 4, 3, ONE);
        int[] shuffled = subject.fit(x.selectRows(order), 4, 3, ONE);
        int[] expected = new int[600];
        for (int i = 0; i < 600; i++) {
            expected[i] = labels[order[i]];
        }
        assertThat(AdjustedRandIndex.of(shuffled, expected)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @EnumSource
    void rowsMoved_sameLabels(Subject subject) {
        // Multiples of 1/1024 below 2^7 moved by whole numbers: no rounding, so the distances are the same.
        Matrix x = Samples.blobs(500, 2, 3, 20, 4);
        float[][] near = new float[2][500];
        float[][] far = new float[2][500];
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i < 500; i++) {
                near[j][i] = Math.round(x.get(i, j) * 1024) / 1024f;
                far[j][i] = near[j][i] + 4_096 * (1 - 2 * j);
            }
        }
        int[] labels = subject.fit(Matrix.ofColumns(x.names(), near), 3, 3, ONE);
        assertThat(subject.fit(Matrix.ofColumns(x.names(), far), 3, 3, ONE)).isEqualTo(labels);
    }
}
