package io.segmenta.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CsvBytesTest {
    private static final int MANY = 50_000;

    private static String text(CsvBytes bytes) {
        return new String(bytes.bytes(), 0, bytes.length(), StandardCharsets.UTF_8);
    }

    @Test
    void append_textsAndWholeNumbers_areWrittenOneAfterAnother() {
        CsvBytes bytes = new CsvBytes(1);
        bytes.append("größer").append(',').append(0).append(',').append(10).append(',').append(999_999_999_999L)
                .append(',').append(Long.MIN_VALUE).append(',').append(9_999_999_999L);

        assertThat(text(bytes)).isEqualTo("größer,0,10,999999999999,-9223372036854775808,9999999999");
    }

    @Test
    void decimal_zerosAtTheEnd_areLeftOut() {
        CsvBytes bytes = new CsvBytes(1);
        bytes.decimal(10_500, 4);
        bytes.append(' ').decimal(7, 4);
        bytes.append(' ').decimal(0, 4);
        bytes.append(' ').decimal(10_000, 4);

        assertThat(text(bytes)).isEqualTo("1.05 0.0007 0 1");
    }

    @Test
    void appendRounded_anyValue_hasTheSixDigitsOfItsDecimalExpansion() {
        List<Double> values = new ArrayList<>(List.of(0.0, 1.0, 0.5, 9.999995, 9.9999949, 99999.95, 0.1, 1e-4,
                0.00099999951, 123456.5, 1e5, 0.30000000000000004, 2.5e-7, 1e300, 0.000123456, 4.0000005, 12.34565));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < MANY; i++) {
            values.add(Math.exp(random.nextDouble(-14, 14)));
            values.add(random.nextInt(1_000_000) / 1e5 + 5e-6);
        }
        for (double value : values) {
            assertThat(text(new CsvBytes(1).appendRounded(value))).isEqualTo(
                    new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString());
        }
    }

    @Test
    void appendExact_anyValue_isTheTextOfTheValue() {
        List<Double> values = new ArrayList<>(List.of(0.0, -0.0, 1.0, -1.0, 0.1, -0.25, 1e-3, 0.00099999, 1e7,
                9_999_999.0,
                9_999_999.999999, 9_999_999.9999999, 0.30000000000000004, 1e15, 1e300, Double.MIN_VALUE, 1 / 3.0,
                0.0010000000000000002, 1.0000001, 123.456789, 2e-3 + 1e-18));
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < MANY; i++) {
            values.add(random.nextInt(-1_000_000, 1_000_000) / 100.0);
            values.add(random.nextLong(-10_000_000_000_000L, 10_000_000_000_000L) / 1e6);
            values.add(Math.exp(random.nextDouble(-14, 20)));
            values.add(Math.nextUp(random.nextInt(1_000_000) / 1e4));
            values.add((double) (float) random.nextDouble());
        }
        for (double value : values) {
            assertThat(text(new CsvBytes(1).appendExact(value))).isEqualTo(Values.text(value));
        }
    }
}
