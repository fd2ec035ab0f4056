package io.segmenta.monitoring;

import io.segmenta.config.MonitoringConfig;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.Segment;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.monitor.Counts;
import io.segmenta.pipeline.drift.AlarmBudget;
import io.segmenta.pipeline.drift.ClosedWindow;
import io.segmenta.pipeline.drift.DriftReport;
import io.segmenta.pipeline.drift.RetrainAdvice;
import io.segmenta.pipeline.drift.Watched;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.bus.OutboxSender;
import io.segmenta.platform.catalogue.DriftBook;
import io.segmenta.platform.catalogue.Outbox;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Closes the days of a data set's live model that are over, one window after another. A day with too few records joins
 * the next one. It may be called at any time and as often as one likes: what is closed is closed once, by the version
 * of the state in the catalogue.
 */
final class CloseDays {
    /** How long after its end a day is closed, so that what was counted in it has come. */
    static final Duration AFTER = Duration.ofHours(2);
    /** Fewer records say too little. */
    static final long LEAST_RECORDS = 200;
    /** More days are not joined. */
    static final int MOST_DAYS = 14;

    /** What closing a window may take; with less time left the next call goes on. */
    private static final Duration RESERVE = Duration.ofSeconds(60);

    private final ObjectStore store;
    private final DriftBook book;
    private final OutboxSender sender;
    private final InstantSource clock;

    CloseDays(ObjectStore store, DriftBook book, Outbox outbox, Bus bus, InstantSource clock) {
        this.store = store;
        this.book = book;
        this.sender = new OutboxSender(outbox, bus, clock);
        this.clock = clock;
    }

    /**
     * Closes what is over, and tells of it.
     *
     * @param deadline when the call must have ended
     * @return how many windows it closed
     */
    int close(String dataset, Instant deadline, Log log) {
        int closed = store.readAll(LivePointer.key(dataset)).map(bytes -> LivePointer.parse(dataset, bytes))
                .map(pointer -> close(pointer, deadline, log)).orElse(0);
        sender.send(dataset, log);
        return closed;
    }

    private int close(LivePointer pointer, Instant deadline, Log log) {
        SegmentationModel model = model(pointer);
        Watched watched = new Watched(model.watched(), model.found().stream().map(Segment::id).toList());
        AlarmBudget budget = budget(pointer);
        CountFiles counted = new CountFiles(store, pointer.dataset(), pointer.modelSha256(), model.watched(), log);
        LocalDate last = LocalDate.ofInstant(clock.instant().minus(AFTER), ZoneOffset.UTC).minusDays(1);
        int closed = 0;
        while (!clock.instant().plus(RESERVE).isAfter(deadline)) {
            Optional<Progress> progress = progress(pointer, counted, watched, budget);
            if (progress.isEmpty() || !closeNext(pointer, progress.get(), counted, watched, budget, last, log)) {
                break;
            }
            closed++;
        }
        return closed;
    }

    private SegmentationModel model(LivePointer pointer) {
        byte[] bytes = store.readAll(pointer.modelKey()).orElseThrow(() -> new IllegalStateException(
                "the live model " + pointer.modelKey() + " is not there; approve a version that is"));
        try {
            return ModelFile.read(new ByteArrayInputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What the settings of the live version's run say. */
    private AlarmBudget budget(LivePointer pointer) {
        MonitoringConfig config = new LiveSettings(store).of(pointer).monitoring();
        return new AlarmBudget(config.tolerance(), config.falseAlarmsPerYear());
    }

    private Optional<Progress> progress(LivePointer pointer, CountFiles counted, Watched watched, AlarmBudget budget) {
        return book.state(pointer.dataset(), pointer.modelSha256())
                .map(state -> Progress.of(state.state(), state.version(), watched.statistics(), budget))
                .or(() -> counted.first()
                        .map(first -> Progress.beginning(first, watched.statistics(), budget)));
    }

    /** Closes the window that begins with the next day; false when it is not over, or another call has closed it. */
    private boolean closeNext(LivePointer pointer, Progress progress, CountFiles counted, Watched watched,
            AlarmBudget budget, LocalDate last, Log log) {
        LocalDate first = progress.next();
        CountFiles.Sum sum = CountFiles.Sum.NOTHING;
        LocalDate day = first.minusDays(1);
        while (sum.records() < LEAST_RECORDS && day.isBefore(first.plusDays(MOST_DAYS - 1))) {
            day = day.plusDays(1);
            if (day.isAfter(last)) {
                return false;
            }
            sum = sum.plus(counted.of(day));
        }
        int late = progress.version() == 0
                ? 0
                : Math.max(0, counted.files(progress.before(), first.minusDays(1)) - progress.files());
        DriftReport.Window window = new DriftReport.Window(first, day, sum.listed(), late);
        Closing closing = new Closing(pointer, window, progress, clock.instant());
        Closing.Written written = sum.records() < LEAST_RECORDS
                ? closing.tooFew(sum.records())
                : judged(closing, sum.counts().orElseThrow(), watched, budget, progress);
        written.files().forEach((key, content) -> store.create(key, content.type(), content.bytes()));
        boolean closed = book.close(written.closing(), clock.instant());
        if (closed) {
            written.tell(log);
        }
        return closed;
    }

    private static Closing.Written judged(Closing closing, Counts counts, Watched watched, AlarmBudget budget,
            Progress progress) {
        ClosedWindow judged = progress.monitor().close(closing.window().first(), watched.read(counts));
        return closing.judged(counts, watched, budget, judged, RetrainAdvice.of(judged));
    }
}
