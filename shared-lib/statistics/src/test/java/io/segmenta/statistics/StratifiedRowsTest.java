package io.segmenta.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StratifiedRowsTest {

    @Test
    void of_asManyAsThereAre_isEachOnce() {
        assertThat(StratifiedRows.of(5, 5, 42)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void of_anyNumber_isOneOfEachStretch() {
        long[] chosen = StratifiedRows.of(1L << 40, 1 << 16, 7);
        for (int i = 0; i < chosen.length; i++) {
            assertThat(chosen[i] >>> 24).isEqualTo(i);
        }
        assertThat(StratifiedRows.of(1L << 40, 1 << 16, 7)).isEqualTo(chosen);
        assertThat(StratifiedRows.of(1L << 40, 1 << 16, 8)).isNotEqualTo(chosen);
    }

    @Test
    void of_moreThanThereAre_isRefused() {
        assertThatThrownBy(() -> StratifiedRows.of(3, 4, 1)).hasMessage("count must be in [0, 3], got 4");
        assertThatThrownBy(() -> StratifiedRows.of(-1, 0, 1)).hasMessage("rows must be in [0, 2^40], got -1");
    }
}
