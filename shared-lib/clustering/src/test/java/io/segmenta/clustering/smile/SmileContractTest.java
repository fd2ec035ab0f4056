package io.segmenta.clustering.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.EnumSource;
import smile.math.MathEx;

/** What everything that is taken from Smile keeps to, and what its clusterers keep to besides. */
class SmileContractTest {

    private static final Workers ONE = new Workers(1);

    /** A fit, and what it found as numbers: labels for clusterers. */
    enum Subject {
        K_MEDOIDS {
            @Override
            double[] fit(Matrix x, long seed, Workers workers) {
                return doubles(KMedoids.withDefaults(GROUPS).fit(x, seed, workers).labels());
            }
        },
        X_MEANS {
            @Override
            double[] fit(Matrix x, long seed, Workers workers) {
                return doubles(XMeans.withDefaults(9).fit(x, seed, workers).labels());
            }
        },
        G_MEANS {
            @Override
            double[] fit(Matrix x, long seed, Workers workers) {
                return doubles(GMeans.withDefaults(9).fit(x, seed, workers).labels());
            }
        },
        T_SNE {
            @Override
            double[] fit(Matrix x, long seed, Workers workers) {
                TSneFit fit = new TSne(2, 300).fit(x, seed, workers);
                return Arrays.stream(fit.layout()).flatMapToDouble(at -> Arrays.stream(new double[] {at[0], at[1]}))
                        .toArray();
            }
        },
        ISOLATION_FOREST {
            @Override
            double[] fit(Matrix x, long seed, Workers workers) {
                return IsolationForest.withDefaults().fit(x, seed, workers).scores();
            }
        },
        KNN_IMPUTATION {
            @Override
            double[] fit(Matrix x, long seed, Workers workers) {
                Matrix imputed = new KnnImputation(5, 100).fit(withGaps(x), seed, workers).imputed();
                return Arrays.stream(RowDraw.doubles(imputed)).flatMapToDouble(Arrays::stream).toArray();
            }
        };

        abstract double[] fit(Matrix x, long seed, Workers workers);
    }

    private static final int GROUPS = 4;

    private static double[] doubles(int[] labels) {
        return Arrays.stream(labels).asDoubleStream().toArray();
    }

    private static int[] labels(double[] found) {
        return Arrays.stream(found).mapToInt(label -> (int) label).toArray();
    }

    /** Every seventh row misses one value. */
    private static Matrix withGaps(Matrix x) {
        float[][] columns = new float[x.columns()][];
        Arrays.setAll(columns, j -> x.column(j).clone());
        for (int i = 0; i < x.rows(); i += 7) {
            columns[i % columns.length][i] = Float.NaN;
        }
        return Matrix.ofColumns(x.names(), columns);
    }

    @ParameterizedTest
    @EnumSource
    void anyThreadsAnyPool_sameBits(Subject subject) {
        Matrix x = Samples.blobs(301, 3, GROUPS, 9, 12);
        double[] expected = subject.fit(x, 3, ONE);
        for (int threads : new int[] {1, 2, 7}) {
            try (Workers workers = new Workers(threads); ForkJoinPool pool = new ForkJoinPool(threads)) {
                assertThat(pool.submit(() -> subject.fit(x, 3, workers)).join()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterOtherRandomNumbers_sameBits(Subject subject) {
        Matrix x = Samples.blobs(150, 3, GROUPS, 9, 12);
        double[] expected = subject.fit(x, 3, ONE);
        assertThat(subject.fit(x, 3, ONE)).isEqualTo(expected);
        MathEx.setSeed(99);
        // One normal number leaves the other one of its pair behind, for all threads.
        MathEx.randn();
        IntStream.range(0, 1_000).forEach(_ -> MathEx.random());
        subject.fit(Samples.blobs(90, 2, 2, 5, 1), 8, ONE);
        assertThat(subject.fit(x, 3, ONE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void besideOtherFits_sameBits(Subject subject) {
        Matrix x = Samples.blobs(150, 3, GROUPS, 9, 12);
        double[] expected = subject.fit(x, 3, ONE);
        List<double[]> found = new ArrayList<>();
        try (Workers workers = new Workers(4)) {
            workers.forEachBlock(8, block -> {
                double[] fit = block % 2 == 0 ? subject.fit(x, 3, ONE)
                        : IsolationForest.withDefaults().fit(x, block, ONE).scores();
                synchronized (found) {
                    if (block % 2 == 0) {
                        found.add(fit);
                    }
                }
            });
        }
        assertThat(found).hasSize(4).allMatch(fit -> Arrays.equals(fit, expected));
    }

    @ParameterizedTest
    @EnumSource
    void callersRandomNumbers_areLeftAlone(Subject subject) {
        MathEx.setSeed(5);
        double next = MathEx.random();
        MathEx.setSeed(5);
        subject.fit(Samples.blobs(60, 2, 2, 9, 12), 3, ONE);
        assertThat(MathEx.random()).isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "KNN_IMPUTATION")
    void valueNotFinite_refused(Subject subject) {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Matrix x = Samples.rows(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, value},
                    new float[] {7, 8});
            assertThatThrownBy(() -> subject.fit(x, 1, ONE)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("column \"x1\": expected a finite value, got %s at row 3".formatted(value));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "KNN_IMPUTATION")
    void tooFewRowsOrColumns_refused(Subject subject) {
        assertRefused(subject, Samples.column(), Reason.TOO_FEW_ROWS, "rows must be >= 2, got 0");
        assertRefused(subject, Samples.column(1), Reason.TOO_FEW_ROWS, "rows must be >= 2, got 1");
        Matrix bare = Matrix.ofColumns(List.of(), new float[0][]);
        assertRefused(subject, bare, Reason.NO_FEATURES, "columns must be >= 1, got 0");
    }

    private static void assertRefused(Subject subject, Matrix x, Reason reason, String message) {
        assertThatThrownBy(() -> subject.fit(x, 1, ONE)).isInstanceOf(DataException.class).hasMessage(message)
                .extracting(e -> ((DataException) e).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(names = {"K_MEDOIDS", "X_MEANS", "G_MEANS"})
    void everyCluster_hasARow(Subject subject) {
        for (int seed = 0; seed < 5; seed++) {
            int[] labels = labels(subject.fit(Samples.uniform(120, 3, seed), seed, ONE));
            assertThat(labels).hasSize(120);
            int k = Arrays.stream(labels).max().orElseThrow() + 1;
            assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(k);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"K_MEDOIDS", "X_MEANS", "G_MEANS"})
    void rowsInAnotherOrder_samePartition(Subject subject) {
        Matrix x = Samples.blobs(600, 3, GROUPS, 30, 8);
        int[] order = Samples.shuffledOrder(600, 5);
        int[] labels = labels(subject.fit(x, 3, ONE));
        int[] shuffled = labels(subject.fit(x.selectRows(order), 3, ONE));
        int[] expected = new int[600];
        Arrays.setAll(expected, i -> labels[order[i]]);
        assertThat(AdjustedRandIndex.of(shuffled, expected)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @EnumSource(names = {"K_MEDOIDS", "X_MEANS", "G_MEANS"})
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
        double[] labels = subject.fit(Matrix.ofColumns(x.names(), near), 3, ONE);
        assertThat(subject.fit(Matrix.ofColumns(x.names(), far), 3, ONE)).isEqualTo(labels);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "K_MEDOIDS")
    void equalRows_areFine(Subject subject) {
        float[] row = {3, 4};
        float[][] rows = new float[60][];
        Arrays.fill(rows, row);
        assertThat(Arrays.stream(subject.fit(Samples.rows(rows), 1, ONE)).allMatch(Double::isFinite)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void tinyAndHugeUnits_areFine(Subject subject) {
        Matrix x = Samples.blobs(200, 2, GROUPS, 30, 4);
        for (float unit : new float[] {1e-12f, 1e12f}) {
            float[][] columns = new float[2][200];
            for (int j = 0; j < 2; j++) {
                for (int i = 0; i < 200; i++) {
                    columns[j][i] = x.get(i, j) * unit;
                }
            }
            double[] found = subject.fit(Matrix.ofColumns(x.names(), columns), 3, ONE);
            assertThat(Arrays.stream(found).allMatch(Double::isFinite)).isTrue();
        }
    }
}
