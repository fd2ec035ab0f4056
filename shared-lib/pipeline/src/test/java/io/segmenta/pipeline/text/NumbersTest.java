package io.segmenta.pipeline.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"51381.5|51,382", "1234567|1,234,567", "123.456|123.5", "9.87|9.87",
            "5.0|5", "0.00123456|0.00123", "-0.5|-0.5", "0|0", "-1500|-1,500", "1e18|1,000,000,000,000,000,000",
            "NaN|unknown"})
    void figure_anySize_readsWell(double value, String expected) {
        assertThat(Numbers.figure(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"150000,50000,150k", "0,50000,0", "2000,1000,2000", "0.2,0.1,0.2", "3500000,500000,3.5M",
            "-20,10,-20"})
    void tick_anySize_isShort(double value, double step, String expected) {
        assertThat(Numbers.tick(value, step).replace(",", "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.405,41%", "0.035,3.5%", "0.0001,<0.1%", "0.9999,>99%", "1,100%", "0,0%"})
    void percent_extremes_areNeverRoundedAway(double share, String expected) {
        assertThat(Numbers.percent(share)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1,1st", "2,2nd", "3,3rd", "4,4th", "11,11th", "12,12th", "13,13th", "22,22nd", "113,113th",
            "'1003','1,003rd'"})
    void ordinal_anyPlace_hasItsEnding(long place, String expected) {
        assertThat(Numbers.ordinal(place)).isEqualTo(expected);
    }
}
