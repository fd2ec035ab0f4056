package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Drift in memory. */
final class InMemoryDriftBook implements DriftBook {
    private final InMemoryOutbox outbox;
    private final Map<List<String>, Closing> last = new LinkedHashMap<>();
    private final List<DriftWindow> windows = new ArrayList<>();
    private final Map<UUID, DriftAlarm> alarms = new LinkedHashMap<>();

    InMemoryDriftBook(InMemoryOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public synchronized Optional<DriftState> state(String dataset, String model) {
        return Optional.ofNullable(last.get(List.of(dataset, model))).map(Closing::next);
    }

    @Override
    public synchronized boolean close(Closing closing, Instant now) {
        List<String> whose = List.of(closing.next().dataset(), closing.next().model());
        Closing before = last.get(whose);
        if (before != null && before.next().version() == closing.next().version()) {
            return before.window().reportKey().equals(closing.window().reportKey());
        }
        if (closing.next().version() != (before == null ? 1 : before.next().version() + 1)) {
            return false;
        }
        last.put(whose, closing);
        windows.add(closing.window());
        closing.opened().forEach(alarm -> alarms.putIfAbsent(alarm.id(), alarm));
        closing.closed().forEach(alarm -> alarms.merge(alarm.id(), alarm, (known, ended) -> with(ended,
                known.acknowledgedBy())));
        outbox.put(closing.news());
        return true;
    }

    @Override
    public synchronized List<DriftWindow> windows(String dataset, int limit) {
        return windows.stream().filter(window -> window.dataset().equals(dataset))
                .sorted(Comparator.comparing(DriftWindow::started).reversed()).limit(limit).toList();
    }

    @Override
    public synchronized List<DriftAlarm> alarms(String dataset, int limit) {
        return alarms.values().stream().filter(alarm -> alarm.dataset().equals(dataset))
                .sorted(Comparator.<DriftAlarm, Boolean>comparing(alarm -> alarm.closed().isPresent())
                        .thenComparing(DriftAlarm::opened, Comparator.reverseOrder()))
                .limit(limit).toList();
    }

    @Override
    public synchronized Optional<DriftAlarm> acknowledge(String dataset, UUID alarm, String by, AuditEntry entry) {
        alarms.computeIfPresent(alarm, (_, known) -> known.dataset().equals(dataset)
                ? with(known, known.acknowledgedBy().or(() -> Optional.of(by)))
                : known);
        return Optional.ofNullable(alarms.get(alarm)).filter(known -> known.dataset().equals(dataset));
    }

    private static DriftAlarm with(DriftAlarm alarm, Optional<String> acknowledgedBy) {
        return new DriftAlarm(alarm.id(), alarm.dataset(), alarm.model(), alarm.statistic(), alarm.detector(),
                alarm.effect(), alarm.opened(), alarm.closed(), acknowledgedBy);
    }
}
