package io.segmenta.clustering.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.manifold.Umap;
import io.segmenta.clustering.manifold.UmapFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clusterers keep to, as far as it goes for layouts: there are places instead of labels. */
class LayoutContractTest {

    private static final Workers ONE = new Workers(1);
    private static final int GROUPS = 4;
    private static final Umap UMAP = new Umap(10, 2, 0.1, 100);

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void valueNotFinite_refused(float value) {
        Matrix x = Samples.rows(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, value}, new float[] {7, 8});
        String message = "column \"x1\": expected a finite value, got %s at row 3".formatted(value);
        assertThatThrownBy(() -> UMAP.fit(x, 1, ONE)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        UmapFit fit = UMAP.fit(Samples.uniform(30, 2, 1), 1, ONE);
        assertThatThrownBy(() -> fit.transform(x, ONE)).hasMessage(message);
    }

    @Test
    void tooFewRowsOrColumns_refused() {
        assertRefused(Samples.column(), Reason.TOO_FEW_ROWS, "rows must be >= 2, got 0");
        assertRefused(Samples.column(1), Reason.TOO_FEW_ROWS, "rows must be >= 2, got 1");
        assertRefused(Samples.uniform(10, 2, 1), Reason.TOO_FEW_ROWS,
                "rows must be >= 11 for neighbors=10, got 10");
        assertRefused(Matrix.ofColumns(List.of(), new float[0][]), Reason.NO_FEATURES, "columns must be >= 1, got 0");
    }

    private static void assertRefused(Matrix x, Reason reason, String message) {
        assertThatThrownBy(() -> UMAP.fit(x, 1, ONE)).isInstanceOf(DataException.class).hasMessage(message)
                .extracting(e -> ((DataException) e).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anyThreads_sameBits(int components) {
        Matrix x = Samples.blobs(1_201, 5, GROUPS, 10, 3);
        Matrix more = Samples.blobs(90, 5, GROUPS, 10, 4);
        Umap umap = new Umap(10, components, 0.1, 40);
        UmapFit one = umap.fit(x, 7, ONE);
        assertThat(umap.fit(x, 7, ONE).layout()).isDeepEqualTo(one.layout());
        for (int threads : new int[] {2, 8}) {
            try (Workers workers = new Workers(threads)) {
                UmapFit fit = umap.fit(x, 7, workers);
                assertThat(fit.layout()).isDeepEqualTo(one.layout());
                assertThat(fit.transform(more, workers)).isDeepEqualTo(one.transform(more, ONE));
            }
        }
    }

    @Test
    void rowsInAnotherOrder_sameGroups() {
        Matrix x = Samples.blobs(400, 3, GROUPS, 30, 8);
        int[] order = Samples.shuffledOrder(400, 5);
        int[] groups = new int[400];
        Arrays.setAll(groups, i -> order[i] % GROUPS);
        assertGroupsApart(UMAP.fit(x.selectRows(order), 3, ONE).layout(), groups);
    }

    @Test
    void rowsMoved_sameGroups() {
        Matrix x = Samples.blobs(400, 2, GROUPS, 30, 8);
        float[][] far = new float[2][400];
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i < 400; i++) {
                far[j][i] = x.get(i, j) + 4_096 * (1 - 2 * j);
            }
        }
        int[] groups = new int[400];
        Arrays.setAll(groups, i -> i % GROUPS);
        assertGroupsApart(UMAP.fit(Matrix.ofColumns(x.names(), far), 3, ONE).layout(), groups);
    }

    @Test
    void rowsOfTheFit_transformedIntoTheirGroup() {
        Matrix x = Samples.blobs(400, 3, GROUPS, 30, 8);
        UmapFit fit = UMAP.fit(x, 3, ONE);
        float[][] both = Arrays.copyOf(fit.layout(), 800);
        System.arraycopy(fit.transform(x, ONE), 0, both, 400, 400);
        int[] groups = new int[800];
        Arrays.setAll(groups, i -> i % 400 % GROUPS);
        assertGroupsApart(both, groups);
    }

    /** Asserts that the nearest place of every row is one of its group. */
    private static void assertGroupsApart(float[][] layout, int[] groups) {
        for (int i = 0; i < layout.length; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int other = 0; other < layout.length; other++) {
                if (other != i && square(layout[i], layout[other]) < square(layout[i], layout[nearest])) {
                    nearest = other;
                }
            }
            assertThat(groups[nearest]).as("row %d", i).isEqualTo(groups[i]);
        }
    }

    private static double square(float[] a, float[] b) {
        return Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2);
    }
}
