package io.segmenta.clustering.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** X-means and G-means. */
class SplitSearchTest {

    private static final Golden SETS = Golden.read("smile.txt");
    private static final Golden DIRECT = Golden.read("smile-direct.txt");
    private static final Workers ONE = new Workers(1);

    static List<String> sets() {
        return SETS.setsWith("tsne");
    }

    @Test
    void twoPlaces_byHand() {
        // Smile by itself fails here: each half is of equal rows.
        float[] values = new float[90];
        Arrays.fill(values, 0, 50, 7);
        for (KMeansFit fit : List.of(XMeans.withDefaults(9).fit(Samples.column(values), 1, ONE),
                GMeans.withDefaults(9).fit(Samples.column(values), 1, ONE))) {
            assertThat(fit.centroids()).isDeepEqualTo(new float[][] {{7}, {0}});
            assertThat(fit.sizes()).containsExactly(50, 40);
            assertThat(fit.inertia()).isZero();
        }
    }

    @Test
    void fewerThan25Rows_oneCluster() {
        Matrix x = Samples.column(0, 1, 2, 100, 101, 102);
        assertThat(XMeans.withDefaults(9).fit(x, 1, ONE).k()).isEqualTo(1);
        assertThat(GMeans.withDefaults(9).fit(x, 1, ONE).k()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void roundGroups_areFound(int k) {
        Matrix x = Samples.blobs(140 * k, 4, k, 12, k);
        int[] groups = new int[x.rows()];
        Arrays.setAll(groups, i -> i % k);
        assertThat(AdjustedRandIndex.of(XMeans.withDefaults(20).fit(x, 1, ONE).labels(), groups)).isEqualTo(1);
        assertThat(AdjustedRandIndex.of(GMeans.withDefaults(20).fit(x, 1, ONE).labels(), groups)).isEqualTo(1);
    }

    @Test
    void groupsEvenlyAroundTheirCentre_oneForXMeans_allForGMeans() {
        Matrix x = Samples.blobs(1_260, 4, 9, 12, 1);
        assertThat(XMeans.withDefaults(20).fit(x, 1, ONE).k()).isEqualTo(1);
        assertThat(GMeans.withDefaults(20).fit(x, 1, ONE).k()).isEqualTo(9);
    }

    @Test
    void atMost_kMax() {
        Matrix x = Samples.blobs(700, 3, 7, 20, 1);
        assertThat(XMeans.withDefaults(3).fit(x, 1, ONE).k()).isEqualTo(3);
        assertThat(GMeans.withDefaults(3).fit(x, 1, ONE).k()).isEqualTo(3);
    }

    @Test
    void manyRows_kOfASample_labelsOfAll() {
        Matrix x = Samples.blobs(70_000, 2, 4, 25, 1);
        int[] groups = new int[x.rows()];
        Arrays.setAll(groups, i -> i % 4);
        assertThat(AdjustedRandIndex.of(XMeans.withDefaults(9).fit(x, 1, ONE).labels(), groups)).isEqualTo(1);
        assertThat(AdjustedRandIndex.of(GMeans.withDefaults(9).fit(x, 1, ONE).labels(), groups)).isEqualTo(1);
    }

    @Test
    void oneFarRow_doesNotHideTheGroups() {
        Matrix near = Samples.blobs(400, 2, 2, 15, 1);
        float[][] rows = Arrays.copyOf(RowDraw.floats(near), 401);
        rows[400] = new float[] {3_000, 0};
        int[] groups = new int[401];
        Arrays.setAll(groups, i -> i == 400 ? 2 : i % 2);
        assertThat(AdjustedRandIndex.of(XMeans.withDefaults(9).fit(Samples.rows(rows), 1, ONE).labels(), groups))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void asSmileAlone(String set) {
        Matrix x = SETS.rows(set);
        assertThat(AdjustedRandIndex.of(XMeans.withDefaults(20).fit(x, 1, ONE).labels(), DIRECT.labels(set, "xmeans")))
                .as("X-means").isGreaterThan(0.9);
        assertThat(AdjustedRandIndex.of(GMeans.withDefaults(20).fit(x, 1, ONE).labels(), DIRECT.labels(set, "gmeans")))
                .as("G-means").isGreaterThan(0.9);
    }

    @Property(tries = 40, seed = "20")
    void columnsOfFewValues_neverFail(@ForAll @IntRange(min = 25, max = 400) int n,
            @ForAll @IntRange(min = 1, max = 4) int levels, @ForAll long seed) {
        Matrix x = Samples.uniform(n, 2, seed);
        float[][] columns = new float[2][n];
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i < n; i++) {
                columns[j][i] = (float) Math.floor(x.get(i, j) * levels);
            }
        }
        Matrix few = Matrix.ofColumns(x.names(), columns);
        for (KMeansFit fit : List.of(XMeans.withDefaults(30).fit(few, seed, ONE),
                GMeans.withDefaults(30).fit(few, seed, ONE))) {
            assertThat(fit.k()).isBetween(1, levels * levels);
            assertThat(fit.sizes()).doesNotContain(0L);
        }
    }

    @Property(tries = 20, seed = "20")
    void result_isAnOptimumOfKMeans(@ForAll @IntRange(min = 30, max = 300) int n, @ForAll long seed) {
        Matrix x = Samples.uniform(n, 3, seed);
        KMeansFit fit = XMeans.withDefaults(9).fit(x, seed, ONE);
        KMeansFit again = new KMeans(fit.k(), 300, 0, 1).fitFrom(x, fit.centroids(), ONE);
        assertThat(again.inertia()).isGreaterThan(0.98 * fit.inertia());
    }

    @Test
    void outOfRange_refused() {
        assertThatThrownBy(() -> new XMeans(1, 100)).hasMessage("kMax must be in [2, 1000], got 1");
        assertThatThrownBy(() -> new GMeans(1001, 100)).hasMessage("kMax must be in [2, 1000], got 1001");
        assertThatThrownBy(() -> new GMeans(5, 0)).hasMessage("maxIterations must be in [1, 2147483647], got 0");
    }
}
