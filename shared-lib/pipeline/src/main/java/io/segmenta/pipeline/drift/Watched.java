package io.segmenta.pipeline.drift;

import io.segmenta.model.base.Check;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.monitor.WatchedNumber;
import io.segmenta.model.monitor.WatchedSegment;
import io.segmenta.model.monitor.WatchedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The statistics of a model, from what was counted in training, and what the counts of a window say of them. */
public final class Watched {
    /** Fewer values, or records of a segment, say nothing of a mean. */
    static final int LEAST_RECORDS = 50;

    /** The cells of a column that follow its bins or levels. */
    private static final int TAIL = 3;

    private final MonitorBaseline baseline;
    private final List<String> segments;
    private final List<Statistic> statistics = new ArrayList<>();
    private final List<Function<Counts, Reading>> readers = new ArrayList<>();

    /**
     * Takes what was counted in training.
     *
     * @param segments the ids of the segments, in the order of the clusters
     */
    public Watched(MonitorBaseline baseline, List<String> segments) {
        Check.argument(segments.size() == baseline.segments().size(), "there must be %d segments, got %d",
                baseline.segments().size(), segments.size());
        this.baseline = baseline;
        this.segments = List.copyOf(segments);
        baseline.numbers().forEach(this::number);
        baseline.texts().forEach(this::text);
        for (int k = 0; k < segments.size(); k++) {
            segment(segments.get(k), k);
        }
        if (baseline.heldOut() > 0) {
            share(new Statistic(Kind.OUTSIDE), baseline.outside(), baseline.heldOut(), Counts::outside,
                    Counts::records);
            share(new Statistic(Kind.BETWEEN), baseline.between(), baseline.heldOut(), Counts::between,
                    Counts::records);
        }
        share(new Statistic(Kind.REFUSED), 0, baseline.rows(), Watched::refused,
                counts -> counts.records() + refused(counts));
    }

    private void number(WatchedNumber column) {
        String name = column.column();
        long[] trained = column.counts();
        int bins = trained.length - TAIL;
        scores(trained, bins, Kind.LOCATION, Kind.SPREAD, name, counts -> counts.column(name));
        long present = sum(trained, bins);
        Function<Counts, Long> values = counts -> sum(counts.column(name), bins);
        share(new Statistic(Kind.BELOW, name), trained[bins], present, counts -> counts.column(name)[bins], values);
        share(new Statistic(Kind.ABOVE, name), trained[bins + 1], present, counts -> counts.column(name)[bins + 1],
                values);
        missing(name, trained);
    }

    private void text(WatchedText column) {
        String name = column.column();
        long[] trained = column.counts();
        int levels = trained.length - TAIL;
        long present = sum(trained, levels + 2);
        Function<Counts, Long> values = counts -> sum(counts.column(name), levels + 2);
        for (int level = 0; level < levels; level++) {
            int at = level;
            share(new Statistic(Kind.LEVEL, name, column.levels().get(level)), trained[level], present,
                    counts -> counts.column(name)[at], values);
        }
        share(new Statistic(Kind.UNSEEN, name), trained[levels + 1], present,
                counts -> counts.column(name)[levels + 1], values);
        missing(name, trained);
    }

    private void missing(String name, long[] trained) {
        int at = trained.length - 1;
        share(new Statistic(Kind.MISSING, name), trained[at], baseline.rows(), counts -> counts.column(name)[at],
                Counts::records);
    }

    private void segment(String id, int cluster) {
        WatchedSegment segment = baseline.segments().get(cluster);
        share(new Statistic(Kind.SEGMENT, id), segment.rows(), baseline.rows(), counts -> counts.segments()[cluster],
                Counts::records);
        long[] trained = segment.bins().stream().mapToLong(Long::longValue).toArray();
        scores(trained, trained.length, Kind.DISTANCE, null, id, counts -> counts.distances()[cluster]);
    }

    /** Watches the location of bins, and their spread if there is a kind for it. */
    private void scores(long[] trained, int bins, Kind location, @Nullable Kind spread,
            String subject, Function<Counts, long[]> cells) {
        long rows = sum(trained, bins);
        if (rows == 0) {
            return;
        }
        BinScores scores = BinScores.of(Arrays.copyOf(trained, bins));
        if (scores.hasLocation()) {
            score(new Statistic(location, subject), rows, bins, cells, scores::location);
        }
        if (spread != null && scores.hasSpread()) {
            score(new Statistic(spread, subject), rows, bins, cells, scores::spread);
        }
    }

    private void score(Statistic statistic, long rows, int bins, Function<Counts, long[]> cells,
            Function<long[], Double> mean) {
        statistics.add(statistic);
        readers.add(counts -> {
            long[] window = Arrays.copyOf(cells.apply(counts), bins);
            long records = sum(window, bins);
            return records < LEAST_RECORDS
                    ? NoReading.NONE
                    : new ScoreReading(records, mean.apply(window), rows);
        });
    }

    private void share(Statistic statistic, long count, long rows, Function<Counts, Long> in,
            Function<Counts, Long> of) {
        if (rows == 0) {
            return;
        }
        BaselineShare share = new BaselineShare(count, rows);
        statistics.add(statistic);
        readers.add(counts -> {
            long records = of.apply(counts);
            return records < LEAST_RECORDS ? NoReading.NONE : new ShareReading(records, in.apply(counts), share);
        });
    }

    private static long refused(Counts counts) {
        return counts.refused().values().stream().mapToLong(Long::longValue).sum();
    }

    private static long sum(long[] cells, int first) {
        return LongStream.of(cells).limit(first).sum();
    }

    /** What is watched. */
    public List<Statistic> statistics() {
        return List.copyOf(statistics);
    }

    /**
     * What a window says of each statistic, in their order.
     *
     * @throws io.segmenta.model.base.DataException when the counts were not made by this model
     */
    public List<Reading> read(Counts counts) {
        baseline.check(counts);
        return readers.stream().map(reader -> reader.apply(counts)).toList();
    }

    /**
     * Two histograms of the same bins: rows of training, and records of a window.
     *
     * @param edges between the bins of a column of numbers, one fewer than bins; none of others
     * @param levels of a column of text, in the order of its first bins, or ids of segments; none of numbers
     */
    public record Histogram(String name, List<Double> edges, List<String> levels, List<Long> trained,
            List<Long> window) {
        /** Copies the lists. */
        public Histogram {
            edges = List.copyOf(edges);
            levels = List.copyOf(levels);
            trained = List.copyOf(trained);
            window = List.copyOf(window);
        }

        /** The population stability index. */
        public double stability() {
            return PopulationStability.of(array(trained), array(window));
        }

        private static long[] array(List<Long> counts) {
            return counts.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** The histogram that a statistic is of: its column's bins or levels, or all segments. */
    public Histogram histogram(Statistic statistic, Counts counts) {
        return switch (statistic.kind()) {
            case LOCATION, SPREAD, BELOW, ABOVE, MISSING, LEVEL, UNSEEN -> column(statistic.subject(), counts);
            case DISTANCE, SEGMENT, OUTSIDE, BETWEEN, REFUSED -> segments(counts);
        };
    }

    /** The histogram of a column. */
    Histogram column(String name, Counts counts) {
        long[] window = counts.column(name);
        for (WatchedNumber number : baseline.numbers()) {
            if (number.column().equals(name)) {
                int bins = window.length - TAIL;
                return histogram(name, number.edges(), List.of(),
                        Arrays.copyOf(number.counts(), bins), Arrays.copyOf(window, bins));
            }
        }
        WatchedText text = baseline.texts().stream().filter(one -> one.column().equals(name)).findFirst()
                .orElseThrow();
        return histogram(name, List.of(), text.levels(), text.counts(), window);
    }

    /** How far records lie from their segments beside rows of training; empty where that is not known. */
    public OptionalDouble quantisation(Counts counts) {
        return QuantisationRatio.of(baseline, counts);
    }

    /** Rows of training and records of a window in each segment, at last those in none. */
    public Histogram segments(Counts counts) {
        long[] trained = LongStream.concat(baseline.segments().stream().mapToLong(WatchedSegment::rows),
                LongStream.of(baseline.none())).toArray();
        return histogram("segments", List.of(), segments, trained, counts.segments());
    }

    private static Histogram histogram(String name, List<Double> edges, List<String> levels, long[] trained,
            long[] window) {
        return new Histogram(name, edges, levels, LongStream.of(trained).boxed().toList(),
                LongStream.of(window).boxed().toList());
    }
}
