package io.segmenta.model.monitor;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Gzipped;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of {@link Counts}: JSON, in gzip. Reading trusts nothing: what unpacks to more than {@value #MOST_BYTES}
 * bytes, is of a newer format, counts below 0 or does not add up is refused.
 */
public final class CountsJson {

    /** The format this library writes; it reads every format up to this one. */
    public static final int FORMAT = 1;

    /** The most bytes of a document, unpacked. */
    public static final int MOST_BYTES = 16 << 20;

    private CountsJson() {}

    /** Returns the bytes of a file; equal counts give equal bytes. */
    public static byte[] write(Counts counts) {
        return Gzipped.pack(Json.write(document(counts)));
    }

    /**
     * Reads a file.
     *
     * @param what names the file in messages
     * @throws DataException ({@link Reason#TOO_LARGE} or {@link Reason#MALFORMED}) when it cannot be used
     */
    public static Counts read(byte[] file, String what) {
        byte[] document = Gzipped.unpack(file, MOST_BYTES, what);
        try {
            return counts(Json.parse(document, what));
        } catch (IllegalArgumentException contradiction) {
            throw new DataException(Reason.MALFORMED, what + ": " + contradiction.getMessage(), contradiction);
        }
    }

    private static Map<String, Object> document(Counts counts) {
        Counts.Scope scope = counts.scope();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("model", scope.model());
        document.put("dataset", scope.dataset());
        document.put("source", scope.source().word());
        document.put("from", scope.from().toString());
        document.put("to", scope.to().toString());
        document.put("records", counts.records());
        Map<String, Object> columns = new LinkedHashMap<>();
        counts.columns().forEach(name -> columns.put(name, Cells.list(counts.column(name))));
        document.put("columns", columns);
        document.put("segments", Cells.list(counts.segments()));
        document.put("distance", Arrays.stream(counts.distances()).map(Cells::list).toList());
        document.put("outside", counts.outside());
        document.put("between", counts.between());
        document.put("refused", counts.refused());
        return document;
    }

    private static Counts counts(JsonObject document) {
        document.integer("format", 1, FORMAT);
        JsonObject columns = document.object("columns");
        Map<String, long[]> byName = new LinkedHashMap<>();
        for (String name : columns.names()) {
            byName.put(name, columns.integers(name));
        }
        JsonObject refused = document.object("refused");
        Map<String, Long> byReason = new TreeMap<>();
        for (String reason : refused.names()) {
            byReason.put(reason, refused.integer(reason));
        }
        return new Counts(
                new Counts.Scope(document.string("model"), document.string("dataset"),
                        document.constant("source", Counts.Source.class), instant(document, "from"),
                        instant(document, "to")),
                document.integer("records"), byName, document.integers("segments"),
                document.integerRows("distance"), document.integer("outside"), document.integer("between"), byReason);
    }

    private static Instant instant(JsonObject document, String field) {
        String text = document.string(field);
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw document.bad(field, "an ISO 8601 time", text);
        }
    }
}
