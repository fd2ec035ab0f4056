package io.segmenta.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.learning.Meter;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.platform.Json;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one run took: seconds of each stage, bytes read and written, memory foreseen and used, and what that costs at
 * Lambda's price. Its {@code manifest.json} tells of one attempt on one machine, so it is kept apart from the files
 * that are the same for the same data.
 */
final class RunMeter implements Meter {
    /**
     * Dollars for a GB-second on x86_64 in us-east-1, first tier, 2026-11; requests and storage in /tmp not counted.
     */
    private static final double PRICE = 0.0000166667;

    private final Progress next;
    private final Clock clock;
    private final int memoryMb;
    private final Instant begin;
    private final Map<String, Duration> stages = new LinkedHashMap<>();
    private final Map<String, Long> written = new LinkedHashMap<>();
    private String stage = "reading";
    private Instant since;
    private Optional<MemoryPlan> plan = Optional.empty();
    private final long collectionsBefore = collections();
    private long mostAfterCollection;

    /** @param memoryMb of the function; 0 when that is not known */
    RunMeter(Progress next, Clock clock, int memoryMb) {
        this.next = next;
        this.clock = clock;
        this.memoryMb = memoryMb;
        this.begin = clock.instant();
        this.since = begin;
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    @Override
    public synchronized void report(String stage, double fraction, String detail) {
        enter(stage);
        look();
        next.report(stage, fraction, detail);
    }

    private void enter(String entered) {
        if (!entered.equals(stage)) {
            Instant now = clock.instant();
            stages.merge(stage, Duration.between(since, now), Duration::plus);
            stage = entered;
            since = now;
        }
    }

    @Override
    public synchronized void planned(MemoryPlan foreseen) {
        plan = Optional.of(foreseen);
    }

    /** Whether what was planned does not fit in memory. */
    synchronized boolean isBeyondMemory() {
        return plan.filter(foreseen -> foreseen.bytes() > Runtime.getRuntime().maxMemory()).isPresent();
    }

    /** How many rows of the file that was planned take half of the memory, and no more than a number of them. */
    synchronized long rowsWithin(long most) {
        return plan.map(foreseen -> (double) foreseen.rows() * Runtime.getRuntime().maxMemory() / 2 / foreseen.bytes())
                .map(rows -> Math.clamp((long) (double) rows, 1, most)).orElse(most);
    }

    synchronized void wrote(String path, long bytes) {
        written.put(path, bytes);
    }

    synchronized byte[] manifest(long read) {
        enter("");
        look();
        ObjectNode manifest = Json.object().put("seconds", seconds(Duration.between(begin, clock.instant())));
        ObjectNode seconds = manifest.putObject("stages");
        stages.forEach((name, taken) -> seconds.put(name, seconds(taken)));
        manifest.put("bytes_read", read).put("bytes_written",
                written.values().stream().mapToLong(Long::longValue).sum());
        ObjectNode files = manifest.putObject("files");
        written.forEach(files::put);
        ObjectNode memory = manifest.putObject("memory");
        plan.ifPresent(foreseen -> memory.put("forecast_mb", foreseen.bytes() >> 20)
                .put("forecast_rows", foreseen.rows()));
        if (mostAfterCollection > 0) {
            memory.put("heap_after_collection_mb", mostAfterCollection >> 20);
        }
        memory.put("peak_heap_mb", heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20);
        memory.put("available_mb", Runtime.getRuntime().maxMemory() >> 20);
        if (memoryMb > 0) {
            double cost = PRICE * memoryMb / 1024 * seconds(Duration.between(begin, clock.instant()));
            manifest.putObject("cost").put("function_mb", memoryMb).put("usd_per_gb_second", PRICE).put("usd", cost);
        }
        return Json.bytes(manifest);
    }

    /** What a collection left is what the run needed then; all that is in use is mostly garbage not yet collected. */
    private void look() {
        if (collections() > collectionsBefore) {
            mostAfterCollection = Math.max(mostAfterCollection,
                    heap().stream().map(MemoryPoolMXBean::getCollectionUsage).filter(Objects::nonNull)
                            .mapToLong(MemoryUsage::getUsed).sum());
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }

    private static double seconds(Duration taken) {
        return taken.toMillis() / 1e3;
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
