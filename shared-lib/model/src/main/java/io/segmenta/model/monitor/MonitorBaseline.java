package io.segmenta.model.monitor;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * How often each value, segment and distance came in training: the member {@code monitor} of {@code model.json}, with
 * which the {@link Counts} of later windows are compared. Holds no single row.
 *
 * @param rows N, of training
 * @param numbers the columns of numbers that records are asked for
 * @param texts the columns of text that records are asked for
 * @param segments in the order of the clusters
 * @param none training rows in no segment
 * @param noneHeldOut rows held out of a fit that came to lie in no segment; each of them lies outside
 */
public record MonitorBaseline(long rows, List<WatchedNumber> numbers, List<WatchedText> texts,
        List<WatchedSegment> segments, long none, long noneHeldOut) {

    public MonitorBaseline {
        numbers = List.copyOf(numbers);
        texts = List.copyOf(texts);
        segments = List.copyOf(segments);
        Check.range("rows", rows, 0, Cells.MOST);
        Check.range("none", none, 0, rows);
        Check.range("noneHeldOut", noneHeldOut, 0, Cells.MOST);
        Set<String> names = new HashSet<>();
        numbers.forEach(column -> Check.argument(names.add(column.column()), "two columns are named \"%s\"",
                column.column()));
        texts.forEach(column -> Check.argument(names.add(column.column()), "two columns are named \"%s\"",
                column.column()));
    }

    /** Returns how many rows were held out of a fit; 0 where distance, outside and between are not known. */
    public long heldOut() {
        return noneHeldOut + segments.stream().mapToLong(WatchedSegment::heldOut).sum();
    }

    /**
     * Returns how many of as many rows as were held out would lie outside every segment. Of large segments a smaller
     * part was held out, so each counts by its rows.
     */
    public long outside() {
        return Math.round(noneHeldOut + inProportion(WatchedSegment::outside));
    }

    /** Returns how many of as many rows as were held out would lie between two segments, counted in the same way. */
    public long between() {
        return Math.round(inProportion(WatchedSegment::between));
    }

    private double inProportion(ToLongFunction<WatchedSegment> counted) {
        double heldOut = 0;
        double all = 0;
        double share = 0;
        for (WatchedSegment segment : segments) {
            if (segment.heldOut() > 0) {
                heldOut += segment.heldOut();
                all += segment.rows();
                share += (double) segment.rows() * counted.applyAsLong(segment) / segment.heldOut();
            }
        }
        return all == 0 ? 0 : heldOut * share / all;
    }

    /**
     * Refuses counts that were not made by this baseline.
     *
     * @throws DataException ({@link Reason#SCHEMA_MISMATCH}) when columns, bins, levels or segments are others, or do
     * not add up
     */
    public void check(Counts counts) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        numbers.forEach(column -> widths.put(column.column(), column.counts().length));
        texts.forEach(column -> widths.put(column.column(), column.counts().length));
        Map<String, Integer> given = new LinkedHashMap<>();
        counts.columns().forEach(name -> given.put(name, counts.column(name).length));
        if (!given.equals(widths)) {
            throw DataException.of(Reason.SCHEMA_MISMATCH,
                    "the counts are of other columns or bins than the model's: expected %s, found %s", widths, given);
        }
        numbers.forEach(column -> checkSum(counts, column.column(), true));
        texts.forEach(column -> checkSum(counts, column.column(), false));
        List<Integer> distances = segments.stream().map(segment -> segment.bins().size()).toList();
        List<Integer> found = Arrays.stream(counts.distances()).map(bins -> bins.length).toList();
        if (!found.equals(distances)) {
            throw DataException.of(Reason.SCHEMA_MISMATCH,
                    "the counts are of other segments than the model's: expected bins %s, found %s", distances, found);
        }
    }

    /** Refuses a column whose cells, less those that stand in another one as well, are not one for each record. */
    private static void checkSum(Counts counts, String column, boolean number) {
        long[] cells = counts.column(column);
        long twice = number ? cells[cells.length - 3] + cells[cells.length - 2] : 0;
        if (Arrays.stream(cells).sum() - twice != counts.records()) {
            throw DataException.of(Reason.SCHEMA_MISMATCH, "the counts of column \"%s\" do not add up to %d records",
                    column, counts.records());
        }
    }

    /** Returns the baseline as maps and lists. */
    public Map<String, Object> toDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", rows);
        document.put("numbers", numbers.stream().map(MonitorBaseline::document).toList());
        document.put("texts", texts.stream().map(MonitorBaseline::document).toList());
        document.put("segments", segments.stream().map(MonitorBaseline::document).toList());
        document.put("none", none);
        document.put("none_held_out", noneHeldOut);
        return document;
    }

    private static Map<String, Object> document(WatchedNumber column) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("column", column.column());
        fields.put("edges", column.edges());
        fields.put("low", column.low());
        fields.put("high", column.high());
        fields.put("bins", column.bins());
        fields.put("below", column.below());
        fields.put("above", column.above());
        fields.put("missing", column.missing());
        return fields;
    }

    private static Map<String, Object> document(WatchedText column) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("column", column.column());
        fields.put("levels", column.levels());
        fields.put("rows", column.rows());
        fields.put("other", column.other());
        fields.put("missing", column.missing());
        return fields;
    }

    private static Map<String, Object> document(WatchedSegment segment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rows", segment.rows());
        fields.put("edges", segment.edges());
        fields.put("bins", segment.bins());
        fields.put("outside", segment.outside());
        fields.put("between", segment.between());
        return fields;
    }

    /**
     * Reads {@link #toDocument}.
     *
     * @throws DataException ({@link Reason#MALFORMED}) when a member is missing or of another type
     * @throws IllegalArgumentException when members contradict each other
     */
    public static MonitorBaseline fromDocument(JsonObject document) {
        List<WatchedNumber> numbers = new ArrayList<>();
        for (JsonObject fields : document.objects("numbers")) {
            numbers.add(new WatchedNumber(fields.string("column"), edges(fields), fields.number("low"),
                    fields.number("high"), counts(fields, "bins"), fields.integer("below"), fields.integer("above"),
                    fields.integer("missing")));
        }
        List<WatchedText> texts = new ArrayList<>();
        for (JsonObject fields : document.objects("texts")) {
            texts.add(new WatchedText(fields.string("column"), fields.strings("levels"), counts(fields, "rows"),
                    fields.integer("other"), fields.integer("missing")));
        }
        List<WatchedSegment> segments = new ArrayList<>();
        for (JsonObject fields : document.objects("segments")) {
            segments.add(new WatchedSegment(fields.integer("rows"), edges(fields), counts(fields, "bins"),
                    fields.integer("outside"), fields.integer("between")));
        }
        return new MonitorBaseline(document.integer("rows"), numbers, texts, segments, document.integer("none"),
                document.integer("none_held_out"));
    }

    private static List<Double> edges(JsonObject fields) {
        return Arrays.stream(fields.numbers("edges")).boxed().toList();
    }

    private static List<Long> counts(JsonObject fields, String name) {
        return Arrays.stream(fields.integers(name)).boxed().toList();
    }
}
