package io.segmenta.clustering.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KMedoidsTest {

    private static final Golden SETS = Golden.read("smile.txt");
    private static final Golden DIRECT = Golden.read("smile-direct.txt");
    private static final Workers ONE = new Workers(1);

    static List<String> sets() {
        return SETS.setsWith("tsne");
    }

    @Test
    void twoGroups_byHand() {
        // Middles 11 and 1; distances 2 + 1 + 1 + 3 and 1 + 1. The mean of the first is 11.75.
        KMedoidsFit fit = KMedoids.withDefaults(2).fit(Samples.column(2, 0, 1, 14, 9, 10, 12, 11), 1, ONE);
        assertThat(fit.medoids()).containsExactly(7, 2);
        assertThat(fit.labels()).containsExactly(1, 1, 1, 0, 0, 0, 0, 0);
        assertThat(fit.sizes()).containsExactly(5, 3);
        assertThat(fit.cost()).isEqualTo(9);
    }

    @Test
    void oneCluster_medoidIsTheMedian() {
        KMedoidsFit fit = KMedoids.withDefaults(1).fit(Samples.column(5, 1, 100, 2, 3), 1, ONE);
        assertThat(fit.medoids()).containsExactly(4);
        assertThat(fit.cost()).isEqualTo(2 + 2 + 97 + 1);
    }

    @Test
    void asManyClustersAsDistinctRows_costNothing() {
        assertThat(KMedoids.withDefaults(3).fit(Samples.column(5, 1, 3), 1, ONE).cost()).isZero();
        KMedoidsFit fit = KMedoids.withDefaults(3).fit(Samples.column(5, 1, 1, 5, 3, 1), 1, ONE);
        assertThat(fit.cost()).isZero();
        assertThat(fit.labels()).containsExactly(1, 0, 0, 1, 2, 0);
        assertThat(fit.medoids()).containsExactly(1, 0, 4);
    }

    @Test
    void moreClustersThanDistinctRows_refused() {
        assertThatThrownBy(() -> KMedoids.withDefaults(3).fit(Samples.column(5, 1, 1, 5), 1, ONE))
                .isInstanceOf(DataException.class)
                .hasMessage("k must not exceed the number of distinct rows: k=3, distinct rows=2");
    }

    @Test
    void outOfRange_refused() {
        assertThatThrownBy(() -> new KMedoids(0, 2)).hasMessage("k must be in [1, 1000], got 0");
        assertThatThrownBy(() -> new KMedoids(2, 4)).hasMessage("restarts must be in [1, 3], got 4");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void cost_atMostThatOfSmileAlone(String set) {
        KMedoidsFit fit = KMedoids.withDefaults(4).fit(SETS.rows(set), 1, ONE);
        assertThat(fit.cost()).isLessThanOrEqualTo(DIRECT.value(set, "kmedoids.cost") * 1.0001);
    }

    @Property(tries = 60, seed = "20")
    void fewRows_noExchangeLowersTheCost(@ForAll @IntRange(min = 4, max = 18) int n,
            @ForAll @IntRange(min = 2, max = 3) int k, @ForAll long seed) {
        Matrix x = Samples.uniform(n, 2, seed);
        KMedoidsFit fit = KMedoids.withDefaults(k).fit(x, seed, ONE);
        assertThat(fit.cost()).isCloseTo(cost(x, fit.medoids()), within(1e-12));
        for (int c = 0; c < k; c++) {
            for (int row = 0; row < n; row++) {
                int[] exchanged = fit.medoids();
                exchanged[c] = row;
                assertThat(cost(x, exchanged)).isGreaterThanOrEqualTo(fit.cost() - 1e-12);
            }
        }
    }

    private static double cost(Matrix x, int[] medoids) {
        float[][] rows = RowDraw.floats(x);
        double cost = 0;
        for (float[] row : rows) {
            double least = Double.POSITIVE_INFINITY;
            for (int medoid : medoids) {
                least = Math.min(least, Math.sqrt(RowDraw.square(row, rows[medoid])));
            }
            cost += least;
        }
        return cost;
    }

    @Test
    void manyRows_medoidsOfASample_everyRowAtItsNearest() {
        Matrix x = Samples.blobs(30_000, 2, 3, 20, 4);
        KMedoidsFit fit = KMedoids.withDefaults(3).fit(x, 1, ONE);
        int[] labels = fit.labels();
        for (int i = 0; i < x.rows(); i++) {
            assertThat(labels[i]).isEqualTo(labels[i % 3]);
        }
        assertThat(fit.sizes()).containsExactly(10_000, 10_000, 10_000);
    }

    @Test
    void manyRows_fewDistinct_allAreFound() {
        float[] values = new float[20_000];
        values[19_998] = 1;
        values[19_999] = 2;
        KMedoidsFit fit = KMedoids.withDefaults(3).fit(Samples.column(values), 1, ONE);
        assertThat(fit.medoids()).contains(19_998, 19_999);
        assertThat(fit.sizes()).containsExactly(19_998, 1, 1);
    }

    @Test
    void medoids_ofGivenClusters_areTheirMiddleRows() {
        Matrix x = Samples.column(0, 10, 1, 11, 2, 30);
        assertThat(KMedoids.medoids(x, new int[] {0, 1, 0, 1, 0, 1}, 2, new Workers(1))).containsExactly(2, 3);
    }

    @Test
    void medoids_ofALargeCluster_areSoughtAmongSomeOfItsRows() {
        Matrix x = Samples.uniform(5_000, 2, 3);
        int[] medoids = KMedoids.medoids(x, new int[5_000], 1, new Workers(1));
        assertThat(x.get(medoids[0], 0)).isBetween(0.45f, 0.55f);
        assertThat(x.get(medoids[0], 1)).isBetween(0.45f, 0.55f);
    }
}
