package io.segmenta.pipeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.config.PipelineConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTimeTest {
    /** (2.2 + 36 (1,000 (4.7e-5 + 11 x 2.1e-6) + 11,000 (6.8e-7 + 11 x 5.6e-8))) x (0.4 + 0.6 / 2) */
    @Test
    void search_takesAsLongAsItsCandidatesRowsAndFeaturesSay() {
        assertThat(SearchTime.seconds(space("0"), 1_000, 11, 10, 2)).isCloseTo(3.6658, within(1e-4));
        assertThat(SearchTime.seconds(space("0"), 1_000, 11, 10, 1)).isCloseTo(5.2368, within(1e-4));
    }

    @Test
    void rowsBeyondTheDraws_countByTheFitsAlone() {
        double few = SearchTime.seconds(space("0"), 2_000, 8, 10, 1);
        double many = SearchTime.seconds(space("0"), 40_000, 8, 10, 1);
        assertThat(many - few).isCloseTo(36 * 38_000 * 8 * (6.8e-7 + 8 * 5.6e-8), within(1e-6));
    }

    @Test
    void fewerCandidatesOrDraws_takeLess() {
        assertThat(SearchTime.seconds(space("4"), 2_000, 20, 10, 1))
                .isLessThan(SearchTime.seconds(space("0"), 2_000, 20, 10, 1) / 2);
        assertThat(SearchTime.seconds(space("0"), 2_000, 20, 0, 1))
                .isLessThan(SearchTime.seconds(space("0"), 2_000, 20, 10, 1) / 2);
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
