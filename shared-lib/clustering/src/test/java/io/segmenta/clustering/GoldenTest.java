package io.segmenta.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.metrics.CalinskiHarabasz;
import io.segmenta.clustering.metrics.DaviesBouldin;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement with scikit-learn, SciPy and fastcluster on ten sets; relative tolerances allow for single precision. */
class GoldenTest {

    private static final Golden GOLDEN = Golden.read("clustering.txt");
    private static final Workers ONE = new Workers(1);

    static List<String> sets() {
        return GOLDEN.setsWith("ward.heights");
    }

    static List<String> degenerateSets() {
        return GOLDEN.setsWith("labels");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void dendrogram_heightsAndCuts_asSciPy(String set) {
        for (Linkage linkage : Linkage.values()) {
            String name = linkage.name().toLowerCase(Locale.ROOT);
            Dendrogram tree = new Agglomerative(linkage).fit(GOLDEN.rows(set), ONE);
            double[] expected = GOLDEN.values(set, name + ".heights");
            for (int i = 0; i < expected.length; i++) {
                assertThat(tree.height(i)).as("%s merge %d", name, i).isCloseTo(expected[i],
                        within(1e-6 * expected[i]));
            }
            for (int k : new int[] {2, 3, 5}) {
                assertThat(AdjustedRandIndex.of(tree.cut(k), GOLDEN.labels(set, name + ".cut" + k)))
                        .as("%s cut at %d", name, k).isEqualTo(1.0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void kMeans_fromGivenStart_asScikitLearn(String set) {
        Matrix x = GOLDEN.rows(set);
        for (int k : new int[] {2, 5, 9}) {
            float[][] start = new float[k][x.columns()];
            for (int c = 0; c < k; c++) {
                x.row(c, start[c]);
            }
            KMeansFit fit = new KMeans(k, 300, 0, 1).fitFrom(x, start, ONE);
            double expected = GOLDEN.value(set, "kmeans" + k);
            assertThat(fit.inertia()).as("k=%d", k).isCloseTo(expected, within(1e-6 * expected));
            assertThat(AdjustedRandIndex.of(fit.labels(), GOLDEN.labels(set, "kmeans" + k + ".labels")))
                    .as("k=%d", k).isEqualTo(1.0);
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void kMeans_ownStarts_reachTheBestOfTwoHundred(String set) {
        double best = GOLDEN.value(set, "kmeans4.best");
        KMeansFit fit = new KMeans(4, 300, 0, 100).fit(GOLDEN.rows(set), 42, ONE);
        assertThat(fit.inertia()).isCloseTo(best, within(1e-6 * best));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void indices_asScikitLearn(String set) {
        Matrix x = GOLDEN.rows(set);
        for (String labelling : List.of("ward3", "random")) {
            int[] labels = GOLDEN.labels(set, labelling);
            Silhouette silhouette = Silhouette.exact(x, labels, ONE);
            assertThat(silhouette.mean()).isCloseTo(GOLDEN.value(set, labelling + ".silhouette"), within(1e-6));
            assertThat(Arrays.copyOf(silhouette.values(), 10))
                    .containsExactly(GOLDEN.values(set, labelling + ".samples"), within(2e-6));
            double ch = GOLDEN.value(set, labelling + ".ch");
            assertThat(CalinskiHarabasz.of(x, labels, ONE)).isCloseTo(ch, within(1e-9 * ch));
            // Its distances come of an expanded square, which loses digits far from the origin.
            double db = GOLDEN.value(set, labelling + ".db");
            assertThat(DaviesBouldin.of(x, labels, ONE)).isCloseTo(db, within(1e-8 * db));
        }
        assertThat(AdjustedRandIndex.of(GOLDEN.labels(set, "ward.cut3"), GOLDEN.labels(set, "average.cut5")))
                .isCloseTo(GOLDEN.value(set, "ari"), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("degenerateSets")
    void indices_degenerateCases_asScikitLearn(String set) {
        Matrix x = GOLDEN.rows(set);
        int[] labels = GOLDEN.labels(set, "labels");
        assertThat(Silhouette.exact(x, labels, ONE).mean()).isCloseTo(GOLDEN.value(set, "silhouette"), within(1e-6));
        assertThat(CalinskiHarabasz.of(x, labels, ONE)).isCloseTo(GOLDEN.value(set, "ch"), within(1e-9));
        assertThat(DaviesBouldin.of(x, labels, ONE)).isCloseTo(GOLDEN.value(set, "db"), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void principalComponents_asScikitLearn(String set) {
        PrincipalComponents pca = PrincipalComponents.fit(GOLDEN.rows(set), ONE);
        double[] variance = GOLDEN.values(set, "pca.variance");
        assertThat(pca.explainedVariance()).containsExactly(variance, within(1e-6 * variance[0]));
        assertThat(pca.explainedVarianceRatio()).containsExactly(GOLDEN.values(set, "pca.ratio"), within(1e-6));
        double product = 0;
        double[] first = GOLDEN.values(set, "pca.first");
        for (int j = 0; j < first.length; j++) {
            product += first[j] * pca.components()[0][j];
        }
        assertThat(Math.abs(product)).isCloseTo(1, within(1e-6));
    }
}
