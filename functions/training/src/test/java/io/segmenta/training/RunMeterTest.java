package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.platform.Json;
import io.segmenta.platform.TickingClock;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code manifest.json} tells of a run. */
class RunMeterTest {
    private static final int MB = 1 << 20;

    private final TickingClock clock = new TickingClock();
    private final List<String> heard = new ArrayList<>();

    private RunMeter meter() {
        return new RunMeter((stage, fraction, detail) -> heard.add(stage + ' ' + fraction + ' ' + detail), clock,
                TrainingFixture.COSTS, _ -> {});
    }

    private static JsonNode manifest(RunMeter meter) {
        return Json.parse(new String(meter.manifest(1234), StandardCharsets.UTF_8));
    }

    @Test
    void stages_haveTheirTimeSummedInTheOrderOfTheirBegin() {
        RunMeter meter = meter();
        clock.advance(Duration.ofMillis(1500));
        meter.report("clustering", 0, "");
        clock.advance(Duration.ofSeconds(2));
        meter.report("clustering", 0.5, "k=3");
        clock.advance(Duration.ofSeconds(1));
        meter.report("reading", 0, "again");
        clock.advance(Duration.ofSeconds(4));
        JsonNode manifest = manifest(meter);
        assertThat(Json.text(manifest.path("stages"))).isEqualTo("{\"reading\":5.5,\"clustering\":3.0}");
        assertThat(manifest.path("seconds").doubleValue()).isEqualTo(8.5);
        assertThat(heard).as("all is passed on").containsExactly("clustering 0.0 ", "clustering 0.5 k=3",
                "reading 0.0 again");
    }

    @Test
    void bytes_areOfEveryFileAndTogether() {
        RunMeter meter = meter();
        meter.wrote("model.tar.gz", 1000);
        meter.wrote("metrics.json", 20);
        meter.wrote("model.tar.gz", 3000);
        JsonNode manifest = manifest(meter);
        assertThat(manifest.path("bytes_read").longValue()).isEqualTo(1234);
        assertThat(manifest.path("bytes_written").longValue()).isEqualTo(3020);
        assertThat(Json.text(manifest.path("files"))).isEqualTo("{\"model.tar.gz\":3000,\"metrics.json\":20}");
    }

    @Test
    void cost_isOfTheSecondsWithTheMemory() {
        RunMeter meter = meter();
        clock.advance(Duration.ofSeconds(10));
        JsonNode cost = manifest(meter).path("cost");
        assertThat(cost.path("function_mb").intValue()).isEqualTo(2048);
        assertThat(cost.path("usd_per_gb_second").doubleValue()).isEqualTo(0.0000166667);
        assertThat(cost.path("usd").doubleValue()).isEqualTo(0.000333334);
    }

    @Test
    void forecast_isThatOfThePlan() {
        RunMeter meter = meter();
        assertThat(manifest(meter).path("memory").has("forecast_mb")).isFalse();
        meter.planned(new MemoryPlan(77, 3, 5L * MB + 1));
        JsonNode memory = manifest(meter).path("memory");
        assertThat(memory.path("forecast_mb").longValue()).isEqualTo(5);
        assertThat(memory.path("forecast_rows").longValue()).isEqualTo(77);
    }

    @Test
    void memory_isInMegabytesAndAfterACollectionWhatItLeft() {
        RunMeter meter = new RunMeter(Progress.NONE, clock, TrainingFixture.COSTS, _ -> {});
        byte[] kept = new byte[32 * MB];
        JsonNode memory;
        try {
            System.gc();
            meter.report("clustering", 0, "");
            memory = manifest(meter).path("memory");
        } finally {
            Reference.reachabilityFence(kept);
        }
        long most = Runtime.getRuntime().maxMemory() >> 20;
        assertThat(memory.path("available_mb").longValue()).isEqualTo(most);
        assertThat(memory.path("heap_after_collection_mb").longValue()).isBetween(32L, most);
        assertThat(memory.path("peak_heap_mb").longValue()).isBetween(32L, 2 * most);
    }
}
