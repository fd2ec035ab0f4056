package io.segmenta.clustering.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.Trustworthiness;
import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UmapTest {

    private static final Golden GOLDEN = Golden.read("umap.txt");
    private static final Workers ONE = new Workers(1);
    private static final int NEIGHBORS = 10;

    static List<String> sets() {
        return GOLDEN.setsWith("umap.fit");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void layout_asTrustworthyAsUmapLearn(String set) {
        Matrix x = GOLDEN.rows(set);
        int cut = x.rows() * 3 / 4;
        Matrix fitted = x.selectRows(IntStream.range(0, cut).toArray());
        Matrix held = x.selectRows(IntStream.range(cut, x.rows()).toArray());
        UmapFit fit = Umap.withDefaults().fit(fitted, 42, ONE);
        assertThat(Trustworthiness.of(fitted, Samples.rows(fit.layout()), NEIGHBORS, ONE))
                .isGreaterThanOrEqualTo(GOLDEN.value(set, "umap.fit") - 0.01);
        assertThat(Trustworthiness.of(held, Samples.rows(fit.transform(held, ONE)), NEIGHBORS, ONE))
                .isGreaterThanOrEqualTo(GOLDEN.value(set, "umap.transform") - 0.02);
    }

    @Test
    void curve_asUmapLearn() {
        double[] expected = GOLDEN.values("curve", "umap.curve");
        double[] distances = {0.1, 0.5, 0};
        for (int i = 0; i < distances.length; i++) {
            Curve curve = Curve.of(distances[i]);
            assertThat(curve.a).isCloseTo(expected[2 * i], within(1e-5));
            assertThat(curve.b).isCloseTo(expected[2 * i + 1], within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-6f, 0.003f, 0.7f, 1f, 12.3f, 400f})
    void gradients_asTheFormula(float square) {
        Curve curve = Curve.of(0.1);
        double power = Math.pow(square, curve.b);
        double attraction = -2 * curve.a * curve.b * power / square / (curve.a * power + 1);
        double repulsion = 2 * curve.b / ((0.001 + square) * (curve.a * power + 1));
        assertThat(curve.attraction(square)).isCloseTo((float) attraction, within((float) -attraction * 2e-4f));
        assertThat(curve.repulsion(square)).isCloseTo((float) repulsion, within((float) repulsion * 2e-4f));
        assertThat(curve.attraction(0)).isZero();
    }

    @Test
    void graph_byHand() {
        // 0 and 1 are each other's nearest: weight 1. Row 2 has 1 at the nearest distance: 1 from its side.
        FuzzyGraph graph = FuzzyGraph.of(new NearestNeighbors(Samples.column(0, 1, 3)).ofEach(1, ONE));
        assertThat(graph.start()).containsExactly(0, 1, 3, 4);
        assertThat(graph.end()).containsExactly(1, 0, 2, 1);
        assertThat(graph.weight()).containsExactly(1f, 1f, 1f, 1f);
    }

    @Test
    void graph_weightsOfARow_addUpToTheLogarithm() {
        FuzzyGraph graph = FuzzyGraph.towards(new NearestNeighbors(Samples.uniform(200, 3, 1))
                .of(Samples.uniform(5, 3, 2), 16, ONE));
        for (int i = 0; i < 5; i++) {
            double sum = 0;
            // The first is taken for the row itself.
            for (int p = graph.start()[i] + 1; p < graph.start()[i + 1]; p++) {
                sum += graph.weight()[p];
            }
            assertThat(sum).isCloseTo(4, within(1e-4));
        }
    }

    @Test
    void anotherSeed_anotherLayout() {
        Matrix x = Samples.blobs(200, 5, 3, 10, 3);
        Umap umap = new Umap(10, 2, 0.1, 20);
        assertThat(umap.fit(x, 8, ONE).layout()[0]).isNotEqualTo(umap.fit(x, 7, ONE).layout()[0]);
    }

    @Test
    void transform_rowAlone_goesWhereItGoesAmongOthers() {
        UmapFit fit = new Umap(10, 2, 0.1, 60).fit(Samples.blobs(200, 5, 3, 10, 3), 1, ONE);
        Matrix rows = Samples.blobs(50, 5, 3, 10, 4);
        float[][] together = fit.transform(rows, ONE);
        assertThat(fit.transform(rows.selectRows(new int[] {0}), ONE)[0]).containsExactly(together[0]);
    }

    @Test
    void transform_manyRows_eachIsMovedByItsOwnRandomNumbers() {
        UmapFit fit = new Umap(10, 2, 0.1, 30).fit(Samples.blobs(200, 2, 3, 10, 3), 1, ONE);
        Matrix rows = Samples.blobs(20_000, 2, 3, 10, 4);
        float[][] together = fit.transform(rows, ONE);
        assertThat(fit.transform(rows.selectRows(IntStream.range(0, 300).toArray()), ONE))
                .isDeepEqualTo(Arrays.copyOf(together, 300));
        // Rows are taken some ten thousand at a time; copies in two of these stretches do not get one place.
        int[] copies = new int[20_000];
        Set<Float> places = new HashSet<>();
        for (float[] place : fit.transform(rows.selectRows(copies), ONE)) {
            places.add(place[0]);
        }
        assertThat(places).hasSizeGreaterThan(19_000);
    }

    @Test
    void rowsOnALine_useThePlane() {
        float[][] rows = new float[150][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i % 3 * 8 + i * 0.01f, 5};
        }
        float[][] layout = new Umap(10, 2, 0.1, 100).fit(Samples.rows(rows), 1, ONE).layout();
        for (int c = 0; c < 2; c++) {
            int axis = c;
            DoubleSummaryStatistics places = Arrays.stream(layout).mapToDouble(at -> at[axis]).summaryStatistics();
            assertThat(places.getMax() - places.getMin()).isGreaterThan(5);
        }
    }

    @Test
    void equalRows_stayFinite() {
        float[] column = new float[40];
        for (int i = 20; i < 40; i++) {
            column[i] = 1;
        }
        Matrix x = Matrix.ofColumns(List.of("a", "b"), new float[][] {column, column.clone()});
        for (float[] row : new Umap(5, 2, 0.1, 50).fit(x, 1, ONE).layout()) {
            assertThat(Float.isFinite(row[0]) && Float.isFinite(row[1])).isTrue();
        }
    }

    @Test
    void trustworthiness_byHand() {
        Matrix x = Samples.column(0, 1, 3, 6, 10);
        assertThat(Trustworthiness.of(x, x, 2, ONE)).isEqualTo(1);
        // Rows 0 and 4 trade places. Nearest and its rank: row 0 has 3 (rank 3), 1 has 4 (4), 2 has 1 (1), 3 has 2 (1),
        // 4 has 1 (3): excess 2 + 3 + 2 = 7 of n k (2 n - 3 k - 1) / 2 = 15.
        assertThat(Trustworthiness.of(x, Samples.column(10, 1, 3, 6, 0), 1, ONE)).isCloseTo(1 - 7 / 15.0,
                within(1e-12));
    }

    @Test
    void outOfRange_refuses() {
        assertThatThrownBy(() -> new Umap(0, 2, 0.1, 0)).hasMessage("neighbors must be in [1, 200], got 0");
        assertThatThrownBy(() -> new Umap(5, 2, 0.1, 10_001)).hasMessage("epochs must be in [0, 10000], got 10001");
        assertThatThrownBy(() -> Umap.withDefaults().fit(Samples.uniform(14, 3, 1), 1, ONE))
                .isInstanceOf(DataException.class).hasMessage("rows must be >= 15 for neighbors=14, got 14");
        assertThatThrownBy(() -> Umap.withDefaults().fit(Samples.uniform(30, 1, 1), 1, ONE))
                .hasMessage("components must not exceed the number of columns (1), got 2");
    }
}
