package io.segmenta.model.experiment;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.Gzipped;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far champion and challenger say the same of the records that both were asked, as counts: two add up exactly, in
 * any order, and none holds a record. Not safe for use by several threads.
 *
 * <p>
 * Times are counted by powers of two of microseconds: bin b holds requests of less than 2^b and at least 2^(b-1).
 */
public final class Agreement {

    /** The format this library writes; it reads every format up to this one. */
    public static final int FORMAT = 1;

    /** How many bins times have: the last one begins at half a minute. */
    public static final int TIMES = 26;

    /** The most bytes of a file, unpacked. */
    private static final int MOST_BYTES = 16 << 20;
    private static final long MOST = 1L << 53;

    private final Map<String, Map<String, Long>> cells = new TreeMap<>();
    private final long[] championTimes = new long[TIMES];
    private final long[] challengerTimes = new long[TIMES];
    private long championOutside;
    private long challengerOutside;
    private long faults;

    /**
     * What a model says of a record.
     *
     * @param segment its lasting id, {@link Exposure#NO_SEGMENT} for none
     * @param outside whether the record lies outside every segment
     */
    public record Said(String segment, boolean outside) {}

    /** Counts a record that both models answered. */
    public void add(Said champion, Said challenger) {
        cells.computeIfAbsent(champion.segment, unseen -> new TreeMap<>()).merge(challenger.segment, 1L, Long::sum);
        championOutside += champion.outside ? 1 : 0;
        challengerOutside += challenger.outside ? 1 : 0;
    }

    /** Counts how long both models took for the same request, in nanoseconds. */
    public void took(long champion, long challenger) {
        championTimes[bin(champion)]++;
        challengerTimes[bin(challenger)]++;
    }

    private static int bin(long nanos) {
        long micros = Math.max(0, nanos) / 1000;
        return Math.min(TIMES - 1, Long.SIZE - Long.numberOfLeadingZeros(micros));
    }

    /** Counts a request that the challenger did not answer. */
    public void fault() {
        faults++;
    }

    /** Adds what was counted elsewhere. */
    public void add(Agreement other) {
        other.cells.forEach((champion, row) -> row.forEach((challenger, count) -> cells
                .computeIfAbsent(champion, unseen -> new TreeMap<>()).merge(challenger, count, Math::addExact)));
        for (int b = 0; b < TIMES; b++) {
            championTimes[b] += other.championTimes[b];
            challengerTimes[b] += other.challengerTimes[b];
        }
        championOutside += other.championOutside;
        challengerOutside += other.challengerOutside;
        faults += other.faults;
    }

    /** Returns records by the champion's segment and, within, the challenger's, in the order of the ids; a copy. */
    public Map<String, Map<String, Long>> cells() {
        Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
        cells.forEach((champion, row) -> copy.put(champion, new LinkedHashMap<>(row)));
        return copy;
    }

    /** Returns how many records both models answered. */
    public long records() {
        return cells.values().stream().flatMap(row -> row.values().stream()).mapToLong(count -> count).sum();
    }

    /** Returns how many of them lie outside every segment of a model. */
    public long outside(Arm arm) {
        return arm == Arm.CHAMPION ? championOutside : challengerOutside;
    }

    /** Returns how many requests took how long, {@value #TIMES} bins; a copy. */
    public long[] times(Arm arm) {
        return (arm == Arm.CHAMPION ? championTimes : challengerTimes).clone();
    }

    /** Returns how many requests the challenger did not answer. */
    public long faults() {
        return faults;
    }

    /** Tells whether nothing was counted. */
    public boolean isEmpty() {
        return cells.isEmpty() && faults == 0;
    }

    /** Returns the bytes of a file, JSON in gzip; equal counts give equal bytes. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("cells", cells());
        document.put("champion_outside", championOutside);
        document.put("challenger_outside", challengerOutside);
        document.put("champion_times", Arrays.stream(championTimes).boxed().toList());
        document.put("challenger_times", Arrays.stream(challengerTimes).boxed().toList());
        document.put("faults", faults);
        return Gzipped.pack(Json.write(document));
    }

    /**
     * Reads a file.
     *
     * @param what names the file in messages
     * @throws DataException ({@link Reason#TOO_LARGE} or {@link Reason#MALFORMED}) when it cannot be used
     */
    public static Agreement read(byte[] file, String what) {
        JsonObject document = Json.parse(Gzipped.unpack(file, MOST_BYTES, what), what);
        Agreement agreement = new Agreement();
        try {
            document.integer("format", 1, FORMAT);
            JsonObject cells = document.object("cells");
            for (String champion : cells.names()) {
                JsonObject row = cells.object(champion);
                Map<String, Long> counts = agreement.cells.computeIfAbsent(champion, unseen -> new TreeMap<>());
                for (String challenger : row.names()) {
                    counts.put(challenger, Check.range("a cell", row.integer(challenger), 0, MOST));
                }
            }
            long records = agreement.records();
            agreement.championOutside = Check.range("outside", document.integer("champion_outside"), 0, records);
            agreement.challengerOutside = Check.range("outside", document.integer("challenger_outside"), 0, records);
            copy(document.integers("champion_times"), agreement.championTimes);
            copy(document.integers("challenger_times"), agreement.challengerTimes);
            agreement.faults = Check.range("faults", document.integer("faults"), 0, MOST);
        } catch (IllegalArgumentException contradiction) {
            throw new DataException(Reason.MALFORMED, what + ": " + contradiction.getMessage(), contradiction);
        }
        return agreement;
    }

    private static void copy(long[] from, long[] into) {
        Check.argument(from.length == TIMES, "%d bins of time, expected %d", from.length, TIMES);
        for (int b = 0; b < TIMES; b++) {
            into[b] = Check.range("times", from[b], 0, MOST);
        }
    }
}
