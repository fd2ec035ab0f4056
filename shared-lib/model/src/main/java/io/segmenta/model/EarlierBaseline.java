package io.segmenta.model;

import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.monitor.WatchedNumber;
import io.segmenta.model.monitor.WatchedSegment;
import io.segmenta.model.monitor.WatchedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be watched of a model that counted nothing in training: bins between the quantiles it kept, levels by their
 * shares. Of a column with equal quantiles only what is missing and out of range is told; of distances, outside and
 * between nothing.
 */
final class EarlierBaseline {

    private EarlierBaseline() {}

    static MonitorBaseline of(SegmentationModel model) {
        List<WatchedNumber> numbers = new ArrayList<>();
        List<WatchedText> texts = new ArrayList<>();
        List<String> sources = model.pipeline().sources();
        long seen = model.baseline().rows();
        for (int s = 0; s < sources.size(); s++) {
            if (model.pipeline().isDerived(s)) {
                continue;
            }
            if (model.pipeline().isText(s)) {
                model.baseline().levels(sources.get(s)).ifPresent(column -> texts.add(text(column, seen)));
            } else {
                model.baseline().numbers(sources.get(s)).ifPresent(column -> numbers.add(number(column, seen)));
            }
        }
        List<WatchedSegment> segments = model.found().stream()
                .map(segment -> new WatchedSegment(segment.size(), List.of(), List.of(0L), 0, 0)).toList();
        long inside = model.found().stream().mapToLong(Segment::size).sum();
        long rows = Math.max(seen, inside);
        return new MonitorBaseline(rows, numbers, texts, segments, rows - inside, 0);
    }

    private static WatchedNumber number(Baseline.Numbers column, long rows) {
        long present = rows - column.missing();
        List<Double> edges = new ArrayList<>();
        List<Long> bins = new ArrayList<>();
        if (column.quantiles().stream().distinct().count() == column.quantiles().size()) {
            long before = 0;
            for (int q = 0; q < column.quantiles().size(); q++) {
                long upTo = Math.round(Baseline.QUANTILES.get(q) * present);
                edges.add(column.quantiles().get(q));
                bins.add(upTo - before);
                before = upTo;
            }
            bins.add(present - before);
        } else {
            bins.add(present);
        }
        return new WatchedNumber(column.column(), edges, column.min(), column.max(), bins, 0, 0, column.missing());
    }

    private static WatchedText text(Baseline.Levels column, long rows) {
        long present = rows - column.missing();
        Map<String, Long> counts = new LinkedHashMap<>();
        column.shares().forEach((level, share) -> counts.put(level, Math.round(share * present)));
        WatchedText named = WatchedText.of(column.column(), counts, column.missing());
        long told = named.rows().stream().mapToLong(count -> count).sum();
        return new WatchedText(column.column(), named.levels(), named.rows(), Math.max(0, present - told),
                column.missing());
    }
}
