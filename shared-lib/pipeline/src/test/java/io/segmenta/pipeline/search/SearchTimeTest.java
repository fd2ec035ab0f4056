package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.config.PipelineConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTimeTest {
    /** (1.5 + 36 x 1,000 x 11 x 1e-5) / 2, and hardly more for the fits. */
    @Test
    void search_takesAsLongAsItsCandidatesRowsAndFeaturesSay() {
        assertThat(SearchTime.seconds(space("0"), 1_000, 11, 10, 2)).isCloseTo(2.73, within(0.05));
        assertThat(SearchTime.seconds(space("0"), 2_000, 11, 10, 2)).isCloseTo(4.71, within(0.05));
    }

    @Test
    void rowsBeyondTheDraws_countByTheFitsAlone() {
        double few = SearchTime.seconds(space("0"), 2_000, 8, 10, 2);
        double many = SearchTime.seconds(space("0"), 40_000, 8, 10, 2);
        assertThat(many - few).isBetween(0.5, 5.0);
    }

    @Test
    void fewerCandidatesOrDraws_takeLess() {
        assertThat(SearchTime.seconds(space("4"), 2_000, 20, 10, 1))
                .isLessThan(SearchTime.seconds(space("0"), 2_000, 20, 10, 1) / 3);
        assertThat(SearchTime.seconds(space("0"), 2_000, 20, 0, 1))
                .isLessThan(SearchTime.seconds(space("0"), 2_000, 20, 10, 1) / 3);
    }

    @Test
    void time_isToldRoundedUp() {
        assertThat(SearchTime.told(0.2)).isEqualTo("about 1 s");
        assertThat(SearchTime.told(9.5)).isEqualTo("about 10 s");
        assertThat(SearchTime.told(31)).isEqualTo("about 40 s");
        assertThat(SearchTime.told(119)).isEqualTo("about 2 min");
    }

    private static SearchSpace space(String budget) {
        return SearchSpace.of(PipelineConfig.defaults().with(Map.of("clustering.algorithm", "auto",
                "clustering.search.budget", budget)), 500, IntStream.rangeClosed(2, 10).boxed().toList());
    }
}
