package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({"0,0.0 %", "0.00046,<0.1 %", "0.0005,0.1 %", "0.0823,8.2 %", "0.25,25 %", "0.9949,99 %",
            "0.99954,>99 %", "1,100 %"})
    void percent_extremes_areNeverRoundedAway(double share, String expected) {
        assertThat(Texts.percent(share)).isEqualTo(expected);
    }

    @Test
    void usd_hasTwoSignificantDigitsAndTwoDecimals() {
        assertThat(Texts.usd(0)).isEqualTo("$0");
        assertThat(Texts.usd(0.000421)).isEqualTo("$0.00042");
        assertThat(Texts.usd(0.0123)).isEqualTo("$0.012");
        assertThat(Texts.usd(1234.5)).isEqualTo("$1,234.50");
        assertThat(Texts.usd(0.0002, 0.0011)).isEqualTo("$0.00020 to $0.0011");
    }
}
