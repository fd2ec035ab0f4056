package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    @Test
    void coarseToFine_takesEndsThenTheMiddlesOfGaps() {
        assertThat(SearchSpace.coarseToFine(9)).containsExactly(0, 8, 4, 2, 6, 1, 3, 5, 7);
        assertThat(SearchSpace.coarseToFine(1)).containsExactly(0);
        assertThat(SearchSpace.coarseToFine(2)).containsExactly(0, 1);
        assertThat(SearchSpace.coarseToFine(4)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void space_withoutBudget_isWhole() {
        SearchSpace space = SearchSpace.of(config(Map.of()), 500, IntStream.rangeClosed(2, 10).boxed().toList());
        assertThat(space.size()).isEqualTo(36);
        assertThat(space.fitted()).isEqualTo(36);
        assertThat(space.leftOut()).isEmpty();
        assertThat(space.entries()).extracting(SearchSpace.Entry::algorithm).containsExactly("kmeans",
                "agglomerative ward", "gaussian_mixture", "genie");
    }

    @Test
    void budget_goesRoundTheAlgorithmsAndTellsWhatItLeftOut() {
        SearchSpace space = SearchSpace.of(config(Map.of("clustering.search.budget", "7",
                "clustering.search.algorithms", "genie,kmeans,gaussian_mixture")), 500, List.of(2, 3, 4, 5, 6));
        assertThat(space.fitted()).isEqualTo(7);
        assertThat(space.entries()).extracting(SearchSpace.Entry::ks).containsExactly(List.of(2, 4, 6), List.of(2, 6),
                List.of(2, 6));
        assertThat(space.leftOut()).containsExactly("The budget (clustering.search.budget) paid for 7 of 15 candidates."
                + " Not tried: genie k = 3, 5; kmeans k = 3, 4, 5; gaussian_mixture k = 3, 4, 5.");
    }

    @Test
    void parameters_ofDensity_areMultipliedAndNamed() {
        SearchSpace space = SearchSpace.of(PipelineConfig.defaults().with(Map.of("clustering.algorithm", "hdbscan",
                "clustering.min_samples", "7", "clustering.search.min_samples", "0,5",
                "clustering.search.min_segment_size", "0.02,30")), 500, List.of());
        assertThat(space.entries()).extracting(SearchSpace.Entry::parameters).containsExactly(
                "min_samples auto, min_segment_size 0.02", "min_samples auto, min_segment_size 30",
                "min_samples 5, min_segment_size 0.02", "min_samples 5, min_segment_size 30");
        assertThat(space.entries()).extracting(entry -> entry.config().clustering().hdbscan().minSamples())
                .containsExactly(7, 7, 5, 5);
    }

    @Test
    void manyRows_leaveOutAlgorithmsWhoseTimeIsQuadratic() {
        SearchSpace space = SearchSpace.of(config(Map.of()), 50_001, List.of(2, 3));
        assertThat(space.entries()).extracting(SearchSpace.Entry::algorithm).containsExactly("kmeans",
                "gaussian_mixture");
        assertThat(space.leftOut()).containsExactly("Not tried above 50,000 rows: agglomerative, genie.");
        assertThatThrownBy(
                () -> SearchSpace.of(config(Map.of("clustering.search.algorithms", "genie")), 50_001, List.of(2, 3)))
                .isInstanceOf(ConfigException.class).hasMessageContaining("genie take part up to 50000 rows");
    }

    @Test
    void budget_thatPaysForAll_leavesNothingOut() {
        for (String budget : List.of("15", "16", "0")) {
            SearchSpace space = SearchSpace.of(config(Map.of("clustering.search.budget", budget,
                    "clustering.search.algorithms", "genie,kmeans,gaussian_mixture")), 50_000, List.of(2, 3, 4, 5, 6));
            assertThat(space.leftOut()).as(budget).isEmpty();
            assertThat(space.fitted()).isEqualTo(15);
        }
    }

    @Test
    void entry_isToldWithWhatDiffersInIt() {
        SearchSpace space = SearchSpace.of(PipelineConfig.defaults().with(Map.of("clustering.algorithm", "dbscan",
                "clustering.search.min_samples", "3,5", "clustering.search.budget", "1")), 60_000, List.of());
        assertThat(space.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.told()).isEqualTo("dbscan (" + entry.parameters() + ")");
            assertThat(entry.candidates()).isEqualTo(1);
        });
        assertThat(space.leftOut()).singleElement().asString()
                .startsWith("The budget (clustering.search.budget) paid for 1 of 2 candidates. Not tried: dbscan (")
                .endsWith(").");
        assertThat(SearchSpace.of(config(Map.of()), 500, List.of(2)).entries().getFirst().told()).isEqualTo("kmeans");
    }

    private static PipelineConfig config(Map<String, String> settings) {
        return PipelineConfig.defaults().with(Map.of("clustering.algorithm", "auto")).with(settings);
    }
}
