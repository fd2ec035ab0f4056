package io.segmenta.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.learning.Meter;
import io.segmenta.pipeline.cost.CostModel;
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
import java.util.function.Consumer;

/**
 * What one run took: seconds of each stage, bytes read and written, memory foreseen and used, and what its seconds cost
 * at Lambda's price; what all of it costs is noted in the catalogue. Its {@code manifest.json} tells of one attempt on
 * one machine, so it is kept apart from the files that are the same for the same data.
 */
final class RunMeter implements Meter {
    private final Progress next;
    private final Clock clock;
    private final CostModel costs;
    private final Consumer<MemoryPlan> hears;
    private final Instant begin;
    private final Map<String, Duration> stages = new LinkedHashMap<>();
    private final Map<String, Long> written = new LinkedHashMap<>();
    private String stage = "reading";
    private Instant since;
    private Optional<MemoryPlan> plan = Optional.empty();
    private final long collectionsBefore = collections();
    private long mostAfterCollection;

    /**
     * @param costs of the function
     * @param hears of the plan, and may refuse it
     */
    RunMeter(Progress next, Clock clock, CostModel costs, Consumer<MemoryPlan> hears) {
        this.next = next;
        this.clock = clock;
        this.costs = costs;
        this.hears = hears;
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
        hears.accept(foreseen);
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

    synchronized long bytesWritten() {
        return written.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized byte[] manifest(long read) {
        enter("");
        look();
        ObjectNode manifest = Json.object().put("seconds", seconds(Duration.between(begin, clock.instant())));
        ObjectNode seconds = manifest.putObject("stages");
        stages.forEach((name, taken) -> seconds.put(name, seconds(taken)));
        manifest.put("bytes_read", read).put("bytes_written", bytesWritten());
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
        double price = costs.tariff().gbSecond();
        manifest.putObject("cost").put("function_mb", costs.memoryMb()).put("usd_per_gb_second", price).put("usd",
                price * costs.memoryMb() / 1024 * seconds(Duration.between(begin, clock.instant())));
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
