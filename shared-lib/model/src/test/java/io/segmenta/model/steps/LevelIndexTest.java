package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a level is found by what somebody wrote. */
class LevelIndexTest {

    @Test
    void exactText_goesBeforeAnyOther() {
        LevelIndex index = new LevelIndex(List.of("Male", "male", "Female"));
        assertThat(index.code("Male")).isZero();
        assertThat(index.code("male")).isEqualTo(1);
        assertThat(index.code(" FEMALE ")).isEqualTo(2);
        assertThat(index.code("MALE")).as("could be either").isEqualTo(LevelIndex.UNSEEN);
        assertThat(index.code("other")).isEqualTo(LevelIndex.UNSEEN);
    }

    @Test
    void truthValues_areFoundByWhatTheyMean() {
        LevelIndex index = new LevelIndex(List.of("no", "yes"));
        assertThat(index.code("true")).isEqualTo(1);
        assertThat(index.code("0")).isZero();
        assertThat(index.code("maybe")).isEqualTo(LevelIndex.UNSEEN);
    }

    @Test
    void truth_ofLevelsThatAreNotAllTruthValuesOrAreTwice_isNotLookedFor() {
        assertThat(new LevelIndex(List.of("yes", "no", "perhaps")).code("true")).isEqualTo(LevelIndex.UNSEEN);
        assertThat(new LevelIndex(List.of("yes", "on", "no")).code("true")).as("yes or on")
                .isEqualTo(LevelIndex.UNSEEN);
        assertThat(new LevelIndex(List.of("yes", "on", "no")).code("false")).isEqualTo(2);
    }
}
