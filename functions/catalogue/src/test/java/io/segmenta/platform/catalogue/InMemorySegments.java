package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.RunSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Segments in memory. */
final class InMemorySegments implements SegmentBook {
    private final Map<String, KnownSegment> born = new LinkedHashMap<>();
    private final Map<UUID, List<RunSegment>> runs = new LinkedHashMap<>();
    private final Map<UUID, String> datasets = new LinkedHashMap<>();
    private final Map<UUID, Edit> edits = new LinkedHashMap<>();

    @Override
    public synchronized void found(UUID run, String dataset, List<RunSegment> segments, Instant now) {
        List<RunSegment> ordered = new ArrayList<>(segments);
        ordered.sort(Comparator.comparingInt(RunSegment::cluster));
        ordered.forEach(segment -> born.putIfAbsent(dataset + '/' + segment.id(), new KnownSegment(dataset,
                segment.id(), segment.name(), segment.action(), segment.color(), run, now, Optional.empty())));
        runs.putIfAbsent(run, ordered);
        datasets.putIfAbsent(run, dataset);
    }

    @Override
    public synchronized List<SegmentVersion> versions(String dataset) {
        return runs.entrySet().stream().filter(run -> dataset.equals(datasets.get(run.getKey())))
                .flatMap(run -> run.getValue().stream().map(segment -> new SegmentVersion(run.getKey(), segment)))
                .toList();
    }

    @Override
    public synchronized List<KnownSegment> segments(String dataset) {
        return born.values().stream().filter(segment -> segment.dataset().equals(dataset))
                .sorted(Comparator.comparing(KnownSegment::bornAt))
                .map(segment -> new KnownSegment(dataset, segment.id(), segment.proposedName(),
                        segment.proposedAction(), segment.color(), segment.born(), segment.bornAt(),
                        edits(dataset, segment.id()).stream().findFirst()))
                .toList();
    }

    @Override
    public synchronized boolean edit(Edit edit, AuditEntry entry) {
        return edit.equals(edits.computeIfAbsent(edit.id(), _ -> edit));
    }

    @Override
    public synchronized List<Edit> edits(String dataset, String segment) {
        return edits.values().stream()
                .filter(edit -> edit.dataset().equals(dataset) && edit.segment().equals(segment))
                .sorted(Comparator.comparingInt(Edit::number).reversed()).toList();
    }
}
