package io.segmenta.model.monitor;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model was asked and answered in a window of time, as counts: two windows of one model merge exactly, in any
 * order. Holds no record. Immutable.
 *
 * <p>
 * What a column of numbers counts is, in this order: records in each bin of the {@link WatchedNumber}, below, above,
 * missing; a column of text: records of each level of the {@link WatchedText}, other, unseen, missing. Below and above
 * are in a bin as well; all others of a column add up to the records.
 */
public final class Counts {

    /** Who answered. */
    public enum Source {
        /** The inference function. */
        LAMBDA,
        /** The serving container. */
        ENDPOINT,
        /** The scoring of a file. */
        BATCH,
        /** Several of them, merged. */
        SEVERAL;

        /** Returns the source as it stands in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was counted.
     *
     * @param model the SHA-256 of the model file, 64 lower-case hexadecimal digits
     * @param from when the first record was answered or refused
     * @param to when the last one was; not before {@code from}
     */
    public record Scope(String model, String dataset, Source source, Instant from, Instant to) {
        public Scope {
            Check.argument(model.matches("[0-9a-f]{64}"), "model must be a SHA-256, got \"%s\"", model);
            Check.argument(!dataset.isBlank() && dataset.length() <= 100, "dataset must be a name, got \"%s\"",
                    dataset);
            Check.notNull(source, "source");
            Check.argument(!to.isBefore(from), "to %s is before from %s", to, from);
        }

        private Scope with(Scope other) {
            return new Scope(model, dataset, source == other.source ? source : Source.SEVERAL,
                    from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
        }
    }

    private final Scope scope;
    private final long records;
    private final Map<String, long[]> columns;
    private final long[] segments;
    private final long[][] distances;
    private final long outside;
    private final long between;
    private final Map<String, Long> refused;

    /**
     * @param records that were answered
     * @param columns by name, each at least 3 numbers
     * @param segments records of each segment in the order of the clusters, at last those of none: k + 1
     * @param distances per segment its records by the bin of their distance: k
     * @param outside records that lie outside every segment
     * @param between records that lie between two segments
     * @param refused records that were refused, by reason
     * @throws IllegalArgumentException when a count is negative, or the counts do not add up to the records
     */
    public Counts(Scope scope, long records, Map<String, long[]> columns, long[] segments, long[][] distances,
            long outside, long between, Map<String, Long> refused) {
        this.scope = Check.notNull(scope, "scope");
        this.records = Check.range("records", records, 0, Cells.MOST);
        this.columns = new LinkedHashMap<>();
        columns.forEach((name, counts) -> this.columns.put(name, checked(name, counts, records)));
        this.segments = segments.clone();
        this.distances = Arrays.stream(distances).map(long[]::clone).toArray(long[][]::new);
        this.outside = Check.range("outside", outside, 0, records);
        this.between = Check.range("between", between, 0, records);
        this.refused = Collections.unmodifiableMap(new TreeMap<>(refused));
        Check.argument(distances.length + 1 == segments.length, "%d segments and %d lists of distances",
                segments.length, distances.length);
        Check.argument(sum("segments", segments, segments.length) == records, "the segments do not add up to %d",
                records);
        for (int k = 0; k < distances.length; k++) {
            Check.argument(sum("distance", distances[k], distances[k].length) == segments[k],
                    "the distances of segment %d do not add up to its %d records", k, segments[k]);
        }
        refused.values().forEach(count -> Check.range("refused", count, 0, Cells.MOST));
    }

    private static long[] checked(String name, long[] counts, long records) {
        int n = counts.length;
        Check.argument(n >= 3, "column \"%s\": %d counts, expected at least 3", name, n);
        // Below and above of a number are in a bin as well: either all but these add up, or, of a text, all do.
        long all = sum(name, counts, n);
        long doubled = counts[n - 3] + counts[n - 2];
        Check.argument(all == records || all - doubled == records, "column \"%s\" does not add up to %d records", name,
                records);
        return counts.clone();
    }

    private static long sum(String name, long[] counts, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Check.range(name, counts[i], 0, Cells.MOST);
        }
        return sum;
    }

    /** Returns whose counts these are. */
    public Scope scope() {
        return scope;
    }

    /** Returns how many records were answered. */
    public long records() {
        return records;
    }

    /** Returns the names of the columns, numbers first. */
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Returns the counts of a column.
     *
     * @throws IllegalArgumentException when it is not counted
     */
    public long[] column(String name) {
        long[] counts = columns.get(name);
        Check.argument(counts != null, "no column \"%s\" is counted", name);
        return Check.notNull(counts, name).clone();
    }

    /** Returns the records of each segment, at last those of none. */
    public long[] segments() {
        return segments.clone();
    }

    /** Returns the records of each segment by the bin of their distance. */
    public long[][] distances() {
        return Arrays.stream(distances).map(long[]::clone).toArray(long[][]::new);
    }

    /** Returns how many records lie outside every segment. */
    public long outside() {
        return outside;
    }

    /** Returns how many records lie between two segments. */
    public long between() {
        return between;
    }

    /** Returns how many records were refused, by reason. */
    public Map<String, Long> refused() {
        return refused;
    }

    /**
     * Returns the counts of two windows in one.
     *
     * @throws DataException ({@link Reason#SCHEMA_MISMATCH}) when they are of two models or data sets
     */
    public Counts plus(Counts other) {
        if (!isLike(other)) {
            throw DataException.of(Reason.SCHEMA_MISMATCH,
                    "counts of model %s of %s cannot be added to those of model %s of %s", other.scope.model,
                    other.scope.dataset, scope.model, scope.dataset);
        }
        Map<String, long[]> both = new LinkedHashMap<>();
        columns.forEach((name, counts) -> both.put(name, added(counts, other.column(name))));
        long[][] apart = new long[distances.length][];
        for (int k = 0; k < apart.length; k++) {
            apart[k] = added(distances[k], other.distances[k]);
        }
        Map<String, Long> without = new TreeMap<>(refused);
        other.refused.forEach((reason, count) -> without.merge(reason, count, Math::addExact));
        return new Counts(scope.with(other.scope), records + other.records, both, added(segments, other.segments),
                apart, outside + other.outside, between + other.between, without);
    }

    private boolean isLike(Counts other) {
        return scope.model.equals(other.scope.model) && scope.dataset.equals(other.scope.dataset)
                && widths().equals(other.widths());
    }

    private List<Object> widths() {
        List<Object> widths = new ArrayList<>(segments.length);
        columns.forEach((name, counts) -> widths.addAll(List.of(name, counts.length)));
        for (long[] distance : distances) {
            widths.add(distance.length);
        }
        return widths;
    }

    private static long[] added(long[] one, long[] other) {
        long[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts that && scope.equals(that.scope) && records == that.records
                && widths().equals(that.widths())
                && columns.keySet().stream().allMatch(name -> Arrays.equals(columns.get(name), that.column(name)))
                && Arrays.equals(segments, that.segments) && Arrays.deepEquals(distances, that.distances)
                && outside == that.outside && between == that.between && refused.equals(that.refused);
    }

    @Override
    public int hashCode() {
        return 31 * scope.hashCode() + Long.hashCode(records);
    }

    @Override
    public String toString() {
        return records + " records of " + scope;
    }
}
