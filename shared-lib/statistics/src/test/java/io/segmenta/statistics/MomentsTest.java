package io.segmenta.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static Moments of(double... values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    @Test
    void moments_ofEight_areThoseOfTheTextbook() {
        Moments moments = of(2, 4, 4, 4, 5, 5, 7, 9);
        assertThat(moments.count()).isEqualTo(8);
        assertThat(moments.mean()).isEqualTo(5);
        assertThat(moments.variance()).isEqualTo(4);
        assertThat(moments.standardDeviation()).isEqualTo(2);
        assertThat(moments.least()).isEqualTo(2);
        assertThat(moments.greatest()).isEqualTo(9);
        assertThat(moments.sum()).isEqualTo(40);
    }

    @Test
    void variance_farFromZero_losesNothing() {
        // 1e15 + (0, 1, 2): the squares have 100 bits and more.
        Moments moments = of(1e15, 1e15 + 1, 1e15 + 2);
        assertThat(moments.mean()).isEqualTo(1e15 + 1);
        assertThat(moments.variance()).isEqualTo(2.0 / 3);
        assertThat(moments.standardDeviation()).isEqualTo(0.816496580927726);
    }

    @Test
    void variance_ofOneOrEqual_isZero() {
        assertThat(of(0.1).variance()).isZero();
        assertThat(of(0.1, 0.1, 0.1).standardDeviation()).isZero();
    }

    @Test
    void moments_ofNothing_areNotNumbers() {
        assertThat(of().mean()).isNaN();
        assertThat(of().variance()).isNaN();
        assertThat(of().standardDeviation()).isNaN();
        assertThat(of().least()).isNaN();
        assertThat(of().greatest()).isNaN();
    }

    @Test
    void moments_ofThousand_areThoseOfFractions() {
        // Python 3.11.7, which computes in fractions: x = [i / 7.0 - 50 for i in range(1000)]; statistics.mean(x),
        // .pvariance(x), .pstdev(x).
        Moments moments = new Moments();
        for (int i = 0; i < 1000; i++) {
            moments.add(i / 7.0 - 50);
        }
        assertThat(moments.mean()).isEqualTo(21.357142857142858);
        assertThat(moments.variance()).isEqualTo(1700.6785714285713);
        assertThat(moments.standardDeviation()).isEqualTo(41.2392843224585);
    }

    @Test
    void add_partsInAnyOrder_sameBits() {
        Random random = new Random(3);
        double[] values = random.doubles(1000, -1e6, 1e6).toArray();
        Moments whole = of(values);
        Moments first = new Moments();
        Moments second = new Moments();
        for (int i = values.length - 1; i >= 0; i--) {
            (i % 3 == 0 ? first : second).add(values[i]);
        }
        second.add(first);
        assertThat(second.mean()).isEqualTo(whole.mean());
        assertThat(second.variance()).isEqualTo(whole.variance());
        assertThat(second.standardDeviation()).isEqualTo(whole.standardDeviation());
        assertThat(second.least()).isEqualTo(whole.least());
        assertThat(second.greatest()).isEqualTo(whole.greatest());
    }
}
