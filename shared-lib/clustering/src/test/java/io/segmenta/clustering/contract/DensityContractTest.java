package io.segmenta.clustering.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.density.Dbscan;
import io.segmenta.clustering.density.Hdbscan;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.smile.GMeans;
import io.segmenta.clustering.smile.XMeans;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clusterers that find the number of clusters, and noise, keep to. */
class DensityContractTest {

    private static final Workers ONE = new Workers(1);

    enum DensitySubject {
        DBSCAN(Dbscan.class) {
            @Override
            int[] fit(Matrix x, Workers workers) {
                return new Dbscan(1.2, 3).fit(x, workers).labels();
            }
        },
        HDBSCAN(Hdbscan.class) {
            @Override
            int[] fit(Matrix x, Workers workers) {
                return new Hdbscan(2, 1).fit(x, workers).labels();
            }
        };

        private final Class<?> type;

        DensitySubject(Class<?> type) {
            this.type = type;
        }

        abstract int[] fit(Matrix x, Workers workers);
    }

    @Test
    void everyClusterer_isUnderThisContractOrThatOfAGivenNumber() {
        Set<Class<?>> tested = new HashSet<>();
        for (DensitySubject subject : DensitySubject.values()) {
            tested.add(subject.type);
        }
        for (Subject subject : Subject.values()) {
            tested.add(subject.type());
        }
        // These find the number of clusters themselves: the contract of what is taken from Smile holds them.
        tested.addAll(Set.of(XMeans.class, GMeans.class));
        assertThat(tested).containsExactlyInAnyOrder(Clusterers.all());
    }

    @ParameterizedTest
    @EnumSource
    void valueNotFinite_refused(DensitySubject subject) {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Matrix x = Samples.rows(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, value},
                    new float[] {7, 8});
            assertThatThrownBy(() -> subject.fit(x, ONE)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("column \"x1\": expected a finite value, got %s at row 3".formatted(value));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooFewRowsOrColumns_refused(DensitySubject subject) {
        for (Matrix x : List.of(Samples.column(), Samples.column(1))) {
            assertThatThrownBy(() -> subject.fit(x, ONE)).isInstanceOf(DataException.class)
                    .hasMessage("rows must be >= 2, got %d".formatted(x.rows()));
        }
        assertThatThrownBy(() -> subject.fit(Matrix.ofColumns(List.of(), new float[0][]), ONE))
                .isInstanceOf(DataException.class).hasMessage("columns must be >= 1, got 0");
    }

    @ParameterizedTest
    @EnumSource
    void anyThreads_sameLabels(DensitySubject subject) {
        Matrix x = Samples.blobs(1_201, 3, 4, 12, 12);
        int[] one = subject.fit(x, ONE);
        for (int threads : new int[] {2, 8}) {
            try (Workers workers = new Workers(threads)) {
                assertThat(subject.fit(x, workers)).isEqualTo(one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsInAnotherOrder_sameNoiseAndPartition(DensitySubject subject) {
        Matrix x = Samples.blobs(300, 2, 3, 30, 8);
        int[] order = Samples.shuffledOrder(300, 5);
        int[] labels = subject.fit(x, ONE);
        int[] shuffled = subject.fit(x.selectRows(order), ONE);
        for (int i = 0; i < 300; i++) {
            assertThat(shuffled[i] < 0).isEqualTo(labels[order[i]] < 0);
            for (int j = 0; j < i; j++) {
                if (shuffled[i] >= 0 && shuffled[j] >= 0) {
                    assertThat(shuffled[i] == shuffled[j]).isEqualTo(labels[order[i]] == labels[order[j]]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsMoved_sameLabels(DensitySubject subject) {
        // Multiples of 1/1024 below 2^7 moved by whole numbers: no rounding, so the distances are the same.
        Matrix x = Samples.blobs(300, 2, 3, 20, 4);
        float[][] near = new float[2][300];
        float[][] far = new float[2][300];
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i < 300; i++) {
                near[j][i] = Math.round(x.get(i, j) * 1024) / 1024f;
                far[j][i] = near[j][i] + 4_096 * (1 - 2 * j);
            }
        }
        int[] labels = subject.fit(Matrix.ofColumns(x.names(), near), ONE);
        assertThat(subject.fit(Matrix.ofColumns(x.names(), far), ONE)).isEqualTo(labels);
    }
}
