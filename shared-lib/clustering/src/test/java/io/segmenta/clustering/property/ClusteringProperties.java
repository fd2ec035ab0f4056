package io.segmenta.clustering.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.metrics.Dispersion;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for any data. */
class ClusteringProperties {

    private static final Workers ONE = new Workers(1);

    @Property(tries = 60, seed = "20")
    void kMeans_moreIterations_neverRaiseInertia(@ForAll @IntRange(min = 3, max = 200) int n,
            @ForAll @IntRange(min = 1, max = 9) int d, @ForAll long seed) {
        Matrix x = Samples.uniform(n, d, seed);
        float[][] start = {new float[d], new float[d]};
        x.row(0, start[0]);
        x.row(1, start[1]);
        double before = Double.POSITIVE_INFINITY;
        for (int iterations = 1; iterations < 8; iterations++) {
            double inertia = new KMeans(2, iterations, 0, 1).fitFrom(x, start, ONE).inertia();
            assertThat(inertia).isLessThanOrEqualTo(before * (1 + 1e-7));
            before = inertia;
        }
    }

    @Property(tries = 60, seed = "20")
    void kMeans_inertia_isTheDispersionWithin(@ForAll @IntRange(min = 10, max = 300) int n,
            @ForAll @IntRange(min = 2, max = 6) int k, @ForAll long seed) {
        Matrix x = Samples.uniform(n, 3, seed);
        KMeansFit fit = new KMeans(k, 300, 0, 2).fit(x, seed, ONE);
        double within = Dispersion.of(x, fit.labels(), ONE).withinSumOfSquares();
        assertThat(fit.inertia()).isCloseTo(within, within(1e-6 * within));
    }

    @Property(tries = 40, seed = "20")
    void dendrogram_cutsAreNested(@ForAll Linkage linkage, @ForAll @IntRange(min = 3, max = 120) int n,
            @ForAll long seed) {
        Dendrogram tree = new Agglomerative(linkage).fit(Samples.uniform(n, 2, seed), ONE);
        for (int k = 2; k < Math.min(n, 9); k++) {
            int[] coarse = tree.cut(k);
            int[] fine = tree.cut(k + 1);
            int[] parent = new int[k + 1];
            Arrays.fill(parent, -1);
            for (int i = 0; i < n; i++) {
                assertThat(parent[fine[i]]).isIn(-1, coarse[i]);
                parent[fine[i]] = coarse[i];
            }
        }
        for (int i = 1; i < n - 1; i++) {
            assertThat(tree.height(i)).isGreaterThanOrEqualTo(tree.height(i - 1));
        }
    }

    @Property(tries = 60, seed = "20")
    void indices_otherNumbersAndScale_sameValue(@ForAll long seed) {
        Matrix x = Samples.uniform(60, 3, seed);
        int[] labels = new int[60];
        int[] renumbered = new int[60];
        float[][] doubled = new float[3][60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 4;
            renumbered[i] = (labels[i] * 3 + 5) % 7;
            for (int j = 0; j < 3; j++) {
                doubled[j][i] = x.get(i, j) * 2;
            }
        }
        Matrix larger = Matrix.ofColumns(x.names(), doubled);
        double silhouette = Silhouette.exact(x, labels, ONE).mean();
        assertThat(silhouette).isBetween(-1.0, 1.0);
        assertThat(Silhouette.exact(larger, renumbered, ONE).mean()).isCloseTo(silhouette, within(1e-6));
        Dispersion one = Dispersion.of(x, labels, ONE);
        Dispersion other = Dispersion.of(larger, renumbered, ONE);
        assertThat(other.calinskiHarabasz()).isCloseTo(one.calinskiHarabasz(), within(1e-9));
        assertThat(other.daviesBouldin()).isCloseTo(one.daviesBouldin(), within(1e-9));
    }

    @Property(tries = 100, seed = "20")
    void adjustedRandIndex_isSymmetricAndBlindToNumbers(@ForAll @Size(20) byte[] a, @ForAll @Size(20) byte[] b) {
        int[] first = new int[20];
        int[] second = new int[20];
        int[] renumbered = new int[20];
        for (int i = 0; i < 20; i++) {
            first[i] = a[i] & 3;
            second[i] = b[i] & 3;
            renumbered[i] = 100 - 7 * first[i];
        }
        double index = AdjustedRandIndex.of(first, second);
        assertThat(index).isBetween(-0.5, 1.0);
        assertThat(AdjustedRandIndex.of(second, first)).isCloseTo(index, within(1e-12));
        assertThat(AdjustedRandIndex.of(renumbered, second)).isCloseTo(index, within(1e-12));
        assertThat(AdjustedRandIndex.of(first, renumbered)).isEqualTo(1.0);
    }
}
