package io.segmenta.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.experiment.Arm;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds for any customers. */
class ExperimentProperties {

    /** The sum over all partings of their chance times the evidence is 1: nothing is gained by waiting. */
    @Property(tries = 100, seed = "21")
    void evidence_hasExpectationOne_ifCustomersArePartedAsPlanned(@ForAll @IntRange(min = 1, max = 60) int customers,
            @ForAll @DoubleRange(min = 0.02, max = 0.98) double share) {
        double expected = 0;
        double logChance = customers * Math.log1p(-share);
        for (int challenger = 0; challenger <= customers; challenger++) {
            expected += Math.exp(logChance + SampleRatio.logEvidence(customers - challenger, challenger, share));
            logChance += Math.log((customers - challenger) / (challenger + 1.0)) + Math.log(share) - Math.log1p(-share);
        }
        assertThat(expected).isCloseTo(1, within(1e-6));
    }

    @Property(tries = 200, seed = "21")
    void interval_narrowsWithCustomers_andIsWiderThanThatOfOneLook(
            @ForAll @LongRange(min = 100, max = 1_000_000) long n,
            @ForAll @IntRange(min = 200, max = 50_000) int planned,
            @ForAll @DoubleRange(min = 0.01, max = 0.2) double alpha) {
        AnytimeInterval interval = new AnytimeInterval(alpha, planned);
        double term = 0.25;
        assertThat(interval.half((double) n, term / n)).isGreaterThan(interval.half(2.0 * n, term / (2.0 * n)));
        // 0.8 of a standard error is that of a single look at alpha above 0.4.
        assertThat(interval.half((double) n, term / n)).isGreaterThan(0.8 * Math.sqrt(term / n));
    }

    @Property(tries = 100, seed = "21")
    void exchangedArms_changeTheSignAlone(@ForAll @IntRange(min = 100, max = 400) int one,
            @ForAll @IntRange(min = 100, max = 400) int other, @ForAll @IntRange(min = 10, max = 100) int bought,
            @ForAll @IntRange(min = 10, max = 100) int boughtOther) {
        Plan plan = new Plan(0.5, false, 2_000, 1, 0.05);
        Look look = Look.at(observed(one, bought, other, boughtOther), plan);
        Look exchanged = Look.at(observed(other, boughtOther, one, bought), plan);
        assertThat(exchanged.uplift().difference()).isCloseTo(-look.uplift().difference(), within(1e-12));
        assertThat(exchanged.uplift().low()).isCloseTo(-look.uplift().high(), within(1e-9));
        assertThat(exchanged.ratio()).isCloseTo(look.ratio(), within(1e-9));
    }

    private static Observed observed(int champion, int bought, int challenger, int boughtOther) {
        Observed observed = new Observed();
        for (int customer = 0; customer < champion; customer++) {
            observed.add(Arm.CHAMPION, "s-" + customer % 3, customer < bought ? 1 : 0);
        }
        for (int customer = 0; customer < challenger; customer++) {
            observed.add(Arm.CHALLENGER, "s-" + customer % 3, customer < boughtOther ? 1 : 0);
        }
        return observed;
    }

    @Property(tries = 100, seed = "21")
    void groups_addUpInAnyOrder(@ForAll @IntRange(min = 0, max = 50) int first,
            @ForAll @IntRange(min = 0, max = 50) int second, @ForAll @DoubleRange(min = -5, max = 5) double step) {
        double[] values = new double[first + second];
        for (int i = 0; i < values.length; i++) {
            values[i] = step * (i % 7) + i % 3;
        }
        Group whole = Group.of(values.length, values);
        Group one = Group.of(first, Arrays.copyOf(values, first));
        Group other = Group.of(second, Arrays.copyOfRange(values, first, values.length));
        assertThat(one.plus(other).mean()).isCloseTo(whole.mean(), within(1e-9));
        assertThat(other.plus(one).squares()).isCloseTo(whole.squares(), within(1e-6));
        assertThat(one.plus(other).positive()).isEqualTo(whole.positive());
    }
}
