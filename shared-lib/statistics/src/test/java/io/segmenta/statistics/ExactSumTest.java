package io.segmenta.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExactSumTest {

    private static ExactSum sum(double... values) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum;
    }

    @Test
    void add_hugeThatCancel_leavesTheSmall() {
        assertThat(sum(1e300, 1, -1e300).value()).isEqualTo(1);
        assertThat(sum(1e16, 1, 1, -1e16).value()).isEqualTo(2);
    }

    @Test
    void add_tenTenths_isAsTheBinaryTenthsAre() {
        // Python 3.11.7: math.fsum([0.1] * 10) = 1.0, sum([0.1] * 10) = 0.9999999999999999.
        assertThat(sum(.1, .1, .1, .1, .1, .1, .1, .1, .1, .1).value()).isEqualTo(1.0);
        assertThat(sum(.1, .1, .1).exact())
                .isEqualByComparingTo("0.3000000000000000166533453693773481063544750213623046875");
    }

    @Test
    void value_halfWay_goesToTheEven() {
        assertThat(sum(1, 0x1p-53).value()).isEqualTo(1);
        assertThat(sum(1, 0x1p-53, Double.MIN_VALUE).value()).isEqualTo(Math.nextUp(1.0));
        assertThat(sum(Math.nextUp(1.0), 0x1p-53).value()).isEqualTo(1 + 0x1p-51);
        assertThat(sum(-1, -0x1p-53).value()).isEqualTo(-1);
    }

    @Test
    void value_ofNothingOrZeros_isPositiveZero() {
        assertThat(Double.doubleToRawLongBits(sum().value())).isZero();
        assertThat(Double.doubleToRawLongBits(sum(-0.0, -0.0).value())).isZero();
        assertThat(Double.doubleToRawLongBits(sum(1, -1).value())).isZero();
    }

    @Test
    void value_leastAndGreatest_stayWhatTheyAre() {
        assertThat(sum(Double.MIN_VALUE).value()).isEqualTo(Double.MIN_VALUE);
        assertThat(sum(Double.MAX_VALUE).value()).isEqualTo(Double.MAX_VALUE);
        assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE).value()).isInfinite();
        assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE).value()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void addSquare_threeAndFour_areTwentyFive() {
        ExactSum sum = new ExactSum();
        sum.addSquare(3);
        sum.addSquare(-4);
        assertThat(sum.value()).isEqualTo(25);
    }

    @Test
    void addSquare_leastAndGreatest_areExact() {
        for (double x : new double[] {Double.MIN_VALUE, Double.MIN_NORMAL, Math.nextDown(1.0), 1e15 + 1, 1e308,
                Double.MAX_VALUE}) {
            ExactSum sum = new ExactSum();
            sum.addSquare(x);
            assertThat(sum.exact()).isEqualByComparingTo(new BigDecimal(x).pow(2));
        }
    }

    @Test
    void dividedBy_three_isRoundedOnce() {
        assertThat(sum(1).dividedBy(3)).isEqualTo(1.0 / 3);
        // 1 + 2^-60 is no double; neither is its 256th part.
        assertThat(sum(1, 0x1p-60).dividedBy(1L << 8)).isEqualTo(0x1p-8);
        assertThatThrownBy(() -> sum(1).dividedBy(0)).hasMessage("count must be >= 1, got 0");
    }

    @Test
    void add_notFinite_isRefused() {
        assertThatThrownBy(() -> sum(Double.NaN)).hasMessage("x must be finite, got NaN");
        assertThatThrownBy(() -> sum(Double.NEGATIVE_INFINITY)).hasMessage("x must be finite, got -Infinity");
        assertThatThrownBy(() -> new ExactSum().addSquare(Double.POSITIVE_INFINITY))
                .hasMessage("x must be finite, got Infinity");
    }

    @Property(tries = 200)
    void add_anyOrderAndAnyCut_isTheSumOfDecimals(@ForAll @Size(max = 40) double[] values, @ForAll long seed) {
        Random random = new Random(seed);
        ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
        BigDecimal truth = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        ExactSum squared = new ExactSum();
        for (double value : values) {
            truth = truth.add(new BigDecimal(value));
            squares = squares.add(new BigDecimal(value).pow(2));
            squared.addSquare(value);
        }
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
        for (double value : values) {
            parts[random.nextInt(3)].add(value);
        }
        parts[2].add(parts[0]);
        parts[2].add(parts[1]);
        assertThat(parts[2].exact()).isEqualByComparingTo(truth);
        assertThat(parts[2].value()).isEqualTo(truth.doubleValue() + 0.0);
        assertThat(squared.exact()).isEqualByComparingTo(squares);
    }

    @Test
    void add_manyOfBothSigns_isTheSumOfDecimals() {
        Random random = new Random(7);
        ExactSum sum = new ExactSum();
        BigDecimal truth = BigDecimal.ZERO;
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(600) - 300);
            sum.add(value);
            truth = truth.add(new BigDecimal(value));
        }
        assertThat(sum.exact()).isEqualByComparingTo(truth);
        assertThat(sum.value()).isEqualTo(truth.doubleValue());
    }
}
