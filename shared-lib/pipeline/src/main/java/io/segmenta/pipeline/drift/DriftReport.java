package io.segmenta.pipeline.drift;

import io.segmenta.model.json.Json;
import io.segmenta.model.monitor.Counts;
import io.segmenta.pipeline.drift.Watched.Histogram;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The report of a window: every statistic with its effect, interval and p-value, alarms, advice, and histograms of what
 * the alarms are about.
 */
public final class DriftReport {
    private static final int FORMAT = 1;
    /** Histograms are shown of so many at most. */
    private static final int MOST_SHOWN = 6;
    /** Histograms are written of so many at most. */
    private static final int MOST_WRITTEN = 60;

    private DriftReport() {}

    /**
     * What a window was.
     *
     * @param last its last day; the first one unless days were joined
     * @param files how many files of counts were added up
     * @param late files of the window before that came after it was closed, and were not used
     */
    public record Window(LocalDate first, LocalDate last, int files, int late) {}

    /** Histograms of what alarms are open of, each once. */
    public static List<Histogram> shown(Watched watched, ClosedWindow closed, Counts counts) {
        List<Histogram> shown = new ArrayList<>();
        for (Alarm alarm : closed.open()) {
            Statistic statistic = watched.statistics().stream().filter(one -> one.name().equals(alarm.statistic()))
                    .findFirst().orElseThrow();
            Histogram histogram = watched.histogram(statistic, counts);
            if (shown.size() < MOST_SHOWN && shown.stream().noneMatch(one -> one.name().equals(histogram.name()))) {
                shown.add(histogram);
            }
        }
        return shown;
    }

    /** Histograms of the columns, those first that the alarms are about, then those least likely by chance. */
    private static List<Histogram> columns(Watched watched, ClosedWindow closed, Counts counts) {
        Set<String> alarmed = closed.open().stream().map(Alarm::statistic).collect(Collectors.toSet());
        return closed.judgements().stream().filter(one -> one.statistic().kind().isOfColumn())
                .sorted(Comparator.comparing((Judgement one) -> !alarmed.contains(one.statistic().name()))
                        .thenComparingDouble(Judgement::p))
                .map(one -> one.statistic().subject()).distinct().limit(MOST_WRITTEN)
                .map(column -> watched.column(column, counts)).toList();
    }

    /** The bytes of the report of a window with too few records to be judged. */
    public static byte[] tooFew(Window window, String dataset, String model, long records) {
        Map<String, Object> report = head(window, dataset, model, records);
        report.put("verdict", "too_few");
        return Json.pretty(report);
    }

    private static Map<String, Object> head(Window window, String dataset, String model, long records) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("format", FORMAT);
        report.put("dataset", dataset);
        report.put("model", model);
        Map<String, Object> days = new LinkedHashMap<>();
        days.put("from", window.first().toString());
        days.put("to", window.last().toString());
        report.put("window", days);
        report.put("records", records);
        report.put("files", window.files());
        report.put("late_files", window.late());
        return report;
    }

    /** The bytes of the report; equal windows give equal bytes. */
    public static byte[] write(Window window, Counts counts, Watched watched, AlarmBudget budget, ClosedWindow closed) {
        Map<String, Object> report = head(window, counts.scope().dataset(), counts.scope().model(), counts.records());
        report.put("refused", counts.refused());
        report.put("verdict", closed.open().isEmpty() ? "quiet" : "drift");
        RetrainAdvice advice = RetrainAdvice.of(closed);
        Map<String, Object> retrain = new LinkedHashMap<>();
        retrain.put("advice", advice.verdict().text());
        retrain.put("basis", "counts");
        retrain.put("because", advice.because());
        report.put("retrain", retrain);
        Map<String, Object> level = new LinkedHashMap<>();
        level.put("tolerance", budget.tolerance());
        level.put("false_alarms_per_year", budget.falseAlarmsPerYear());
        level.put("least_p", closed.leastP());
        level.put("evidence", closed.memoryMean());
        level.put("evidence_needed", budget.memoryThreshold());
        report.put("detectors", level);
        report.put("opened", closed.opened().stream().map(DriftReport::alarm).toList());
        report.put("open", closed.open().stream().map(DriftReport::alarm).toList());
        report.put("closed", closed.closed().stream().map(DriftReport::alarm).toList());
        report.put("statistics", closed.judgements().stream().map(DriftReport::judgement).toList());
        report.put("segments", histogram(watched.segments(counts)));
        report.put("histograms", columns(watched, closed, counts).stream().map(DriftReport::histogram).toList());
        return Json.pretty(report);
    }

    private static Map<String, Object> alarm(Alarm alarm) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("statistic", alarm.statistic());
        one.put("detector", alarm.detector().text());
        one.put("opened", alarm.opened().toString());
        one.put("quiet_windows", alarm.quiet());
        return one;
    }

    private static Map<String, Object> judgement(Judgement judgement) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("statistic", judgement.statistic().name());
        one.put("kind", judgement.statistic().kind().text());
        one.put("subject", judgement.statistic().subject());
        one.put("level", judgement.statistic().level());
        one.put("records", (long) judgement.reading().records());
        if (judgement.reading() instanceof NoReading) {
            one.put("read", false);
            return one;
        }
        one.put("read", true);
        one.put("unit", judgement.reading() instanceof ShareReading ? "share" : "sd");
        one.put("effect", judgement.reading().effect());
        Interval interval = judgement.reading().interval(judgement.dispersion());
        one.put("interval", List.of(interval.low(), interval.high()));
        one.put("p", judgement.p());
        one.put("rejected", judgement.rejected());
        one.put("evidence", judgement.evidence());
        one.put("dispersion", judgement.dispersion());
        return one;
    }

    private static Map<String, Object> histogram(Histogram histogram) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("of", histogram.name());
        if (!histogram.edges().isEmpty()) {
            one.put("edges", histogram.edges());
        }
        if (!histogram.levels().isEmpty()) {
            one.put("levels", histogram.levels());
        }
        one.put("stability_index", histogram.stability());
        one.put("trained", histogram.trained());
        one.put("window", histogram.window());
        return one;
    }
}
