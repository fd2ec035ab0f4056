package io.segmenta.pipeline.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig.Linkage;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.memory.TimeLimit;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EffortTest {
    private static final TimeLimit LAMBDA = new TimeLimit(900);

    private static ClusteringConfig settings(String... assignments) {
        PipelineConfig config = PipelineConfig.defaults();
        for (String assignment : assignments) {
            String[] parts = assignment.split("=", 2);
            config = config.with(Map.of(parts[0], parts[1]));
        }
        return config.clustering();
    }

    private static ClusteringConfig single() {
        return settings("clustering.algorithm=agglomerative", "clustering.linkage=single");
    }

    @Test
    void seconds_singleLinkage_arePairsTimesFeaturesAtTheFastestRate() {
        // 4 rows are 6 pairs of 5 features.
        assertThat(Clusterers.of(Algorithm.AGGLOMERATIVE, single()).seconds(4, 5, 2)).isEqualTo(30 / 3e10);
    }

    @Test
    void seconds_ofASearchByKMeans_areThoseOfAllItsCentres() {
        // 2 + 3 + 4 centres, 10 rows, 5 features, 2 threads.
        ClusteringConfig three = settings("clustering.k_max=4");
        assertThat(Clusterers.of(Algorithm.KMEANS, three).seconds(10, 5, 2)).isCloseTo(450 / 3e10 / 2, within(1e-18));
    }

    @Property
    void seconds_neverFallAsRowsFeaturesOrSegmentsGrow(@ForAll Algorithm algorithm,
            @ForAll @IntRange(min = 2, max = 10_000_000) int rows, @ForAll @IntRange(max = 1_000_000) int more,
            @ForAll @IntRange(min = 1, max = 500) int features, @ForAll @IntRange(min = 2, max = 100) int k,
            @ForAll Linkage linkage) {
        String merged = "clustering.linkage=" + linkage.name().toLowerCase(Locale.ROOT);
        Clusterer some = Clusterers.of(algorithm, settings(merged, "clustering.k=" + k));
        Clusterer others = Clusterers.of(algorithm, settings(merged, "clustering.k=" + (k + 1)));
        double seconds = some.seconds(rows, features, 2);
        assertThat(seconds).isPositive();
        assertThat(some.seconds((double) rows + more, features, 2)).isGreaterThanOrEqualTo(seconds);
        assertThat(some.seconds(rows, features + 1, 2)).isGreaterThanOrEqualTo(seconds);
        assertThat(others.seconds(rows, features, 2)).isGreaterThanOrEqualTo(seconds);
        assertThat(some.seconds(rows, features, 4)).isLessThanOrEqualTo(seconds);
    }

    @Test
    void seconds_ofRunsThatWereTimed_areLessThanTheyTook() {
        // benchmarks/results: 2026-11-21-side-by-side, 2026-11-21-growth; threads as there.
        assertThat(Clusterers.of(Algorithm.AGGLOMERATIVE, single()).seconds(20_000, 8, 1)).isLessThan(0.0575);
        assertThat(Clusterers.of(Algorithm.KMEANS, settings()).seconds(1_000_000, 8, 2)).isLessThan(0.666);
        assertThat(Clusterers.of(Algorithm.GENIE, settings()).seconds(30_000, 8, 2)).isLessThan(4.78);
        assertThat(Clusterers.of(Algorithm.HDBSCAN, settings()).seconds(30_000, 8, 2)).isLessThan(12.07);
        assertThat(Clusterers.of(Algorithm.KMEANS, settings("clustering.k=8")).seconds(12_500_000, 8, 2))
                .isLessThan(4.2);
    }

    @Test
    void check_whatCannotEnd_isRefusedWithWhatCan() {
        assertThatThrownBy(() -> LAMBDA.check(3_000_000, 10, single(), 2)).isInstanceOf(DataException.class).hasMessage(
                "agglomerative single needs at least 1500 s to cluster 3000000 rows of 10 features, "
                        + "a run may take 900 s;"
                        + " set clustering.algorithm: kmeans, which needs at least 0 s, upload a sample of at most"
                        + " 2323790 rows, or leave columns out (columns.include)");
        assertThatCode(() -> LAMBDA.check(2_323_790, 10, single(), 2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> LAMBDA.check(2_323_791, 10, single(), 2)).isInstanceOf(DataException.class);
    }

    @Test
    void check_noLimitOrASearchOverAlgorithms_isNeverRefused() {
        assertThatCode(() -> TimeLimit.NONE.check(1_000_000_000, 100, single(), 1)).doesNotThrowAnyException();
        assertThatCode(() -> LAMBDA.check(50_000_000, 100, settings("clustering.algorithm=auto"), 2))
                .doesNotThrowAnyException();
    }
}
