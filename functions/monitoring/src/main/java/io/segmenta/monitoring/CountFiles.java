package io.segmenta.monitoring;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.CaptureKey;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.CountsJson;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of counts of one model. A file that cannot be used is told of in the log and left out. */
final class CountFiles {
    private final ObjectStore store;
    private final String dataset;
    private final String model;
    private final MonitorBaseline baseline;
    private final Log log;

    /**
     * What was counted in some days.
     *
     * @param counts empty when nothing was
     * @param listed how many files there are, also those that cannot be used
     * @param used how many were added up
     */
    record Sum(Optional<Counts> counts, int listed, int used) {
        static final Sum NOTHING = new Sum(Optional.empty(), 0, 0);

        long records() {
            return counts.map(Counts::records).orElse(0L);
        }

        Sum plus(Sum other) {
            Optional<Counts> both = counts.isPresent() && other.counts.isPresent()
                    ? Optional.of(counts.get().plus(other.counts.get()))
                    : counts.or(other::counts);
            return new Sum(both, listed + other.listed, used + other.used);
        }
    }

    CountFiles(ObjectStore store, String dataset, String model, MonitorBaseline baseline, Log log) {
        this.store = store;
        this.dataset = dataset;
        this.model = model;
        this.baseline = baseline;
        this.log = log;
    }

    /** The first day of which there are counts; empty when there are none. */
    Optional<LocalDate> first() {
        return store.list(CaptureKey.prefix(dataset, model)).stream().map(CaptureKey::parse).flatMap(Optional::stream)
                .map(key -> LocalDate.ofInstant(key.hour(), ZoneOffset.UTC)).min(LocalDate::compareTo);
    }

    /** How many files of counts there are of some days, the last one among them. */
    int files(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1)).mapToInt(day -> keys(day).size()).sum();
    }

    private List<String> keys(LocalDate day) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return store.list(CaptureKey.prefix(dataset, model, start)).stream()
                .filter(key -> CaptureKey.parse(key).isPresent()).toList();
    }

    /** Adds up the counts of a day. */
    Sum of(LocalDate day) {
        List<String> keys = keys(day);
        List<Counts> counts = new ArrayList<>();
        for (String key : keys) {
            store.readAll(key).flatMap(bytes -> read(key, bytes)).ifPresent(counts::add);
        }
        return new Sum(counts.stream().reduce(Counts::plus), keys.size(), counts.size());
    }

    private Optional<Counts> read(String key, byte[] bytes) {
        try {
            Counts counts = CountsJson.read(bytes, key);
            baseline.check(counts);
            if (counts.scope().model().equals(model) && counts.scope().dataset().equals(dataset)) {
                return Optional.of(counts);
            }
            log.warn("a file of counts is of another model or data set and is not used", "key", key);
        } catch (DataException unusable) {
            log.warn("a file of counts cannot be used", "key", key, "reason", unusable.getMessage());
        }
        return Optional.empty();
    }
}
