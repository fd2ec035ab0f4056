package io.segmenta.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.monitor.WatchedNumber;
import io.segmenta.model.monitor.WatchedSegment;
import io.segmenta.model.monitor.WatchedText;
import io.segmenta.pipeline.drift.RetrainAdvice.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts say of a model of one number, one text and two segments. */
class WatchedTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final MonitorBaseline BASELINE = new MonitorBaseline(1_000,
            List.of(new WatchedNumber("income", List.of(10.0, 20.0), 1, 30, List.of(250L, 500L, 250L), 1, 1, 0)),
            List.of(new WatchedText("<city>", List.of("Oslo"), List.of(600L), 400, 0)),
            List.of(new WatchedSegment(600, List.of(1.0, 2.0), List.of(30L, 40L, 30L), 2, 8),
                    new WatchedSegment(400, List.of(), List.of(0L), 0, 0)),
            0, 0);
    private static final Watched WATCHED = new Watched(BASELINE, List.of("a", "b"));

    private static Counts counts(long[] income, long[] city, long[] segments, long[][] distances, long outside,
            long refused) {
        return new Counts(
                new Counts.Scope("0".repeat(64), "shop", Counts.Source.LAMBDA, Instant.EPOCH, Instant.EPOCH), 400,
                Map.of("income", income, "<city>", city), segments, distances, outside, 20,
                Map.of("too-large", refused));
    }

    private static Counts usual() {
        return counts(new long[] {100, 200, 100, 0, 0, 0}, new long[] {240, 160, 0, 0}, new long[] {240, 160, 0},
                new long[][] {{72, 96, 72}, {160}}, 8, 0);
    }

    private static ClosedWindow judged(Counts counts) {
        return new DriftMonitor(WATCHED.statistics(), AlarmBudget.DEFAULT).close(DAY, WATCHED.read(counts));
    }

    @Test
    void statistics_areThoseThatTheBaselineKnows() {
        assertThat(WATCHED.statistics()).extracting(Statistic::name).containsExactly("location income",
                "spread income", "below income", "above income", "missing income", "level <city> = Oslo",
                "unseen <city>", "missing <city>", "segment a", "distance a", "segment b", "outside", "between",
                "refused");
    }

    @Test
    void usualWindow_hasNoEffectAndNoAlarm() {
        ClosedWindow closed = judged(usual());
        assertThat(closed.opened()).isEmpty();
        closed.judgements().stream().filter(one -> !one.statistic().kind().equals(Kind.BETWEEN))
                .forEach(one -> assertThat(one.reading().effect()).as(one.statistic().name()).isCloseTo(0,
                        within(0.011)));
        assertThat(RetrainAdvice.of(closed).verdict()).isEqualTo(Verdict.NO);
    }

    /** Middles of the bins are 0.5, 1.5 and 2.5: in training the mean of segment a is 1.5, that of b is not known. */
    @Test
    void quantisation_isTheMeanDistanceOverThatOfTraining() {
        assertThat(WATCHED.quantisation(usual()).orElseThrow()).isCloseTo(1, within(1e-12));
        Counts farther = counts(new long[] {100, 200, 100, 0, 0, 0}, new long[] {240, 160, 0, 0},
                new long[] {240, 160, 0}, new long[][] {{10, 30, 200}, {160}}, 60, 0);
        assertThat(WATCHED.quantisation(farther).orElseThrow()).isCloseTo(550.0 / 240 / 1.5, within(1e-12));
        assertThat(WATCHED.quantisation(counts(new long[] {100, 200, 100, 0, 0, 0}, new long[] {240, 160, 0, 0},
                new long[] {0, 400, 0}, new long[][] {{0, 0, 0}, {400}}, 8, 0))).isEmpty();
    }

    @Test
    void customersThatMove_areSharesOnly() {
        ClosedWindow closed = judged(counts(new long[] {100, 200, 100, 0, 0, 0}, new long[] {240, 160, 0, 0},
                new long[] {120, 280, 0}, new long[][] {{36, 48, 36}, {280}}, 8, 0));
        assertThat(closed.opened()).extracting(Alarm::statistic).containsExactlyInAnyOrder("segment a", "segment b");
        assertThat(RetrainAdvice.of(closed).verdict()).isEqualTo(Verdict.SHARES_ONLY);
    }

    @Test
    void recordsThatFitWorse_areAReasonToRetrain() {
        ClosedWindow closed = judged(counts(new long[] {100, 200, 100, 0, 0, 0}, new long[] {240, 160, 0, 0},
                new long[] {240, 160, 0}, new long[][] {{10, 30, 200}, {160}}, 60, 0));
        assertThat(RetrainAdvice.of(closed)).isEqualTo(new RetrainAdvice(Verdict.YES,
                List.of("distance a", "outside")));
    }

    @Test
    void faultsOfTheSource_goBeforeAllElse() {
        ClosedWindow closed = judged(counts(new long[] {50, 100, 50, 0, 0, 200}, new long[] {240, 160, 0, 0},
                new long[] {240, 160, 0}, new long[][] {{10, 30, 200}, {160}}, 60, 90));
        assertThat(RetrainAdvice.of(closed)).isEqualTo(new RetrainAdvice(Verdict.DATA_FAULT,
                List.of("missing income", "refused")));
    }

    @Test
    void fewRecords_sayNothingOfASegmentsDistance() {
        ClosedWindow closed = judged(counts(new long[] {100, 200, 100, 0, 0, 0}, new long[] {240, 160, 0, 0},
                new long[] {49, 351, 0}, new long[][] {{0, 0, 49}, {351}}, 8, 0));
        assertThat(closed.judgements()).filteredOn(one -> one.statistic().kind() == Kind.DISTANCE)
                .extracting(Judgement::reading).containsExactly(NoReading.NONE);
    }

    @Test
    void report_saysWhatHasChangedAndHowMuch() {
        Counts counts = counts(new long[] {0, 200, 200, 0, 0, 0}, new long[] {240, 160, 0, 0},
                new long[] {240, 160, 0}, new long[][] {{72, 96, 72}, {160}}, 8, 0);
        ClosedWindow closed = judged(counts);
        byte[] bytes = DriftReport.write(new DriftReport.Window(DAY, DAY, 3, 1), counts, WATCHED, AlarmBudget.DEFAULT,
                closed);
        JsonObject report = Json.parse(bytes, "report");
        assertThat(report.string("verdict")).isEqualTo("drift");
        assertThat(report.object("retrain").string("basis")).isEqualTo("counts");
        JsonObject location = report.objects("statistics").getFirst();
        // Half of the records are sqrt 2 above, by hand.
        assertThat(location.number("effect")).isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(location.numbers("interval")[0]).isBetween(0.5, 0.707);
        List<JsonObject> columns = report.objects("histograms");
        assertThat(columns).extracting(column -> column.string("of")).startsWith("income").doesNotHaveDuplicates();
        assertThat(columns.getFirst().numbers("window")).containsExactly(0, 200, 200);
        assertThat(columns.getFirst().numbers("edges")).hasSize(2);
        assertThat(report.object("segments").strings("levels")).hasSize(2);
        assertThat(report.object("segments").numbers("window")).containsExactly(240, 160, 0);
    }

    @Test
    void picture_isOfBars_andEscapesNames() {
        String svg = new String(
                DriftPicture.draw(List.of(WATCHED.histogram(new Statistic(Kind.UNSEEN, "<city>"), usual()))),
                StandardCharsets.UTF_8);
        assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains("&lt;city&gt;").doesNotContain("<city>");
        assertThat(svg.split("<rect", -1)).hasSize(1 + 2 * 4);
    }

    @Test
    void countsOfAnotherModel_areRefused() {
        Counts other = counts(new long[] {100, 200, 100, 0, 0, 0, 0}, new long[] {240, 160, 0, 0},
                new long[] {240, 160, 0}, new long[][] {{72, 96, 72}, {160}}, 8, 0);
        assertThatThrownBy(() -> WATCHED.read(other)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> new Watched(BASELINE, List.of("a"))).hasMessageContaining("2 segments, got 1");
    }
}
