package io.segmenta.clustering.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MicroLinkageTest {

    private static final Workers ONE = new Workers(1);

    /** Cut at the mean 6 into {0, 2} and {10, 12}; both have variance 1, so the first is cut next, at 1. */
    @Test
    void cells_byHand_cutTheWidestAtItsMean() {
        MicroClusters.Cells two = MicroClusters.of(Samples.column(10, 0, 12, 2), 2);
        assertThat(two.labels()).containsExactly(1, 0, 1, 0);
        assertThat(two.means().column(0)).containsExactly(1, 11);
        assertThat(two.variances()).containsExactly(1, 1);
        assertThat(two.radii()).containsExactly(1, 1);
        assertThat(MicroClusters.of(Samples.column(10, 0, 12, 2), 3).labels()).containsExactly(2, 0, 2, 1);
    }

    /** Cells 1 and 11 with variance and radius 1: average sqrt(100 + 1 + 1), complete 10 + 1 + 1. */
    @Test
    void fit_twoCells_byHand_mergesAtWhatTheirRowsAreApart() {
        Matrix x = Samples.column(10, 0, 12, 2);
        assertThat(new MicroLinkage(Linkage.AVERAGE, 2).fit(x, ONE).dendrogram().height(0))
                .isCloseTo(Math.sqrt(102), within(1e-5));
        MicroLinkageFit complete = new MicroLinkage(Linkage.COMPLETE, 2).fit(x, ONE);
        assertThat(complete.dendrogram().height(0)).isEqualTo(12);
        assertThat(complete.cut(2)).containsExactly(1, 0, 1, 0);
        assertThat(complete.sizes()).containsExactly(2, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETE", "AVERAGE"})
    void fit_aCellForEachRow_isTheExactLinkage(Linkage linkage) {
        Matrix x = Samples.uniform(300, 3, 2);
        MicroLinkageFit fit = new MicroLinkage(linkage, 300).fit(x, ONE);
        Dendrogram exact = new Agglomerative(linkage).fit(x, ONE);
        assertThat(fit.dendrogram().heights()).containsExactly(exact.heights(), within(1e-6));
        for (int k = 2; k < 10; k++) {
            assertThat(AdjustedRandIndex.of(fit.cut(k), exact.cut(k))).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETE", "AVERAGE"})
    void fit_aCellForTwentyRows_findsTheGroupsThatTheExactLinkageFinds(Linkage linkage) {
        Matrix x = Samples.blobs(4_000, 3, 4, 9, 5);
        int[] exact = new Agglomerative(linkage).fit(x, ONE).cut(4);
        assertThat(AdjustedRandIndex.of(new MicroLinkage(linkage, 200).fit(x, ONE).cut(4), exact))
                .isGreaterThan(0.99);
    }

    @Test
    void fit_equalRows_areOneCell() {
        Matrix x = Samples.column(5, 1, 5, 1, 5, 5, 8);
        MicroLinkageFit fit = new MicroLinkage(Linkage.AVERAGE, 5).fit(x, ONE);
        assertThat(fit.sizes()).containsExactly(2, 4, 1);
        assertThat(fit.cut(2)).containsExactly(0, 1, 0, 1, 0, 0, 0);
    }

    @Test
    void fit_otherLinkageOrOneDistinctRow_refuses() {
        assertThatThrownBy(() -> new MicroLinkage(Linkage.WARD, 5))
                .hasMessage("linkage must be one of [complete, average], got \"WARD\"");
        assertThatThrownBy(() -> new MicroLinkage(Linkage.AVERAGE, 5).fit(Samples.column(new float[9]), ONE))
                .hasMessage("distinct rows must be >= 2, got 1");
    }
}
