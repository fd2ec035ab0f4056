package io.segmenta.model.monitor;

import io.segmenta.model.base.Check;
import io.segmenta.model.monitor.Counts.Scope;
import io.segmenta.model.monitor.Counts.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts what one model answers in one process, hour by hour of UTC. Whoever answers adds each request after its answer
 * and writes what {@link #due} hands out; what could not be written is given back and handed out again under the same
 * number, with what was counted since, so that writing it twice counts it once. Safe for use by several threads.
 */
public final class Capture {

    /** So many records are written before their time is over. */
    public static final long MOST_RECORDS = 50_000;

    /** So many hours that could not be written are kept, the later ones. */
    private static final int MOST_HOURS = 24;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    private final Counting counting;
    private final String model;
    private final String dataset;
    private final Source source;
    private final Duration flush;
    private final Deque<Numbered> waiting = new ArrayDeque<>();
    private long[] counts;
    private Map<String, Long> refused = new TreeMap<>();
    private long records;
    private Instant from = Instant.MIN;
    private Instant to = Instant.MIN;
    private long seq;
    private Instant notBefore = Instant.MIN;
    private Duration pause = FIRST_PAUSE;

    /**
     * Counts to be written.
     *
     * @param seq the number of the file among those of this process and model
     */
    public record Numbered(long seq, Counts counts) {}

    /**
     * @param model the SHA-256 of the model file
     * @param flush how long is counted before it is written
     */
    public Capture(Counting counting, String model, String dataset, Source source, Duration flush) {
        this.counting = counting;
        this.model = model;
        this.dataset = dataset;
        this.source = source;
        this.flush = Check.notNull(flush, "flush");
        this.counts = new long[counting.cells()];
    }

    /** Returns what a request is noted in. */
    public Asked request() {
        return new Asked(counting);
    }

    /**
     * Counts a request.
     *
     * @param at when it was answered
     */
    public void add(Asked asked, Instant at) {
        asked.settle();
        if (asked.records() == 0 && asked.refused().isEmpty()) {
            return;
        }
        synchronized (this) {
            if (isCounting() && !hour(at).equals(hour(from))) {
                close();
            }
            if (!isCounting()) {
                from = at;
                to = at;
            } else if (at.isAfter(to)) {
                to = at;
            } else if (at.isBefore(from)) {
                from = at;
            }
            asked.addTo(counts);
            records += asked.records();
            asked.refused().forEach(reason -> refused.merge(reason, 1L, Long::sum));
        }
    }

    private boolean isCounting() {
        return !from.equals(Instant.MIN);
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    /** Puts what is counted with what waits: to the same hour if that waits already. */
    private void close() {
        if (!isCounting()) {
            return;
        }
        Counts closed = counting.counts(new Scope(model, dataset, source, from, to), records, counts, refused);
        Numbered last = waiting.peekLast();
        if (last != null && hour(last.counts.scope().from()).equals(hour(from))) {
            waiting.removeLast();
            waiting.addLast(new Numbered(last.seq, last.counts.plus(closed)));
        } else {
            waiting.addLast(new Numbered(seq++, closed));
        }
        counts = new long[counting.cells()];
        refused = new TreeMap<>();
        records = 0;
        from = Instant.MIN;
        to = Instant.MIN;
    }

    /**
     * Takes what is to be written now: of an hour that is over, of enough time or enough records; after a failure only
     * when a pause is over.
     */
    public synchronized Optional<Numbered> due(Instant now) {
        if (now.isBefore(notBefore)) {
            return Optional.empty();
        }
        if (isCounting() && (records >= MOST_RECORDS || !now.isBefore(from.plus(flush)) || !hour(now).equals(hour(from))
                || !waiting.isEmpty())) {
            close();
        }
        return Optional.ofNullable(waiting.pollFirst());
    }

    /** Takes what is left, whenever it is due; to be asked until it is empty. */
    public synchronized Optional<Numbered> left() {
        close();
        return Optional.ofNullable(waiting.pollFirst());
    }

    /** Notes that what was due has been written. */
    public synchronized void written() {
        pause = FIRST_PAUSE;
        notBefore = Instant.MIN;
    }

    /**
     * Takes back what could not be written; it is due again after a pause, which doubles with each failure up to the
     * time between two writes.
     *
     * @return how many records had to be dropped, because too many hours wait: 0 as a rule
     */
    public synchronized long failed(Numbered back, Instant now) {
        notBefore = now.plus(pause);
        pause = pause.multipliedBy(2).compareTo(flush) < 0 ? pause.multipliedBy(2) : flush;
        Numbered first = waiting.peekFirst();
        if (first != null && hour(first.counts.scope().from()).equals(hour(back.counts.scope().from()))) {
            waiting.removeFirst();
            waiting.addFirst(new Numbered(back.seq, back.counts.plus(first.counts)));
        } else {
            waiting.addFirst(back);
        }
        return waiting.size() <= MOST_HOURS ? 0 : waiting.removeFirst().counts.records();
    }
}
