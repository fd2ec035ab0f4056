package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({"0,0.0 %", "0.00046,<0.1 %", "0.0005,0.1 %", "0.0823,8.2 %", "0.25,25 %", "0.9949,99 %",
            "0.99954,>99 %", "1,100 %"})
    void percent_extremes_areNeverRoundedAway(double share, String expected) {
        assertThat(Texts.percent(share)).isEqualTo(expected);
    }
}
