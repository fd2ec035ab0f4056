package io.segmenta.monitoring;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.json.Json;
import io.segmenta.model.monitor.Counts;
import io.segmenta.pipeline.drift.Alarm;
import io.segmenta.pipeline.drift.AlarmBudget;
import io.segmenta.pipeline.drift.ClosedWindow;
import io.segmenta.pipeline.drift.DriftPicture;
import io.segmenta.pipeline.drift.DriftReport;
import io.segmenta.pipeline.drift.Interval;
import io.segmenta.pipeline.drift.Judgement;
import io.segmenta.pipeline.drift.RetrainAdvice;
import io.segmenta.pipeline.drift.Watched;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.DriftAlarm;
import io.segmenta.platform.catalogue.DriftBook;
import io.segmenta.platform.catalogue.DriftState;
import io.segmenta.platform.catalogue.DriftWindow;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What closing one window comes to: files, what the catalogue keeps, and what is told. */
final class Closing {
    private static final String PREFIX = "monitoring/";
    private static final int SHORT = 12;

    private final LivePointer pointer;
    private final DriftReport.Window window;
    private final Progress progress;
    private final Instant now;

    /** A file in the bucket. */
    record Content(String type, byte[] file) {
        ObjectContent bytes() {
            return ObjectContent.of(file);
        }
    }

    /** Everything that is written; the files first, since the catalogue names them. */
    record Written(Map<String, Content> files, DriftBook.Closing closing, Consumer<Log> measured) {
        void tell(Log log) {
            measured.accept(log);
        }
    }

    Closing(LivePointer pointer, DriftReport.Window window, Progress progress, Instant now) {
        this.pointer = pointer;
        this.window = window;
        this.progress = progress;
        this.now = now;
    }

    DriftReport.Window window() {
        return window;
    }

    /** A window that says too little even after all days that are joined. */
    Written tooFew(long records) {
        byte[] report = DriftReport.tooFew(window, pointer.dataset(), pointer.modelSha256(), records);
        String key = key(report);
        return new Written(Map.of(key + ".json", new Content("application/json", report)),
                new DriftBook.Closing(state(progress.advice()),
                        row(records, "too_few", progress.advice(), key + ".json", List.of()), List.of(), List.of(),
                        List.of()),
                log -> log.metric("Records", "Count", (double) records, pointer.dataset()));
    }

    /** A window that was judged. */
    Written judged(Counts counts, Watched watched, AlarmBudget budget, ClosedWindow judged, RetrainAdvice advice) {
        byte[] report = DriftReport.write(window, counts, watched, budget, judged);
        String key = key(report);
        Map<String, Content> files = new LinkedHashMap<>();
        files.put(key + ".svg",
                new Content("image/svg+xml", DriftPicture.draw(DriftReport.shown(watched, judged, counts))));
        files.put(key + ".json", new Content("application/json", report));
        List<Announcement> news = new ArrayList<>();
        news(news, "Drift Opened", judged.opened(), judged, advice, key);
        news(news, "Drift Closed", judged.closed(), judged, advice, key);
        boolean advised = advice.verdict() == RetrainAdvice.Verdict.YES
                && !progress.advice().equals(advice.verdict().text());
        if (advised) {
            news(news, "Retrain Advised", judged.open(), judged, advice, key);
        }
        String verdict = judged.open().isEmpty() ? "quiet" : "drift";
        DriftBook.Closing closing = new DriftBook.Closing(state(advice.verdict().text()),
                row(counts.records(), verdict, advice.verdict().text(), key + ".json",
                        watched.segments(counts).window()),
                judged.opened().stream().map(alarm -> alarm(alarm, judged, Optional.empty())).toList(),
                judged.closed().stream().map(alarm -> alarm(alarm, judged, Optional.of(window.first()))).toList(),
                news);
        return new Written(files, closing, log -> measure(log, counts, watched, judged));
    }

    /** The name of the report: a repetition that found another late file has another one. */
    private String key(byte[] report) {
        return PREFIX + pointer.dataset() + '/' + pointer.modelSha256().substring(0, SHORT) + '/' + window.first()
                + '-' + Sha256.of(report).substring(0, SHORT);
    }

    private DriftState state(String advice) {
        Progress after = new Progress(window.last().plusDays(1), window.first(), window.files(), advice,
                progress.monitor(), progress.version() + 1);
        return new DriftState(pointer.dataset(), pointer.modelSha256(), after.state(), after.version());
    }

    private DriftWindow row(long records, String verdict, String advice, String key,
            List<Long> segments) {
        return new DriftWindow(pointer.dataset(), pointer.modelSha256(), window.first(), window.last(), records,
                window.files(), verdict, advice, key, segments);
    }

    private DriftAlarm alarm(Alarm alarm, ClosedWindow judged, Optional<LocalDate> closed) {
        UUID id = Hashes.id("drift alarm", pointer.dataset(), pointer.modelSha256(), alarm.statistic(),
                alarm.opened().toString());
        return new DriftAlarm(id, pointer.dataset(), pointer.modelSha256(), alarm.statistic(), alarm.detector().text(),
                judgement(judged, alarm).reading().effect(), alarm.opened(), closed);
    }

    private static Judgement judgement(ClosedWindow judged, Alarm alarm) {
        return judged.judgements().stream().filter(one -> one.statistic().name().equals(alarm.statistic())).findFirst()
                .orElseThrow();
    }

    /** One event of a window, however many statistics it is about: the first of them in full, the others by name. */
    private void news(List<Announcement> news, String type, List<Alarm> alarms, ClosedWindow judged,
            RetrainAdvice advice, String key) {
        if (alarms.isEmpty()) {
            return;
        }
        UUID id = Hashes.id(type, pointer.dataset(), pointer.modelSha256(), window.first().toString());
        Judgement first = judgement(judged, alarms.getFirst());
        Interval interval = first.reading().interval(first.dispersion());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("id", id.toString());
        detail.put("dataset", pointer.dataset());
        detail.put("model", pointer.modelSha256());
        detail.put("version", pointer.modelVersion());
        detail.put("window", window.first() + "/" + window.last());
        detail.put("statistic", first.statistic().name());
        detail.put("detector", alarms.getFirst().detector().text());
        detail.put("effect", first.reading().effect());
        detail.put("interval", List.of(interval.low(), interval.high()));
        detail.put("also", alarms.stream().skip(1).map(Alarm::statistic).toList());
        detail.put("retrain", advice.verdict().text());
        detail.put("report", key + ".json");
        news.add(new Announcement(id, pointer.dataset(), type,
                new String(Json.write(detail), StandardCharsets.UTF_8), now));
    }

    private void measure(Log log, Counts counts, Watched watched, ClosedWindow judged) {
        String dataset = pointer.dataset();
        double records = counts.records();
        log.metric("DriftOpen", "Count", judged.open().size(), dataset);
        log.metric("DriftLeastP", "None", judged.leastP(), dataset);
        log.metric("OutsideShare", "None", counts.outside() / records, dataset);
        log.metric("BetweenShare", "None", counts.between() / records, dataset);
        watched.quantisation(counts).ifPresent(ratio -> log.metric("QuantisationRatio", "None", ratio, dataset));
        log.metric("Records", "Count", records, dataset);
        double refused = counts.refused().values().stream().mapToDouble(Long::doubleValue).sum();
        log.metric("Refused", "Count", refused, dataset);
    }
}
