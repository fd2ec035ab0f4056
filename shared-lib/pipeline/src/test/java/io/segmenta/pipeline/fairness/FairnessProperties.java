package io.segmenta.pipeline.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for any counts. */
class FairnessProperties {

    @Property(tries = 300, seed = "30")
    void ratio_isTheInverseWhereInsideAndOutsideChangePlaces(@ForAll @LongRange(min = 1, max = 5_000) long segment,
            @ForAll @LongRange(min = 1, max = 5_000) long others, @ForAll @LongRange(min = 0, max = 5_000) long inside,
            @ForAll @LongRange(min = 0, max = 5_000) long outside) {
        Assume.that(inside <= segment && outside <= others && inside + outside < segment + others);
        RepresentationRatio one = RepresentationRatio.of(inside, segment, outside, others);
        RepresentationRatio other = RepresentationRatio.of(outside, others, inside, segment);
        assertThat(one.ratio() * other.ratio()).isCloseTo(1, within(1e-9));
        assertThat(one.low() * other.high()).isCloseTo(1, within(1e-9));
        assertThat(one.p()).isCloseTo(other.p(), within(1e-12));
        assertThat(one.low()).isLessThanOrEqualTo(one.ratio());
        assertThat(one.high()).isGreaterThanOrEqualTo(one.ratio());
    }

    @Property(tries = 300, seed = "30")
    void difference_liesWithinItsIntervalAndThatWithinOne(@ForAll @LongRange(min = 1, max = 900) long ofFirst,
            @ForAll @LongRange(min = 1, max = 900) long ofSecond, @ForAll @LongRange(min = 0, max = 900) long first,
            @ForAll @LongRange(min = 0, max = 900) long second) {
        Assume.that(first <= ofFirst && second <= ofSecond);
        ShareDifference one = ShareDifference.of(first, ofFirst, second, ofSecond);
        assertThat(one.low()).isBetween(-1.0 - 1e-12, one.difference() + 1e-12);
        assertThat(one.high()).isBetween(one.difference() - 1e-12, 1.0 + 1e-12);
        ShareDifference turned = ShareDifference.of(second, ofSecond, first, ofFirst);
        assertThat(turned.low()).isCloseTo(-one.high(), within(1e-12));
    }

    @Property(tries = 200, seed = "30")
    void cramersV_doesNotDependOnTheOrderOfRowsNorOnWhichAreRows(
            @ForAll @Size(6) @LongRange(min = 0, max = 400) Long[] cells) {
        long[][] table = new long[2][3];
        long[][] turned = new long[3][2];
        for (int cell = 0; cell < 6; cell++) {
            table[cell / 3][cell % 3] = cells[cell];
            turned[cell % 3][1 - cell / 3] = cells[cell];
        }
        double v = CramersV.of(table);
        assertThat(v).isBetween(0.0, 1.0);
        assertThat(CramersV.of(turned)).isCloseTo(v, within(1e-12));
    }
}
