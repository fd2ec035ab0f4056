package io.segmenta.model.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"'', '', 0", "'', abc, 3", "kitten, sitting, 3", "status, stats, 1", "abc, abc, 0", "ab, ba, 2"})
    void distance_countsChangesOfOneCharacter(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void to_returnsTheNearestAndOfSeveralTheFirst() {
        assertThat(Nearest.to("stats", List.of("sort", "status"))).contains("status");
        assertThat(Nearest.to("bat", List.of("cat", "hat"))).contains("cat");
    }

    @Test
    void to_farFromAll_isEmpty() {
        assertThat(Nearest.to("x", List.of("limit"))).isEmpty();
        assertThat(Nearest.to("anything", List.of())).isEmpty();
        assertThat(Nearest.to("a-name-of-many-letters", List.of("a-name-of-some-letters"))).isPresent();
    }
}
