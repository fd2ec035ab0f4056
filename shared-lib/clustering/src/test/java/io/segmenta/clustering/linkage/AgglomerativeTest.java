package io.segmenta.clustering.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgglomerativeTest {

    private static final Workers ONE = new Workers(1);

    @Test
    void fit_fourRowsByHand() {
        // 0 and 1 merge at 1, 4 and 6 at 2; then the pairs: single 3, complete 6, average (4+6+3+5)/4 = 4.5,
        // ward sqrt(2*2*2/4) * |0.5 - 5| = sqrt(2) * 4.5.
        Matrix x = Samples.column(4, 0, 6, 1);
        check(Linkage.SINGLE, x, 3);
        check(Linkage.COMPLETE, x, 6);
        check(Linkage.AVERAGE, x, 4.5);
        check(Linkage.WARD, x, Math.sqrt(2) * 4.5);
    }

    private static void check(Linkage linkage, Matrix x, double last) {
        Dendrogram tree = new Agglomerative(linkage).fit(x, ONE);
        assertThat(tree.heights()).containsExactly(new double[] {1, 2, last}, within(1e-6));
        assertThat(new int[] {tree.left(0), tree.right(0), tree.left(1), tree.right(1), tree.left(2), tree.right(2)})
                .containsExactly(1, 3, 0, 2, 4, 5);
        assertThat(new int[] {tree.size(0), tree.size(1), tree.size(2)}).containsExactly(2, 2, 4);
    }

    @ParameterizedTest
    @EnumSource
    void fit_heights_areThoseOfTheDefinition(Linkage linkage) {
        for (int d : new int[] {1, 2, 5, 8, 9}) {
            Matrix x = Samples.blobs(97, d, 4, 3, 31 + d);
            double[] expected = PlainLinkage.heights(x, linkage);
            double[] heights = new Agglomerative(linkage).fit(x, ONE).heights();
            for (int i = 0; i < heights.length; i++) {
                assertThat(heights[i]).as("d=%d merge %d", d, i).isCloseTo(expected[i], within(1e-6 * expected[i]));
            }
        }
    }

    /** Where pairs tie, trees differ, but each merge of any of them is of a nearest pair. */
    @ParameterizedTest
    @EnumSource
    void fit_tiesAndCopies_everyMergeIsOfANearestPair(Linkage linkage) {
        for (long seed = 1; seed <= 60; seed++) {
            Matrix x = tied(seed);
            Dendrogram tree = new Agglomerative(linkage).fit(x, ONE);
            Map<Integer, List<Integer>> left = new HashMap<>();
            for (int i = 0; i < x.rows(); i++) {
                left.put(i, List.of(i));
            }
            for (int merge = 0; merge < x.rows() - 1; merge++) {
                double least = Double.POSITIVE_INFINITY;
                for (int a : left.keySet()) {
                    for (int b : left.keySet()) {
                        least = a < b ? Math.min(least, PlainLinkage.height(x, left.get(a), left.get(b), linkage))
                                : least;
                    }
                }
                List<Integer> both = new ArrayList<>(left.remove(tree.left(merge)));
                List<Integer> other = left.remove(tree.right(merge));
                assertThat(PlainLinkage.height(x, both, other, linkage)).as("seed %d merge %d", seed, merge)
                        .isCloseTo(least, within(1e-6 * least)).isCloseTo(tree.height(merge), within(1e-6 * least));
                both.addAll(other);
                left.put(x.rows() + merge, both);
            }
        }
    }

    /** Whole numbers, also far from the origin, or one of several levels, beside a column that is constant. */
    private static Matrix tied(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[2 + random.nextInt(25)][5];
        for (float[] row : rows) {
            if (seed % 3 == 0) {
                row[random.nextInt(4)] = (float) Math.sqrt(0.5);
            } else {
                row[0] = random.nextInt(3) + (seed % 3 == 1 ? 1e6f : 0);
                row[1] = random.nextInt(3);
            }
            row[4] = 7;
        }
        return Samples.rows(rows);
    }

    @ParameterizedTest
    @EnumSource
    void fit_manyRows_heightsRiseAndSizesAddUp(Linkage linkage) {
        Matrix x = Samples.blobs(1_601, 3, 5, 9, 2);
        Dendrogram tree = new Agglomerative(linkage).fit(x, ONE);
        for (int i = 1; i < tree.rows() - 1; i++) {
            assertThat(tree.height(i)).isGreaterThanOrEqualTo(tree.height(i - 1));
            assertThat(tree.left(i)).isLessThan(tree.right(i));
        }
        assertThat(tree.size(tree.rows() - 2)).isEqualTo(1_601);
        int[] truth = new int[1_601];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = i % 5;
        }
        if (linkage != Linkage.SINGLE) {
            assertThat(AdjustedRandIndex.of(tree.cut(5), truth)).isGreaterThan(0.98);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fit_anyThreads_sameTree(Linkage linkage) {
        Matrix x = Samples.uniform(701, 4, 6);
        Dendrogram one = new Agglomerative(linkage).fit(x, ONE);
        try (Workers workers = new Workers(8)) {
            Dendrogram many = new Agglomerative(linkage).fit(x, workers);
            assertThat(many.heights()).isEqualTo(one.heights());
            assertThat(many.cut(7)).isEqualTo(one.cut(7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fit_equalRows_mergeAtZero(Linkage linkage) {
        Dendrogram tree = new Agglomerative(linkage).fit(Samples.column(5, 1, 5, 1, 5, 5), ONE);
        assertThat(tree.heights()).startsWith(0, 0, 0, 0);
        assertThat(tree.cut(2)).containsExactly(0, 1, 0, 1, 0, 0);
        Dendrogram same = new Agglomerative(linkage).fit(Samples.column(new float[700]), ONE);
        assertThat(same.heights()).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void fit_farFromTheOrigin_keepsTheHeights(Linkage linkage) {
        Matrix near = Samples.column(0, 1, 4, 6, 11, 13);
        Matrix far = Samples.column(1_000_000, 1_000_001, 1_000_004, 1_000_006, 1_000_011, 1_000_013);
        assertThat(new Agglomerative(linkage).fit(far, ONE).heights())
                .containsExactly(new Agglomerative(linkage).fit(near, ONE).heights(), within(1e-9));
    }

    @Test
    void fit_tooManyRowsForAMatrix_refuses() {
        Matrix x = Samples.column(new float[20_001]);
        assertThatThrownBy(() -> new Agglomerative(Linkage.AVERAGE).fit(x, ONE)).isInstanceOf(DataException.class)
                .hasMessage("average linkage takes at most 20000 rows, got 20001; ward and single have no such limit");
    }

    @Test
    void fit_unusableRows_refuses() {
        Agglomerative ward = new Agglomerative(Linkage.WARD);
        assertThatThrownBy(() -> ward.fit(Samples.column(1), ONE)).hasMessage("rows must be >= 2, got 1");
        assertThatThrownBy(() -> ward.fit(Samples.column(1, Float.POSITIVE_INFINITY), ONE))
                .hasMessage("column \"x0\": expected a finite value, got Infinity at row 2");
    }

    @Test
    void cut_byHand() {
        Dendrogram tree = new Agglomerative(Linkage.SINGLE).fit(Samples.column(0, 1, 3, 20, 24), ONE);
        assertThat(tree.heights()).containsExactly(1, 2, 4, 17);
        assertThat(tree.cut(1)).containsOnly(0);
        assertThat(tree.cut(2)).containsExactly(0, 0, 0, 1, 1);
        assertThat(tree.cut(3)).containsExactly(0, 0, 0, 1, 2);
        assertThat(tree.cut(5)).containsExactly(0, 1, 2, 3, 4);
        assertThatThrownBy(() -> tree.cut(6)).hasMessage("k must be in [1, 5], got 6");
    }
}
