package io.segmenta.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.EvidenceCard.Gate;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.contract.RunContinuity.State;
import io.segmenta.model.contract.RunMetrics;
import io.segmenta.model.contract.RunUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {
    private static final Map<String, String> DEFAULTS = Map.of();

    /** A model that goes on from the one before it as well as can be. */
    private record Before(int splits, double certainty, double agreement, double outside, double moved,
            double valueMoved, List<String> lost, List<String> units, List<String> ended) {
        static final Before SAME = new Before(0, 1, 1, 0.01, 0, 0, List.of(), List.of(), List.of());

        RunContinuity figures() {
            return new RunContinuity(State.KNOWN, Optional.of(new UUID(1, 1)), 5, splits, 0, 0, 0, certainty, agreement,
                    OptionalDouble.of(outside), 0.01, OptionalDouble.of(moved), OptionalDouble.of(valueMoved), lost,
                    List.of(), units, ended);
        }
    }

    private static RunMetrics metrics(List<Long> sizes, OptionalDouble stability, RunContinuity continuity) {
        return new RunMetrics(sizes.size(), 1000, OptionalDouble.of(0.4), Optional.of("reasonable"), sizes, stability,
                Optional.of(continuity), Optional.empty());
    }

    private static List<String> beyond(RunUpdate update, boolean faulty) {
        RunMetrics metrics = new RunMetrics(2, 1000, OptionalDouble.of(0.4), Optional.of("reasonable"),
                List.of(600L, 400L), OptionalDouble.of(0.9), Optional.empty(), Optional.of(update));
        return Gates.guard(PipelineConfig.defaults().gates(), metrics, faulty).stream().filter(gate -> !gate.passed())
                .map(Gate::text).toList();
    }

    @Test
    void updateWithinItsBounds_passes() {
        assertThat(beyond(new RunUpdate(1000, 9000, 0.25, 0.95, 0.05, 0.01), false)).isEmpty();
        assertThat(Gates.guard(PipelineConfig.defaults().gates(),
                metrics(List.of(600L, 400L), OptionalDouble.of(0.9), Before.SAME.figures()), true)).isEmpty();
    }

    @Test
    void updateBeyondABound_failsThatOne() {
        assertThat(beyond(new RunUpdate(1000, 9000, 0.26, 1, 0, 0), false))
                .containsExactly("longest way of a centre, in standard deviations 0.2600 > 0.2500");
        assertThat(beyond(new RunUpdate(1000, 9000, 0, 0.94, 0, 0), false))
                .containsExactly("new rows in the same segment as before 0.9400 < 0.95");
        assertThat(beyond(new RunUpdate(1000, 9000, 0, 1, 0.06, 0), false))
                .containsExactly("largest change of a segment's share 0.0600 > 0.0500");
        assertThat(beyond(new RunUpdate(1000, 9000, 0, 1, 0, 0.02), false))
                .containsExactly("rise of the squared distance of rows held out 0.0200 > 0.0100");
        assertThat(beyond(new RunUpdate(1000, 9000, 0, 1, 0, -0.5), true))
                .containsExactly("an alarm of drift tells of a fault in the data");
    }

    private static List<String> failed(Map<String, String> settings, RunMetrics metrics) {
        return Gates.judge(PipelineConfig.defaults().with(settings).gates(), metrics, Optional.empty()).stream()
                .filter(gate -> !gate.passed()).map(Gate::text).toList();
    }

    private static List<String> failed(Before before) {
        return failed(DEFAULTS, metrics(List.of(600L, 400L), OptionalDouble.of(0.9), before.figures()));
    }

    @Test
    void modelThatGoesOn_passesAll() {
        assertThat(failed(Before.SAME)).isEmpty();
    }

    @Test
    void eachDifferenceFromTheModelBefore_failsItsGate() {
        Before same = Before.SAME;
        assertThat(failed(new Before(1, 1, 1, 0, 0, 0, same.lost(), same.units(), same.ended())))
                .containsExactly("splits, merges, births and deaths 1 > 0");
        assertThat(failed(new Before(0, 0.89, 1, 0, 0, 0, same.lost(), same.units(), same.ended())))
                .containsExactly("least certainty 0.8900 < 0.9");
        assertThat(failed(new Before(0, 1, 0.79, 0, 0, 0, same.lost(), same.units(), same.ended())))
                .containsExactly("agreement on new rows 0.7900 < 0.8");
        assertThat(failed(new Before(0, 1, 1, 0.031, 0, 0, same.lost(), same.units(), same.ended())))
                .containsExactly("new rows that fitted no segment before 0.0310 > 0.0300");
        assertThat(failed(new Before(0, 1, 1, 0, 0.051, 0, same.lost(), same.units(), same.ended())))
                .containsExactly("customers moved by the model 0.0510 > 0.0500");
        assertThat(failed(new Before(0, 1, 1, 0, 0, 0.2, same.lost(), same.units(), same.ended())))
                .containsExactly("value moved by the model 0.2000 > 0.0500");
        assertThat(failed(new Before(0, 1, 1, 0, 0, 0, List.of("age"), List.of("spend"), List.of("Gold"))))
                .containsExactly("column lost: age", "column in other units: spend",
                        "name given by people that ends: Gold");
    }

    @Test
    void figuresAtTheirBounds_pass() {
        assertThat(failed(new Before(0, 0.9, 0.8, 0.03, 0.05, 0.05, List.of(), List.of(), List.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            29   | 0.9 | smallest segment 29 < 30 customers
            9000 | 0.5 | least stability 0.5000 < 0.6
            """)
    void smallOrUnstableSegment_fails(long smallest, double stability, String text) {
        assertThat(failed(DEFAULTS, metrics(List.of(2 * smallest, smallest), OptionalDouble.of(stability),
                Before.SAME.figures()))).containsExactly(text);
    }

    @Test
    void stabilityThatWasNotMeasured_failsUnlessNoneIsAskedFor() {
        RunMetrics unmeasured = metrics(List.of(600L, 400L), OptionalDouble.empty(), Before.SAME.figures());
        assertThat(failed(DEFAULTS, unmeasured)).containsExactly("stability was not measured");
        assertThat(failed(Map.of("gates.min_stability", "0"), unmeasured)).isEmpty();
    }

    @Test
    void modelBeforeThatCannotBeHad_fails() {
        assertThat(failed(DEFAULTS, metrics(List.of(600L, 400L), OptionalDouble.of(0.9), RunContinuity.UNKNOWN)))
                .containsExactly("what became of the segments before is not known");
    }
}
