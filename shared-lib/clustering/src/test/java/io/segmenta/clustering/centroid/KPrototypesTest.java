package io.segmenta.clustering.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KPrototypesTest {

    private static final Workers ONE = new Workers(1);
    private static final float W = (float) Math.sqrt(2);

    @Test
    void numbersAndOneCategory_byHand() {
        // Gamma 4. Group a: 0, 1, 2 with levels A, A, B; group b: 10, 12 with level B.
        Matrix x = Samples.rows(new float[] {0, W, 0}, new float[] {1, W, 0}, new float[] {2, 0, W},
                new float[] {10, 0, W}, new float[] {12, 0, W});
        KPrototypesFit fit = KPrototypes.withDefaults(2).fit(x, List.of(new int[] {1, 2}), 1, ONE);
        assertThat(fit.labels()).containsExactly(0, 0, 0, 1, 1);
        assertThat(fit.prototypes()).isDeepEqualTo(new float[][] {{1, W, 0}, {11, 0, W}});
        // 1 + 0 + 1 and 4 for the B among As; 1 + 1.
        assertThat(fit.cost()).isCloseTo(8, within(1e-6));
    }

    /** The least cost over every division, as {@code golden/generate_prototypes.py} computed it on the levels. */
    @ParameterizedTest
    @ValueSource(strings = {"set0", "set1", "set2", "set3", "set4"})
    void smallTables_costAsLittleAsTheBestOfAllDivisions(String set) {
        Golden golden = Golden.read("prototypes.txt");
        List<int[]> categories = new ArrayList<>();
        int column = 2;
        for (double width : golden.values(set, "widths")) {
            categories.add(IntStream.range(column, column + (int) width).toArray());
            column += (int) width;
        }
        KPrototypesFit fit = new KPrototypes((int) golden.value(set, "k"), 100, 50).fit(golden.rows(set), categories, 1,
                ONE);
        assertThat(fit.cost()).isCloseTo(golden.value(set, "cost"), within(1e-5));
        float[][] prototypes = KPrototypes.prototypes(golden.rows(set), categories, fit.labels(), fit.k(), ONE);
        assertThat(prototypes).isDeepEqualTo(fit.prototypes());
    }

    @Test
    void categoriesOnly_isKModes() {
        Matrix x = Samples.rows(new float[] {1, 0, 1, 0}, new float[] {1, 0, 1, 0}, new float[] {1, 0, 0, 1},
                new float[] {0, 1, 0, 1}, new float[] {0, 1, 0, 1});
        KPrototypesFit fit = KPrototypes.withDefaults(2).fit(x, List.of(new int[] {0, 1}, new int[] {2, 3}), 3, ONE);
        assertThat(fit.cost()).isCloseTo(2, within(1e-6));
        for (float[] prototype : fit.prototypes()) {
            assertThat(prototype[0] + prototype[1]).isEqualTo(1f);
            assertThat(prototype[2] + prototype[3]).isEqualTo(1f);
        }
    }

    @Test
    void noCategories_isKMeans() {
        Matrix x = Samples.blobs(300, 3, 4, 12, 5);
        KPrototypesFit fit = KPrototypes.withDefaults(4).fit(x, List.of(), 2, ONE);
        KMeansFit means = KMeans.withDefaults(4).fit(x, 2, ONE);
        assertThat(AdjustedRandIndex.of(fit.labels(), means.labels())).isEqualTo(1.0);
        assertThat(fit.cost()).isCloseTo(means.inertia(), within(1e-5 * means.inertia()));
    }

    @Test
    void refusals() {
        assertThatThrownBy(() -> KPrototypes.withDefaults(3).fit(Samples.column(1, 1, 2, 2), List.of(), 1, ONE))
                .hasMessage("k must not exceed the number of distinct rows: k=3, distinct rows=2");
        Matrix x = Samples.uniform(5, 3, 1);
        assertThatThrownBy(() -> KPrototypes.withDefaults(2).fit(x, List.of(new int[] {2, 3}), 1, ONE))
                .hasMessage("category column must be in [0, 2], got 3");
        assertThatThrownBy(() -> KPrototypes.prototypes(x, List.of(), new int[] {0, 2, 2, 0, 0}, 3, ONE))
                .hasMessage("every cluster from 0 to 2 must have a row");
        assertThatThrownBy(() -> KPrototypes.withDefaults(2).fit(x, List.of(new int[] {0, 1}, new int[] {1, 2}), 1,
                ONE)).hasMessage("column \"x1\" is listed in two categories");
    }
}
