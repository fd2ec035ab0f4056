package io.segmenta.clustering.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighborsTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void rowsOnALine_byHand() {
        Neighbors found = new NearestNeighbors(Samples.column(0, 1, 3, 7)).ofEach(2, ONE);
        assertThat(found.rows()).isDeepEqualTo(new int[][] {{1, 2}, {0, 2}, {1, 0}, {2, 1}});
        assertThat(found.distances()).isDeepEqualTo(new double[][] {{1, 3}, {1, 2}, {2, 3}, {4, 6}});
    }

    @Test
    void equallyNear_lowerNumberFirst() {
        Neighbors found = new NearestNeighbors(Samples.column(5, 5, 4, 6, 5)).ofEach(3, ONE);
        assertThat(found.rows()[4]).containsExactly(0, 1, 2);
        assertThat(new NearestNeighbors(Samples.column(5, 5, 4)).of(Samples.column(5), 2, ONE).rows()[0])
                .containsExactly(0, 1);
    }

    @Test
    void anyShape_asSortingAllDistances() {
        for (int d : new int[] {1, 4, 5, 11}) {
            Matrix x = Samples.uniform(2_100, d, d);
            Matrix queries = Samples.uniform(40, d, 99 + d);
            Neighbors found = new NearestNeighbors(x).of(queries, 12, ONE);
            for (int i = 0; i < 40; i++) {
                int query = i;
                int[] expected = IntStream.range(0, 2_100).boxed()
                        .sorted(Comparator.comparingDouble(r -> distance(queries, query, x, r))).limit(12)
                        .mapToInt(Integer::intValue).toArray();
                assertThat(found.rows()[i]).isEqualTo(expected);
                assertThat(found.distances()[i][11]).isCloseTo(distance(queries, i, x, expected[11]), within(1e-12));
            }
        }
    }

    @Test
    void anyThreads_sameRows() {
        NearestNeighbors nearest = new NearestNeighbors(Samples.uniform(500, 3, 1));
        Neighbors one = nearest.ofEach(5, ONE);
        try (Workers workers = new Workers(8)) {
            Neighbors eight = nearest.ofEach(5, workers);
            assertThat(eight.rows()).isDeepEqualTo(one.rows());
            assertThat(eight.distances()).isDeepEqualTo(one.distances());
        }
    }

    @Test
    void kOutOfRange_refused() {
        assertThatThrownBy(() -> new NearestNeighbors(Samples.column(1, 2)).ofEach(2, ONE))
                .hasMessage("k must be in [1, 1], got 2");
    }

    private static double distance(Matrix a, int i, Matrix b, int r) {
        double sum = 0;
        for (int j = 0; j < a.columns(); j++) {
            double difference = (double) a.get(i, j) - b.get(r, j);
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
